"""Word diffs of rows, of ranges, of lists of citations: what stands is not struck out, and a cell is compared alone."""

from __future__ import annotations

import pytest
from test_diff import check, marked

from tracker.diff import diff
from tracker.pipeline.judged import judged
from tracker.significance import Context

_NBSP = "\u00a0"


def shown(old: str, new: str, language: str = "en") -> str:
    """What a reader sees: words in blanks of another kind are no change."""
    judged_ops = judged(old, new, Context(language))
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    found = ""
    for op in judged_ops:
        if op.significance != "none":
            found += marks[op.op].format(op.text)
        elif op.op == "insert":
            found += op.text
    return found.replace(_NBSP, " ")


# ------------------------------------------------------------------------------------------------ lists of citations


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        (
            "en",
            "resolutions 73/12 of 17 December 2018 and 74/15 of 18 December 2019 on bridges",
            "resolutions 73/12 of 17 December 2018, 74/15 of 18~December 2019 and 75/17 of 16~December 2020 on bridges",
            (
                "resolutions 73/12 of 17 December 2018[- and-]{+,+} 74/15 of 18 December 2019"
                "{+ and 75/17 of 16 December 2020+} on bridges"
            ),
        ),
        (
            "en",
            "resolutions 73/12 of 17 December 2018 and 74/15 of 18 December 2019 on bridges",
            "resolutions 74/15 of 18~December 2019 and 75/17 of 16~December 2020 on bridges",
            (
                "resolutions[- 73/12 of 17 December 2018 and-] 74/15 of 18 December 2019"
                "{+ and 75/17 of 16 December 2020+} on bridges"
            ),
        ),
        (
            "fr",
            "résolutions 73/12 du 17 décembre 2018 et 74/15 du 18 décembre 2019,",
            "résolutions 74/15 du 18~décembre 2019 et 75/17 du 16~décembre 2020,",
            "résolutions[- 73/12 du 17 décembre 2018 et-] 74/15 du 18 décembre 2019{+ et 75/17 du 16 décembre 2020+},",
        ),
        (
            "ru",
            "резолюции 73/12 от 17 декабря 2018 года и 74/15 от 18 декабря 2019 года,",
            "резолюции 74/15 от 18~декабря 2019~года и 75/17 от 16~декабря 2020 года,",
            (
                "резолюции[- 73/12 от 17 декабря 2018 года и-] 74/15 от 18 декабря 2019 года"
                "{+ и 75/17 от 16 декабря 2020 года+},"
            ),
        ),
        (
            "zh",
            "回顾其2018年12月17日第73/12号和2019年12月18日第74/15号决议，",
            "回顾其2019年12月18日第74/15号和2020年12月16日第75/17号决议，",
            "回顾其[-2018年12月17日第73/12号和-]2019年12月18日第74/15号{+和2020年12月16日第75/17号+}决议，",
        ),
    ],
)
def test_a_list_of_citations_drops_at_the_front_and_adds_at_the_end(
    language: str, old: str, new: str, expected: str
) -> None:
    """What stays in the list stays, also where its date is printed with a no-break blank now."""
    old, new = old.replace("~", _NBSP), new.replace("~", _NBSP)
    check(old, new, language)
    assert expected == shown(old, new, language)


@pytest.mark.parametrize("backward", [False, True])
def test_a_date_in_other_blanks_is_no_change_beside_what_is_added(backward: bool) -> None:  # noqa: FBT001 - a case
    """Both ways: the date weighs nothing, what touches it is judged by itself."""
    sides = "resolution 74/15 of 18 December 2019 on", f"resolution 74/15 of 18{_NBSP}December 2019 and 75/17 on"
    old, new = reversed(sides) if backward else sides
    found = [(op.text.replace(_NBSP, " "), op.significance) for op in judged(old, new, Context(), backward=backward)]
    dated, added = ("18 December 2019", "none"), (" and 75/17", "substantive")
    assert [dated, dated, added] == [one for one in found if one[1]]


# ------------------------------------------------------------------------------------------------------------ blanks


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("es", "los derechos de~todos", "los derechos de todas las personas", "de [-todos-]{+todas las personas+}"),
        ("ru", "десятой~годовщины принятия", "десятой и двадцатой годовщин принятия", "десятой [-годовщины-]{+и "),
    ],
)
def test_blanks_of_two_kinds_belong_to_no_word(language: str, old: str, new: str, expected: str) -> None:
    """Both readings keep the blank: it stands outside of what is taken out and put in."""
    old = old.replace("~", _NBSP)
    check(old, new, language)
    assert expected in shown(old, new, language)
    lone = [op.text for op in diff(old, new, language) if op.op != "equal" and op.text.isspace()]
    assert [_NBSP, " "] == lone


