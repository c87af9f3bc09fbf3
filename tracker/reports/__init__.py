"""What people hand in: the brief of one page, the comparative table, the report of a series, and tables of data.

    from tracker.reports import brief, table, series, formats
    page = brief.brief(span, provenance)          # a Report: blocks, the same for every format
    formats.written(page, "docx")                 # its bytes

Everything is said of one `Span`: some texts of a series in one language, oldest first, or just two texts. It is made by
pipeline/spans.py from a store, or from a comparison alone. No report computes what another does not: they all read the
same comparisons, tellings and lineages as pages and terminal.
"""
