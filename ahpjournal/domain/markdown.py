"""The closed Markdown subset of entries: reading its plain text and counting words.

The subset: headings of level 2 and 3, bold, italic, bulleted, numbered and check lists, quotes
and links (CommonMark and the task-list item of GitHub Flavored Markdown). Every pass takes time
in proportion to the length of the text, whatever the text.
"""

import re

from ahpjournal.domain.records import dataclass

_BLOCK_MARK = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)+",
    re.MULTILINE,
)
_LINK = re.compile(r"!?(?<!\\)\[((?:[^\[\]\n\\]|\\.)*)\]\([^()\s]*\)")
_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|\*+|_+|\n[ \t]*\n")
_WORD = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")
_LOOSE_MARK = re.compile(r"(?<![\w\\])[*_]{1,3}|(?<!\\)[*_]{1,3}(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_text(markdown: str) -> str:
    """Give the text of *markdown* without its marks."""
    return _without_emphasis(_LINK.sub(r"\1", _BLOCK_MARK.sub("", markdown)))


def word_count(markdown: str) -> int:
    """Count the words of *markdown* without its marks; hyphenated words count once."""
    return sum(1 for _ in _WORD.finditer(plain_text(markdown)))


def one_line(fragment: str) -> str:
    """Give a piece of Markdown, cut anywhere, as one line without marks, to show in a list."""
    # What has no such mark is not searched for it: this is done for every row that is shown.
    text = _BLOCK_MARK.sub("", fragment)
    if "[" in text:
        text = _LINK.sub(_first_group, text)
    if "*" in text or "_" in text:
        text = _LOOSE_MARK.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(_first_group, text)
    return " ".join(text.split())


def _first_group(found: re.Match[str]) -> str:
    """Give what is kept; a template of groups would be read anew at every call."""
    return found[1]


@dataclass(slots=True)
class _Run:
    """Some equal marks in a row; ``[start + taken_left, end - taken_right)`` is still there."""

    start: int
    end: int
    left: int = 0
    right: int = 0

    @property
    def remaining(self) -> int:
        return self.end - self.start - self.left - self.right


def _without_emphasis(text: str) -> str:
    """Take out pairs of emphasis marks and the backslash before an escaped character."""
    openers: dict[str, list[_Run]] = {"*": [], "_": []}
    cuts: list[tuple[int, int]] = []
    runs: list[_Run] = []
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token[0] == "\\":
            cuts.append((found.start(), found.start() + 1))
        elif token[0] == "\n":
            openers = {"*": [], "_": []}
        else:
            run = _Run(found.start(), found.end())
            runs.append(run)
            can_open, can_close = _flanks(text, run, token[0])
            if can_close:
                _close(run, token[0], openers)
            if can_open and run.remaining:
                openers[token[0]].append(run)
    for run in runs:
        cuts += [(run.start, run.start + run.left), (run.end - run.right, run.end)]
    cuts.sort()
    pieces, at = [], 0
    for start, end in cuts:
        pieces.append(text[at:start])
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _flanks(text: str, run: _Run, mark: str) -> tuple[bool, bool]:
    """Tell whether *run* may open and may close emphasis (CommonMark 0.31, section 6.2)."""
    before = text[run.start - 1] if run.start else " "
    after = text[run.end] if run.end < len(text) else " "
    opens, closes = not after.isspace(), not before.isspace()
    if mark == "_":
        return opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes


def _close(closer: _Run, mark: str, openers: dict[str, list[_Run]]) -> None:
    """Match *closer* with the openers before it, nearest first."""
    mine, others = openers[mark], openers["_" if mark == "*" else "*"]
    while mine and closer.remaining:
        opener = mine[-1]
        count = min(opener.remaining, closer.remaining)
        opener.right += count
        closer.left += count
        while others and others[-1].start > opener.start:
            others.pop()
        if not opener.remaining:
            mine.pop()
