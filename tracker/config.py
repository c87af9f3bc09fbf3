"""Every threshold of the comparing code, each with its reason, and the number of the algorithm."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ALGORITHM = "5"
"""Part of every stored comparison: a change of what is computed makes a new number (see tests/test_golden.py)."""

# ------------------------------------------------------------------------------------------------------ similarity

COMMON_SHARE = 1 / 3
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

ACROSS_ANNEX = 0.9
"""The same between a text and its annex: an annex says again what the text says (76/203: the aim of the awards)."""

ROW_IN_PLACE = 0.5
ROW_OUT_OF_PLACE = 0.8
"""The same for rows of tables: few words, of which many rows have the same (posts, titles of sections)."""

NEVER = 1.1
"""More than any likeness."""

PLACE_BONUS = 0.12
"""What standing in the same place adds to likeness when a paragraph could be several."""

ROW_WORDS = 3
ROW_LETTERS = 5
"""What is a phrase: so many words in a row; in Chinese letters, of which two or so make a word."""

PART = 4.0
"""Phrases (that stand in one old and one new paragraph only) that make what is left over a part of
another paragraph: six words in a row, a short clause. From 3.5 to 5 the result was hardly different on alignments made
by reading; below, titles and formulas make parts."""

PART_SHORT = 2.0
PART_SHORT_SHARE = 0.6
"""Fewer make a part if they are this share of all that the left-over paragraph has: a short point stands in another
one nearly whole."""

PART_ACROSS = 5.0
"""The same between a preambular and an operative paragraph: there, more is quoted and less is carried over."""

PART_FAR = 5.5
PART_NEAR = 3
"""The same for a new paragraph that stands more than so many from what the old one became: a clause that was put into a
list far off was written there."""

PART_WHOLE = 0.7
"""The share of the phrases of a left-over paragraph from which it stands whole in another: beside its opening words it
has no other. Then those of PART_SHORT are enough, and a new one was not written far off."""

PART_ACROSS_SECTIONS = 8.0
"""The same where a heading stands between, for another section is about something else; or the end of the text, for an
annex says it again."""

PART_BETWEEN_PAIRED = 10.0
"""The same where both have their counterparts already: only a sentence that went from one to the other."""

PART_DENSITY = 0.75
"""How many of the pairs that a change of several paragraphs into several would make must share a part: below it, the
weakest are left out rather than called one thing that happened."""

PHRASE_NAME = 0.25
"""What a word of a name (written with a capital wherever the phrase stands) takes from a phrase of three: all who speak
of a conference give its name, and its short form in brackets goes to where it is named first."""

INDEX_LEAST = 3
"""Two paragraphs that share fewer of the features that are looked up (pairs of words, rare words) are not measured at
all, unless either has no more: less than any likeness above asks for."""

INDEX_PHRASE = 12
"""A phrase that stands in more paragraphs than this is not used to look up parts; it weighs next to nothing."""

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

DIFF_LIMIT = 600
"""Words a side, of those that stand on both, above which rapidfuzz matches instead of diff-match-patch: the same
objective, but the latter takes 0.15 s for so many in texts that have nothing to do with each other, and four times as
much for twice as many (STACK.md 3). The longest in the corpus has 385."""

DIFF_MOST = 20_000
"""Words a side up to which every word is held against every other: that takes a third of a second and 50 MB, and both
grow with the square (200,000 words: five gigabytes). Longer texts are matched by the words that each has once, and
piece by piece between these; a piece that is still longer is replaced as a whole, and the change says so (flag
"coarse"). No paragraph of the corpus has a fiftieth of it; a file without line breaks has."""

CRUMB_WORDS = 4
CRUMB_WEIGHT = 8.0
CRUMB_RATIO = 5.0
"""Equal words between two edits that are no more than this many, and weigh less than this (or than such a part of
either edit), are crumbs: a reader takes in one edit more easily than two with "of the" between them."""

HALVES_BETWEEN = 2
HALVES_TOGETHER = 3
HALVES_PURE = 2
HALVES_MIXED = 4
"""Where one of the two edits only adds or only drops words, no more than so many small words are a crumb. If one edit
drops what the other adds, they must have so many words together; two that only add, so many each; else so many each.
"[-des droits-] de [-l'homme-]{+tous les droits humains+}" is one rewording, "{+new+} in the {+local+}" are two."""

CRUMB_HAN = 2
"""In Chinese so many letters between two replacements are a crumb: a word has two."""

CHAIN_EDITS = 3
CHAIN_WORDS = 2
CHAIN_SHARE = 2
"""So many edits in a row with no more than so many small words or marks between each are one, if each has this many
words in the mean: what is equal there is chance."""

EDIT_COST = 15.0
"""What one edit more is to a reader, in letters of changed words: two or three words. Of two ways to match, the one
with less of both is taken; between 10 and 20 hardly any pair changes."""

RANGE_WORDS = 1
"""What stands between the two ends of a range: a dash, or one word."""

SMALL_WORD_WEIGHT = 0.5
JOINTS: Mapping[str, frozenset[str]] = {
    "en": _words("and or as well nor but"),
    "fr": _words("et ou ni ainsi que"),
    "es": _words("y e o u ni así como"),
    "ru": _words("и или а также"),
    "ar": _words("و أو أم"),
    "zh": _words("和 与 及 或 并 以及 、"),
    "de": _words("und oder sowie"),
}
"""Words that part two things of a list: what stands on either side of one is not one edit for it."""

SMALL_WORDS_OF: Mapping[str, frozenset[str]] = {
    "en": _words("the a an of in to on for its by that with as at this their is are be from it which has been was"),
    "fr": _words("de la le les des du en à aux au dans par pour l d sur que qui un une son sa ses leur leurs est sont"),
    "es": _words("de la las el los del en a al con por para que l d un una su sus se lo es son sobre"),
    "ru": _words("в во на с со по о об обо для к ко от из их его ее при что у за до"),
    "ar": _words("في من إلى على عن أن التي الذي هذا هذه ذلك ما مع"),
    "zh": _words("的 在 以 为 于 等 其 对 了 之 第 号"),
    "de": _words("der die das des dem den ein eine in im zu zur zum von vom für mit auf an ist sind"),
}
"""Words that carry little by themselves and belong to the next; Arabic attaches most of its own to it."""

SMALL_WORDS = frozenset().union(*JOINTS.values(), *SMALL_WORDS_OF.values())
"""All of them, where the language is not asked."""

SLIDE_WORDS = 60
"""How far an insertion may slide to the end of a clause."""

# ---------------------------------------------------------------------------------------------------------- groups

PHRASE_WORDS = 14
"""The longest phrase that is looked for as the result of a repeated edit; the longest seen has 8 words."""

PHRASE_LEAST_HAN = 4
"""The shortest such phrase in Chinese, in letters: two words."""

SUBJECT_LEAST = 2
SUBJECT_SHARE = 1 / 3
"""Words that stand in more than this part of an old text's paragraphs, and in more than so many, are what it is about:
two of them alone are no edit that was made in several places."""

SCOPE_WORDS = _words(
    "all every each any both tous toutes tout toute chaque todos todas todo toda cada все всех всем каждый جميع كل كافة"
)
"""Words that say of whom or what: with one of these, two words of every paragraph are an edit ("all human rights")."""

DRAFTING_WORDS = _words(
    "all any both each other others such relevant more most including inter alia but not limited also further well "
    "upon secretary-general general assembly member states united nations importance present regard "
    "he she they his her our will would shall should can may must have had were being these those both who whose where "
    "tous toutes tout autres notamment compris ainsi également secrétaire général "
    "todos todas todo otros otras incluidos incluidas también secretario general "
    "всех все всем друг такж гене секр جميع الأخرى كذلك أيضا بما ذلك الأمين العام"
)
"""Words of every resolution, by stem in Russian: a phrase of nothing else that two paragraphs came to carry is chance
("and other relevant", "and requests the Secretary-General"). Only for what is a group; the diff knows no such words."""

# ----------------------------------------------------------------------------------------------------------- terms

TERM_PLACES = 3
"""In how many paragraphs the same words must be exchanged for the same to be a term that was replaced: one is an edit,
two may be chance or a clause that stands twice."""

TERM_SHARE = 0.5
"""The least share of the paragraphs with the old term in which it was replaced: else those places were edited, and the
term was not replaced. Names keep it ("Conseil des droits de l'homme"), in their own and in edited paragraphs."""

TERM_STEM = 4
"""Letters by which words are the same whatever their endings (droit, droits; человека, человеку): endings agree with
the sentence. An exchange is two words or more that must all agree, in several paragraphs: a short stem is safe."""

TERM_ENDING = 3
"""Letters in which two forms of a word may differ at their end, where a single word of a text is asked for: -ами, -ment
would be more. The old term is looked for so; by its stem alone "States" would stand in "statement"."""

TERM_BESIDE = 3
"""Most words on either side that are told with a term, where they are the same in every place ("droits" de l'homme)."""

# ---------------------------------------------------------------------------------------------------------- series
# Two texts are of one series where the points of what speaks for it reach SERIES_JOIN. Nothing does so alone, and
# without the same title or a citation nothing is joined at all: the texts on the financing of two peacekeeping missions
# share nine words in ten. Read on the 1,637 English texts of sessions 74 to 78; a wrong join is worse than none.

SKETCH = 256
"""Features by which a whole text is measured: likeness is then right to 0.03, where it matters (0.3 to 0.9)."""

SERIES_JOIN = 10.0
"""Points that make two texts of one series: the same title and a third of the words; or a citation, the agenda item and
six words in ten, which is a resolution that got another title."""

SERIES_TITLE = 6.0
"""The same title, hyphens and capitals apart: two bodies of work rarely share one, but parts A and B of a text do."""

SERIES_TITLE_NUMBERED = 5.0
"""The same but for its numbers, years and ordinals: "Budget appropriations for 2021"; a report of another session."""

SERIES_TITLE_NEAR = 3.0
SERIES_TITLE_SHARE = 0.75
"""Titles with the same words before a colon, or that share this part of the words of the shorter one: sister series do
so too, so it counts for little, and only beside a citation."""

SERIES_TITLE_LEAST = 3
"""Words that a title must have to be near another."""

SERIES_CITED = 3.0
"""The later text cites the earlier: nearly every successor does, but so do texts of neighbouring subjects."""

SERIES_PLACE = 2.0
"""It cites it where the earlier text cites its own predecessor, or in the same list made longer by one."""

SERIES_AGENDA = 1.0
"""The same agenda item: a whole family has it."""

SERIES_ASKED = 1.0
"""The earlier text asks for the question to be taken up at the session of the later one: a biennial text asks for the
session after next."""

SERIES_TEXT = 10.0
"""For a text that is wholly alike; in proportion for less."""

SERIES_TEXT_LEAST = 0.2
"""Texts that share less are never joined, whatever speaks for it: a political declaration of another conference under
the same title."""

SERIES_TEXT_CITED = 0.1
"""The same where the later text has the very title and cites the earlier: one written nearly anew (75/325, 77/36)."""

SERIES_TEXT_RETITLED = 0.45
"""The same under another title (unless it has the same beginning, and is cited in its predecessor's place): an
international year and the resolution that it came from share up to 0.43."""

SERIES_PASSAGE = 0.6
"""Share of their words from which two paragraphs with citations are one and the same: the sentence that recalls earlier
resolutions is carried over nearly whole."""

SERIES_NEAR_MISS = 7.0
"""Points from which a series that a text was kept apart from is told with it."""

SERIES_ALGORITHM = "3"
"""Part of what series are found from: a change of the points above, or of the code, makes a new number."""

SERVED_HERE = "TRACKER_SERVED_HERE"
"""What `tracker serve` tells the server that it starts, by the environment: it is for this machine alone."""
