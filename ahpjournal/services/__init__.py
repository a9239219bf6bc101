"""Use cases: one class for each noun, over one open journal."""
