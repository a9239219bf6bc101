"""A dictionary as one piece of packed text: loaded in some milliseconds, in two megabytes."""

import zlib
from bisect import bisect_right

_BLOCK = 1024


class WordList:
    """Words in the order of their bytes, one a line; those with a ! are never suggested."""

    def __init__(self, packed: bytes) -> None:
        """Unpack the list.

        Raises:
            ValueError: it is not packed with zlib, or not a list of lines.
        """
        try:
            self._text = zlib.decompress(packed)
        except zlib.error as error:
            raise ValueError("not a packed list") from error
        if not (self._text.startswith(b"\n") and self._text.endswith(b"\n")):
            raise ValueError("not a list of lines")
        self._starts: list[int] = []
        self._firsts: list[bytes] = []
        at, end = 0, len(self._text) - 1
        while at < end:
            self._starts.append(at)
            self._firsts.append(self._text[at + 1 : self._text.index(b"\n", at + 1)])
            following = self._text.find(b"\n", at + _BLOCK)
            at = following if following >= 0 else end

    def __len__(self) -> int:
        return self._text.count(b"\n") - 1

    def __contains__(self, word: str) -> bool:
        key = word.encode("utf-8", "surrogatepass")
        return self._has(key) or self._has(key + b"!")

    def may_suggest(self, word: str) -> bool:
        """Tell whether *word* is known and may be suggested."""
        return self._has(word.encode("utf-8", "surrogatepass"))

    def _has(self, key: bytes) -> bool:
        block = bisect_right(self._firsts, key) - 1
        if block < 0 or b"\n" in key:
            return False
        start = self._starts[block]
        end = self._starts[block + 1] + 1 if block + 1 < len(self._starts) else len(self._text)
        return self._text.find(b"\n" + key + b"\n", start, end) >= 0
