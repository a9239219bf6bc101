"""Reading PDFs that come back, in a process of its own: every byte of them may be hostile."""
