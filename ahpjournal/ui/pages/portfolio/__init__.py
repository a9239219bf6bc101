"""Choosing what a coach sees, checking it item by item, and saving the PDF."""
