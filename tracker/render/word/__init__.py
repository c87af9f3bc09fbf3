"""Word files, written part by part: `markup` makes paragraphs and tables, `package` the file around them.

    from tracker.render.word import markup, package
    body = [markup.paragraph(markup.run("Change brief", bold=True), style="Title"), markup.table(rows, widths=(20, 80))]
    data = package.packed(package.File(body, properties, language="en"))

The same values give the same bytes, which python-docx can't promise, and it has neither notes nor tracked changes.
"""
