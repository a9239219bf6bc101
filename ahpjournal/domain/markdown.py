"""The closed Markdown subset of entries: reading its plain text and counting words.

The subset: headings of level 2 and 3, bold, italic, bulleted, numbered and check lists, quotes
and links (CommonMark and the task-list item of GitHub Flavored Markdown).
"""

import re

_BLOCK_MARK = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+)+", re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)(?<!\\)\1", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORD = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")


def plain_text(markdown: str) -> str:
    """Give the text of *markdown* without its marks."""
    text = _BLOCK_MARK.sub("", markdown)
    text = _LINK.sub(r"\1", text)
    for _ in range(3):
        text, found = _EMPHASIS.subn(r"\2", text)
        if not found:
            break
    return _ESCAPE.sub(r"\1", text)


def word_count(markdown: str) -> int:
    """Count the words of *markdown* without its marks; hyphenated words count once."""
    return sum(1 for _ in _WORD.finditer(plain_text(markdown)))
