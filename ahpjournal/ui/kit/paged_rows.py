"""What the rows of a long list show: read a page at a time, when one of them comes into view."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")


class PagedRows(Generic[Key, Row]):
    """Every key in memory, and the pages of rows that were looked at last."""

    def __init__(self, key_of: Callable[[Row], Key], page: int, most_pages: int) -> None:
        """Read *page* rows at a time and keep *most_pages* of such; *key_of* names a row."""
        self._key_of = key_of
        self._page = page
        self._most_pages = most_pages
        self._fetch: Callable[[Sequence[Key]], Sequence[Row]] | None = None
        self._pages: OrderedDict[int, dict[Key, Row]] = OrderedDict()
        self.keys: tuple[Key, ...] = ()

    def show(self, keys: tuple[Key, ...], fetch: Callable[[Sequence[Key]], Sequence[Row]]) -> None:
        """List *keys* from now on; *fetch* reads rows, and leaves out what is gone."""
        self.keys, self._fetch = keys, fetch
        self._pages.clear()

    def at(self, row: int) -> Row | None:
        """Give what row *row* shows; None if its record is gone."""
        if not 0 <= row < len(self.keys) or self._fetch is None:
            return None
        number = row // self._page
        page = self._pages.get(number)
        if page is None:
            keys = self.keys[number * self._page : (number + 1) * self._page]
            page = {self._key_of(one): one for one in self._fetch(keys)}
            self._pages[number] = page
            while len(self._pages) > self._most_pages:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self.keys[row])

    def place_of(self, key: Key | None) -> int:
        """Give the row of *key*, or -1."""
        if key is None or key not in self.keys:
            return -1
        return self.keys.index(key)

    def refresh(self, row: int) -> None:
        """Read row *row* again, if its page is kept."""
        page = self._pages.get(row // self._page)
        if page is not None and self._fetch is not None:
            page.update({self._key_of(one): one for one in self._fetch([self.keys[row]])})
