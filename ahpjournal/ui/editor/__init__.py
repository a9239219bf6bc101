"""Rich text on the closed Markdown subset: reader, writer and the text edit."""
