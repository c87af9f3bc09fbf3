"""Real texts mutated by known operations, and how well an aligner finds them: the proof of the alignment.

generate.mutate(resolution, donors, operation="split", intensity="middle", seed=1)   a text and its truth
scoring.score(mutation, scoring.of_comparison(compare(mutation.old, mutation.new)))    what was found of it
sample.drawn, named, series, fixtures, donors                                        the texts that are mutated
accuracy.measured(corpus, language, intensity), accuracy.tables(figures)             docs/accuracy.json and the README

How the truth is kept fair: an operation takes untouched paragraphs that stand once in the text; an edited one stays
clearly nearer to its origin than to any other; halves are clearly parts of one paragraph; what comes from elsewhere is
unlike all that was there, or its likeness stays where it is; either copy of a duplicate may be the successor.
"""
