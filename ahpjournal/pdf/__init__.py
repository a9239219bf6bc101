"""Documents: content to tagged PDF files through reportlab. Nothing is queried here."""
