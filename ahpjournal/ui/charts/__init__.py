"""Painting charts on the screen."""
