"""Bringing another copy of the journal in, with the pages put away."""
