"""The one list of what can be done from anywhere, and the help page that has to agree with it."""

import re
from collections import Counter

from PySide6.QtGui import QKeySequence

from ahpjournal.assets import read_text, resource_names
from ahpjournal.ui.navigation import page_specs
from ahpjournal.ui.palette.command import Command
from ahpjournal.ui.palette.program_commands import program_commands
from ahpjournal.ui.routes import PageId, Route


class FakeWindow:
    """Notes down what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def go(self, route: Route) -> None:
        """Take note."""
        self.asked.append(route)

    def take_thought(self) -> None:
        """Take note."""
        self.asked.append("thought")

    def ask_to_lock(self) -> None:
        """Take note."""
        self.asked.append("lock")

    def show_palette(self) -> None:
        """Take note."""
        self.asked.append("palette")

    def next_region(self) -> None:
        """Take note."""
        self.asked.append("next")

    def previous_region(self) -> None:
        """Take note."""
        self.asked.append("before")


def commands(window: FakeWindow | None = None, hindrance: str = "") -> tuple[Command, ...]:
    """Give the list."""
    return program_commands(window or FakeWindow(), page_specs(), lambda: hindrance)


def test_every_page_is_there_and_every_command_does_something() -> None:
    window = FakeWindow()
    for command in commands(window):
        command.run()
    pages = {route.page for route in window.asked if isinstance(route, Route)}
    assert pages == set(PageId)
    assert {"thought", "lock", "palette", "next", "before"} <= set(window.asked)


def test_keys_and_names_are_used_once() -> None:
    listed = commands()
    keys = Counter(one.keys for one in listed if one.keys)
    assert keys.most_common(1)[0][1] == 1
    names = Counter((one.group, one.title) for one in listed)
    assert names.most_common(1)[0][1] == 1
    for key in keys:
        assert not QKeySequence(key).isEmpty()


def test_what_writes_is_hindered_where_nothing_can_be_written() -> None:
    hindered = {one.title for one in commands(hindrance="Read only.") if one.hindrance()}
    assert hindered == {"New reflection", "Quick thought", "New action"}
    assert not [one.title for one in commands() if one.hindrance()]


def test_the_help_page_has_every_key_of_the_list_with_its_name() -> None:
    page = read_text("help", "keys.md")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", page, re.MULTILINE))
    for command in commands():
        if command.keys:
            told = rows[command.keys].split(":")[0]
            assert told.casefold() == command.title.casefold(), command.keys


def test_help_topics_that_commands_lead_to_exist() -> None:
    topics = {name.removesuffix(".md") for name in resource_names("help", ".md")}
    wanted = {
        one.route.record
        for one in commands()
        if one.route is not None and one.route.page is PageId.ABOUT and one.route.record
    }
    assert wanted <= topics
    assert wanted