# ------------------------------------------------------------------------------------------------------------ ranges


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "held from 14 to 18 October 2019, and", "held from 8 to 11 February 2021, and",
         "held from [-14 to 18 October 2019-]{+8 to 11 February 2021+}, and"),
        ("es", "del 14 al 18 de octubre de 2019, y", "del 8 al 11 de febrero de 2021, y",
         "del [-14 al 18 de octubre de 2019-]{+8 al 11 de febrero de 2021+}, y"),
        ("fr", "du 14 au 18 octobre 2019, et", "du 8 au 11 février 2021, et",
         "du [-14 au 18 octobre 2019-]{+8 au 11 février 2021+}, et"),
        ("en", "paras. 261–262.", "paras. 223–224.", "paras. [-261–262-]{+223–224+}."),
        ("en", "over the period 2020–2021, and", "over the period 2021–2022, and",
         "over the period [-2020–2021-]{+2021–2022+}, and"),
        ("fr", "pour 2021–2022 et", "pour 2020–2021 et", "pour [-2021–2022-]{+2020–2021+} et"),
        ("en", "sessions 2020–2021 and", "sessions 2021 and", "sessions[- 2020–-]{+ +}2021 and"),
        ("en", "chapters 3 and 9", "chapters 4 and 8", "chapters [-3-]{+4+} and [-9-]{+8+}"),
        ("en", "from 1 May 2020 to 3 June 2020", "from 2 May 2021 to 4 June 2021",
         "from [-1 May 2020-]{+2 May 2021+} to [-3 June 2020-]{+4 June 2021+}"),
    ],
)  # fmt: skip
def test_both_ends_of_a_range_are_one_edit(language: str, old: str, new: str, expected: str) -> None:
    """Days of one month, numbers joined by a dash; two full dates and two numbers of a list stay two edits."""
    check(old, new, language)
    assert expected == marked(old, new, language)


# ------------------------------------------------------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Bridges\t1 250\t(300)\t–", "Bridges and roads\t1 300\t(310)\t20",
         "Bridges{+ and roads+}\t[-1 250-]{+1 300+}\t[-(300)-]{+(310)+}\t[-–-]{+20+}"),
        ("Roads\t(3 400)\t(2 900)", "Roads\t5 400\t4 900", "Roads\t[-(3 400)-]{+5 400+}\t[-(2 900)-]{+4 900+}"),
        ("Roads of 2020 (first part)\t106\t94", "Roads of 2021\t97\t88",
         "Roads of [-2020-]{+2021+}[- (first part)-]\t[-106-]{+97+}\t[-94-]{+88+}"),
        ("Roads\t10\t20", "Roads\t10\tnew\t20", "Roads\t10{+\tnew+}\t20"),
        ("Roads\told\t10\t20", "Roads\t10\t20", "Roads[-\told-]\t10\t20"),
        ("Roads\t10\t20", "Roads\t10\t25\t", "Roads\t10\t[-20-]{+25+}{+\t+}"),
    ],
)  # fmt: skip
def test_no_edit_runs_from_one_cell_into_the_next(old: str, new: str, expected: str) -> None:
    """Cells are compared side by side, figures whole, with their sign and their brackets."""
    assert expected == marked(old, new)
    pieces = diff(old, new)
    assert (old, new) == tuple("".join(op.text for op in pieces if op.op != other) for other in ("insert", "delete"))


# ----------------------------------------------------------------------------------------------------------- clauses


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Studies the bridges;", "Studies the bridges, and paints all bridges;",
         "Studies the bridges{+, and paints all bridges+};"),
        ("Counts ferries of the river, as well as boats of the river;", "Counts ferries of the river;",
         "Counts ferries of the river[-, as well as boats of the river-];"),
    ],
)  # fmt: skip
def test_a_clause_at_the_end_is_put_in_with_its_comma(old: str, new: str, expected: str) -> None:
    """It begins with its comma and ends where the sentence does, also if it ends in the words before it."""
    assert expected == marked(old, new)
