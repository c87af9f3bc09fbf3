"""Every threshold of the comparing code, each with its reason, and the number of the algorithm."""

from __future__ import annotations

ALGORITHM = "1"
"""Part of every stored comparison: a change of what is computed makes a new number (see tests/test_golden.py)."""

# ------------------------------------------------------------------------------------------------------ similarity

COMMON_SHARE = 0.5
"""A word or pair of words that stands in more than this share of both texts' paragraphs does not tell which
paragraph it is ("the", "of the")."""

# ------------------------------------------------------------------------------------------------------- alignment
# Likeness below is the weight of what two paragraphs share, twice, over the weight of both: 0 for strangers, 1 for the
# same words. Read on real pairs (FIELD.md, gold/): strangers were rarely more than 0.3 alike, a paragraph and its
# edited successor rarely less. Chosen by looking at the four cases of gold/: their scores are no proof of the values.

IN_PLACE = 0.26
"""Likeness from which two paragraphs that stand in the same place (between the same unchanged neighbours) are one."""

ALONE_IN_PLACE = 0.2
"""The same where both stand alone between unchanged neighbours: the place itself is evidence."""

OUT_OF_PLACE = 0.42
"""Likeness from which a paragraph is taken to have moved: without its neighbours, its words must say it."""

ACROSS_PARTS = 0.5
"""Likeness from which a preambular paragraph became an operative one, or back: those are written anew more often."""

PLACE_BONUS = 0.12
"""What standing in the same place adds to likeness when a paragraph could be several."""

PART_ADJACENT = 0.34
"""Share of a paragraph that must be found in another one's words that nothing else explains, for it to be a part of it
(split or merged), where the parts stand together."""

PART_APART = 0.5
"""The same where the parts come from different places."""

PART_WEIGHT = 12.0
"""Least weight of the words that make a part: two or three rare words, or a clause."""

PART_EVIDENCE = 13.0
PART_SHARE = 0.2
"""What two paragraphs share is beyond chance if it weighs as much as this many words (or pairs of words) that stand
nowhere else, about a clause of seven words, and is this share of the one that is left over. Tried from 11 to 18 on the
alignments made by reading: at 11 a stranger more comes in, from 15 on parts are lost."""

PLAIN = 0.6
"""Likeness that needs no other evidence; these pairs are found first and then count as places for the rest."""

INDEX_PAIR = 60
INDEX_WORD = 8
"""A pair of words, or a word, that stands in more paragraphs of both texts than this is not used to look up
candidates: it would bring everything. It still counts in the likeness of those that are found."""

ASSIGN_LIMIT = 120
"""The largest set of paragraphs that could all be each other for which the best assignment is computed exactly (its
time grows with the cube); a larger one is matched best first, and says so (flag "degraded")."""

# ------------------------------------------------------------------------------------------------------- word diff

DIFF_LIMIT = 1500
"""Words a side above which rapidfuzz matches instead of diff-match-patch: the same objective, but the latter takes
1.5 s for 3,000 unrelated words (STACK.md 3)."""

CRUMB_WORDS = 4
CRUMB_WEIGHT = 8.0
"""Equal words between two edits that are no more than this many, and weigh less than this and than either edit, are
crumbs: a reader takes in one edit more easily than two with "of the" between them."""

SMALL_WORD_WEIGHT = 0.5
SMALL_WORDS = frozenset(
    (  # English; French and Spanish; Russian
        *("the a an of and in to on for its by or that with as at this their is are be".split()),  # noqa: SIM905 - words read better so
        *("de la le les des du et à en aux au dans par pour l d y el los las del con por para que".split()),  # noqa: SIM905
        *("и в на с по о об для к от их".split()),  # noqa: SIM905
    )
)
"""Words that carry little by themselves."""

SLIDE_WORDS = 60
"""How far an insertion may slide to the end of a clause."""

# ---------------------------------------------------------------------------------------------------------- groups

PHRASE_WORDS = 14
"""The longest phrase that is looked for as the result of a repeated edit; the longest seen has 8 words."""

PHRASE_LEAST_HAN = 4
"""The shortest such phrase in Chinese, in letters: two words."""

# ----------------------------------------------------------------------------------------------------------- terms

TERM_PLACES = 3
"""In how many paragraphs the same words must be exchanged for the same to be a term that was replaced: one is an edit,
two may be chance or a clause that stands twice."""

TERM_SHARE = 0.5
"""The least share of the paragraphs with the old term in which it was replaced: else those places were edited, and the
term was not replaced. Names keep it ("Conseil des droits de l'homme"), in their own and in edited paragraphs."""

TERM_STEM = 4
"""Letters by which words are the same whatever their endings (droit, droits; человека, человеку): endings agree with the
sentence. An exchange is two words or more that must all agree, in several paragraphs: a short stem is safe there."""

TERM_BESIDE = 3
"""Most words on either side that are told with a term, where they are the same in every place ("droits" de l'homme)."""
