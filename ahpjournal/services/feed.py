"""News of changes: services publish topics, presenters whose page is visible refresh."""

from collections.abc import Callable
from enum import Flag, auto


class Topic(Flag):
    """What has changed."""

    ENTRIES = auto()
    TAGS = auto()
    RATINGS = auto()
    ACTIONS = auto()
    PROFILE = auto()
    PROGRAMME = auto()
    PORTFOLIO = auto()
    WORDS = auto()
    """The personal words and the own list of names."""
    ATTACHMENTS = auto()
    """Files kept with reflections."""
    SEARCHES = auto()
    """The saved searches."""
    TEMPLATES = auto()
    """Templates of one's own."""
    PROMPTS = auto()
    """Prompts of one's own, and whether this week's was put away."""
    BACKUPS = auto()
    """How the journal stands with its backups; its content is the same."""


ALL_TOPICS = (
    Topic.ENTRIES
    | Topic.TAGS
    | Topic.RATINGS
    | Topic.ACTIONS
    | Topic.PROFILE
    | Topic.PROGRAMME
    | Topic.PORTFOLIO
    | Topic.WORDS
    | Topic.ATTACHMENTS
    | Topic.SEARCHES
    | Topic.TEMPLATES
    | Topic.PROMPTS
    | Topic.BACKUPS
)

Listener = Callable[[Topic], None]


class ChangeFeed:
    """Carries topics from services to whoever listens, in the order of subscription."""

    def __init__(self) -> None:
        """Start with no listeners."""
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call *listener* for every change; gives a function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, topics: Topic) -> None:
        """Tell every listener that *topics* have changed."""
        for listener in tuple(self._listeners):
            listener(topics)
