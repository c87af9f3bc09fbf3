"""A report as blocks, and the same blocks as terminal text, Markdown, one HTML file or a Word file.

`model` says what a report is made of; `text`, `markdown`, `html` and `word` lay it out. A format has no words of its
own, so that no two files of one report disagree.
"""
