"""Spelling over plain strings: which words to look at, whether they are known, what was meant."""
