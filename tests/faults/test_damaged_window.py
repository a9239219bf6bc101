"""The window on a damaged journal: no page is blank without a word, and nothing is written."""

import pytest
from PySide6.QtWidgets import QLabel

from ahpjournal.storage.connection import open_connection
from ahpjournal.ui.routes import PageId, Route
from tests.faults.conftest import Desk
from tests.faults.damage import small_journal

CASES = {
    "actions": ("UPDATE action SET notes = '[' WHERE n = 1", PageId.ACTIONS),
    "modules": ("UPDATE sitting SET kind = '?'", PageId.COMPETENCIES),
    "progress": ("UPDATE sitting SET kind = '?'", PageId.PROGRESS),
    "profile": ("UPDATE profile SET cycle_ends_on = '?'", PageId.SETTINGS),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_whose_part_cannot_be_read_says_so_and_the_others_work(
    desk: Desk, name: str
) -> None:
    statement, page = CASES[name]
    small_journal(desk.first)
    window = desk.open()
    window.go(Route(PageId.JOURNAL))
    connection = open_connection(desk.first)
    connection.execute(statement)
    connection.close()
    before = desk.first.read_bytes()
    window.go(Route(page))
    said = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "The file is damaged" in said
    assert "repaired copy" in said
    window.go(Route(PageId.JOURNAL))
    assert window.page_widget(PageId.JOURNAL).isVisible()
    assert desk.first.read_bytes() == before


def test_a_page_that_could_not_be_filled_is_never_saved_as_empty(desk: Desk) -> None:
    small_journal(desk.first)
    window = desk.open()
    connection = open_connection(desk.first)
    connection.execute("UPDATE module SET state = '?' WHERE number = 1")
    if not connection.execute("SELECT 1 FROM module").fetchone():
        connection.execute(
            "INSERT INTO module (uid, created_at, updated_at, hlc, number, state) VALUES"
            " ('m', '2026-01-12T09:30:00.000Z', '2026-01-12T09:30:00.000Z', 'h', 1, '?')"
        )
    connection.close()
    for page in PageId:
        window.go(Route(page))
    window.flush()
    desk.close()
    connection = open_connection(desk.first)
    [(name, organisation)] = connection.execute("SELECT name, organisation FROM profile").fetchall()
    connection.close()
    assert (name, organisation) == ("Asha Example", "An invented trust")
