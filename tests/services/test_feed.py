from ahpjournal.services.feed import ALL_TOPICS, ChangeFeed, Topic


def test_listeners_hear_in_the_order_they_came() -> None:
    feed = ChangeFeed()
    heard: list[tuple[str, Topic]] = []
    feed.subscribe(lambda topics: heard.append(("first", topics)))
    feed.subscribe(lambda topics: heard.append(("second", topics)))
    feed.publish(Topic.ENTRIES | Topic.TAGS)
    assert heard == [("first", Topic.ENTRIES | Topic.TAGS), ("second", Topic.ENTRIES | Topic.TAGS)]


def test_who_has_left_hears_no_more_and_may_leave_twice() -> None:
    feed = ChangeFeed()
    heard: list[Topic] = []
    leave = feed.subscribe(heard.append)
    leave()
    leave()
    feed.publish(Topic.ENTRIES)
    assert heard == []


def test_a_listener_may_leave_while_hearing() -> None:
    feed = ChangeFeed()
    heard: list[Topic] = []

    def once(topics: Topic) -> None:
        heard.append(topics)
        leave()

    leave = feed.subscribe(once)
    feed.subscribe(heard.append)
    feed.publish(Topic.ENTRIES)
    feed.publish(Topic.TAGS)
    assert heard == [Topic.ENTRIES, Topic.ENTRIES, Topic.TAGS]


def test_all_topics_are_all() -> None:
    assert set(ALL_TOPICS) == set(Topic)
