"""Colours, sizes, fonts and icons; the only place that sets style sheets."""
