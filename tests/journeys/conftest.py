"""Journeys through the whole window share what tests of widgets share."""

from tests.ui.conftest import _leaves_nothing_behind, theme

__all__ = ["_leaves_nothing_behind", "theme"]
