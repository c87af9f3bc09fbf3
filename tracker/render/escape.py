"""The one place where text of a document is made safe for where it is shown.

A document may hold anything. On a terminal a control character can move the cursor or set the title, and an override of
text direction can show words in another order than they stand; neither is part of a resolution.
"""

from __future__ import annotations

import re

# C0, DEL and C1 without newline; overrides, embeddings and isolates of text direction; private use (our own marks).
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")
# The same in what is laid out already: its blanks are its own, and our marks never reach it.
_ACTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What would start a structure in CommonMark, also in GitHub's flavour; "_" is only a letter within a word.
_MARKDOWN = re.compile(r"([\\`*\[\]<>#|~]|(?<![^\W_])_|_(?![^\W_]))")
# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AS_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_XML = re.compile('[&<>"\r]')
# At the start of a line also what would begin a list, or make a heading of the line above, or a rule.
_AT_START = re.compile(r"^(\s*)(-+|=+|\+|\d+[.)])(?=\s|$)", re.MULTILINE)


def terminal(text: str) -> str:
    """Text for a terminal: a TAB (between the cells of a table row) as " | ", what could act on it as U+FFFD."""
    return _UNSAFE.sub("\ufffd", text.replace("\t", " | "))


def line(text: str) -> str:
    """Text for one line of a terminal, such as the name of a file: a line end in it is no line end."""
    return terminal(text).replace("\n", "\ufffd")


def markdown(text: str) -> str:
    """Text that Markdown shows as it is, HTML included; a TAB as " | "."""
    cleaned = _UNSAFE.sub("\ufffd", text.replace("\t", " | ")).replace("&", "&amp;")
    escaped = _MARKDOWN.sub(r"\\\1", cleaned)
    return _AT_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", escaped)


def inert(whole: str) -> str:
    """A whole page, feed or table, its words escaped already: what acts, or turns the order of words, as U+FFFD."""
    return _ACTS.sub("\ufffd", whole)


def xml(text: str) -> str:
    """Text for an element or an attribute of XML; what XML can't hold as U+FFFD."""
    return _XML.sub(lambda match: _AS_ENTITY[match[0]], _NOT_XML.sub("\ufffd", text))
