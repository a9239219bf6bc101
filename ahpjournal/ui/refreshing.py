"""Keeping a page true: refresh at once while it is visible, mark it stale while it is not."""

from collections.abc import Callable

from ahpjournal.services.feed import ChangeFeed, Topic


class Refresher:
    """Calls *refresh* when *topics* change and the page is visible, or when it is next shown."""

    def __init__(self, feed: ChangeFeed, topics: Topic, refresh: Callable[[], None]) -> None:
        """Listen to *feed* until close(); the page counts as hidden and stale at first."""
        self._topics = topics
        self._refresh = refresh
        self._is_visible = False
        self._is_stale = True
        self._unsubscribe = feed.subscribe(self._on_change)

    def shown(self) -> None:
        """Take note that the page is visible; refresh if something changed meanwhile."""
        self._is_visible = True
        self._refresh_if_stale()

    def hidden(self) -> None:
        """Take note that the page is no longer visible."""
        self._is_visible = False

    def close(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _on_change(self, topics: Topic) -> None:
        if topics & self._topics:
            self._is_stale = True
            if self._is_visible:
                self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._refresh()
