"""The look of every Word file that is written: the fonts of six languages and the styles of a resolution's page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.languages import LANGUAGES
from tracker.render.word.markup import Xml

_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN", "de": "de-DE"}
_LATIN, _CHINESE, _ARABIC = "Times New Roman", "SimSun", "Traditional Arabic"
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_SIDE = 'w:left="1267" w:right="1267"'
"""The United Nations sets the text in from both sides: 22 mm more than the masthead."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: the name that Word shows, what its paragraphs are and how its words look."""

    key: str
    name: str
    paragraph: str = ""
    runs: str = ""
    kind: str = "paragraph"


def _size(points: float, arabic: float | None = None) -> str:
    """A size in points; Traditional Arabic is drawn small, the United Nations sets it half as large again."""
    complex_script = points * 1.4 if arabic is None else arabic
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(complex_script * 2)}"/>'


def _heading(before: int, after: int, level: int, border: str = "") -> str:
    return f'<w:keepNext/>{border}<w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{level}"/>'


def _stops(*places: int) -> str:
    return "".join(["<w:tabs>", *(f'<w:tab w:val="left" w:pos="{place}"/>' for place in places), "</w:tabs>"])


_RULE = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="2" w:color="808080"/></w:pBdr>'
_TIGHT = '<w:spacing w:after="0"/>'
_STYLES = (
    _Style("Title", "Title", '<w:keepNext/><w:spacing w:before="120" w:after="120"/>', _BOLD + _size(14)),
    _Style("Heading1", "heading 1", _heading(240, 120, 0), _BOLD + _size(12)),
    _Style("Heading2", "heading 2", _heading(200, 80, 1), _BOLD),
    _Style("Heading3", "heading 3", _heading(160, 80, 2), _ITALIC),
    _Style("Header", "header", _TIGHT, _size(8.5)),
    _Style("Footer", "footer", _TIGHT, _size(8.5)),
    _Style("FootnoteText", "footnote text", f'{_TIGHT}<w:ind {_SIDE} w:firstLine="475"/>', _size(8.5)),
    _Style("FootnoteReference", "footnote reference", "", '<w:vertAlign w:val="superscript"/>', "character"),
    _Style("CommentText", "annotation text", _TIGHT),
    _Style("CommentReference", "annotation reference", "", _size(8, 8), "character"),
    _Style("Small", "Small print", '<w:spacing w:after="40"/>', f'<w:color w:val="404040"/>{_size(8)}'),
    _Style("Masthead", "Masthead", _TIGHT),
    _Style("ReportKind", "Kind of report", _TIGHT, f'{_BOLD}<w:spacing w:val="20"/>{_size(8.5)}'),
    _Style(
        "ReportTitle", "Title of a report", '<w:keepNext/><w:spacing w:before="20" w:after="40"/>', _BOLD + _size(13)
    ),
    _Style("ReportSection", "Section of a report", _heading(110, 30, 0, _RULE), _BOLD + _size(9)),
    _Style("ReportText", "Text of a report", '<w:spacing w:after="30"/>', _size(9.5, 11.5)),
    _Style("ReportCell", "Cell of a report", '<w:spacing w:before="20" w:after="20"/>', _size(9, 11)),
    _Style("ReportSmallCell", "Small cell of a report", '<w:spacing w:before="10" w:after="10"/>', _size(7.5, 9)),
    _Style("ReportFine", "Fine print of a report", _TIGHT, f'<w:color w:val="404040"/>{_size(7)}'),
    _Style(
        "MastheadAdopted",
        "Masthead adopted",
        f'<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:ind {_SIDE}/>',
        _BOLD + _size(12),
    ),
    _Style("MastheadReport", "Masthead report", f"<w:ind {_SIDE}/>", _ITALIC),
    _Style(
        "TextNumber",
        "Number and title",
        f'<w:keepNext/>{_stops(1267)}<w:spacing w:before="240" w:after="240"/><w:ind {_SIDE} w:hanging="1267"/>',
        _BOLD + _size(12),
    ),
    _Style(
        "SingleText",
        "Single text",
        f'{_stops(1742, 2218, 2693)}<w:ind {_SIDE} w:firstLine="475"/><w:jc w:val="both"/>',
    ),
    _Style("TextHeading", "Heading in the text", f'<w:keepNext/><w:spacing w:before="240"/><w:ind {_SIDE}/>', _BOLD),
    _Style(
        "Closing",
        "Closing lines",
        f'<w:keepLines/><w:spacing w:before="240" w:after="0"/><w:ind {_SIDE}/><w:jc w:val="right"/>',
        _ITALIC,
    ),
)
_CELL = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_RULES = (
    '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
)
_FIXED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_CELL}</w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f'<w:pPr><w:spacing w:after="40"/></w:pPr><w:tblPr><w:tblBorders>{_LINES}</w:tblBorders></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="MastheadFrame"><w:name w:val="Masthead frame"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_RULES}</w:tblBorders></w:tblPr></w:style>'
)


@cache
def styles(language: str) -> Xml:
    """The content of word/styles.xml for a text in this language."""
    arabic = LANGUAGES[language].direction == "rtl"
    locale = _LOCALES[language]
    hint = ' w:hint="eastAsia"' if language == "zh" else ""  # else Word sets Chinese quotes from the Latin font
    fonts = f'<w:rFonts{hint} w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{_CHINESE}" w:cs="{_ARABIC}"/>'
    spoken = (
        f'<w:lang w:val="{"en-GB" if arabic or language == "zh" else locale}" '
        f'w:eastAsia="zh-CN" w:bidi="{locale if arabic else "ar-SA"}"/>'
    )
    return Xml(
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(10, 15)}{spoken}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        f"{_FIXED}{''.join(map(_written, _STYLES))}"
    )


def _written(style: _Style) -> str:
    based = '<w:basedOn w:val="Normal"/>' if style.kind == "paragraph" else ""
    more = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    more += f"<w:rPr>{style.runs}</w:rPr>" if style.runs else ""
    head = f'<w:style w:type="{style.kind}" w:customStyle="1" w:styleId="{style.key}">'
    if style.name[0].islower() or style.key == "Title":  # Word's own
        head = head.replace(' w:customStyle="1"', "")
    return f'{head}<w:name w:val="{style.name}"/>{based}{more}</w:style>'
