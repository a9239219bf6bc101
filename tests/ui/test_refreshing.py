"""Refreshing: at once while visible, later while hidden, never after the end."""

from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.ui.refreshing import Refresher


def test_a_hidden_page_refreshes_once_when_it_is_shown() -> None:
    feed, calls = ChangeFeed(), list[int]()
    refresher = Refresher(feed, Topic.ENTRIES, lambda: calls.append(1))
    feed.publish(Topic.ENTRIES)
    feed.publish(Topic.ENTRIES)
    assert calls == []
    refresher.shown()
    assert len(calls) == 1
    refresher.hidden()
    refresher.shown()
    assert len(calls) == 1


def test_a_visible_page_refreshes_for_its_topics_only() -> None:
    feed, calls = ChangeFeed(), list[int]()
    refresher = Refresher(feed, Topic.ENTRIES | Topic.ACTIONS, lambda: calls.append(1))
    refresher.shown()
    feed.publish(Topic.PROFILE)
    assert len(calls) == 1
    feed.publish(Topic.ACTIONS)
    assert len(calls) == 2
    refresher.close()
    feed.publish(Topic.ACTIONS)
    assert len(calls) == 2
