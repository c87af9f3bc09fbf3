"""Real texts mutated by known operations, and how well an aligner finds them: the proof of the alignment.

generate.mutate(resolution, donors, operation="split", intensity="middle", seed=1)   a text and its truth
scoring.score(mutation, comparison)                                                  what was found of it
sample.corpus_bases(folder), sample.series_bases(folder), sample.fixture_bases()     the texts that are mutated
accuracy.measure(folder)                                                             the figures of docs/accuracy.json
"""
