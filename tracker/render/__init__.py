"""Views of the model as text: terminal, Markdown, HTML, rows. Pure, and the only place where text is escaped."""
