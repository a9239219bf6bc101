"""What is offered where a journal is damaged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.repairs import LostRecord, RepairReport
from ahpjournal.ui.repair_offer import RepairOffer, repair_words
from ahpjournal.ui.theme.theme import Theme
from tests.builders import MOMENT

PAGE = 4096


class Offer:
    """An offer for a journal of forty thoughts whose last pages are torn."""

    def __init__(self, folder: Path) -> None:
        self.workshop = workshop(FixedClock(MOMENT))
        self.path, self.target = folder / "J.ahpjournal", folder / "J repaired.ahpjournal"
        session = self.workshop.create(self.path)
        for number in range(40):
            session.entries.quick_capture(f"Thought number {number}")
        session.close()
        whole = self.path.read_bytes()
        self.path.write_bytes(b"\0" * PAGE + whole[PAGE:])
        self.torn = self.path.read_bytes()
        self.answer: Path | None = self.target
        self.opened: list[Path] = []
        self.widget = RepairOffer(self.path, self._repair, InlineJobs(), self, self.opened.append)

    def _repair(self, path: Path, target: Path, job: Job) -> RepairReport:
        return self.workshop.repair(path, target, job)

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer."""
        return self.answer

    def button(self, text: str) -> QPushButton:
        """Give the button that says *text*."""
        return next(b for b in self.widget.findChildren(QPushButton) if b.text() == text)

    @property
    def said(self) -> str:
        """Everything that is shown."""
        return " ".join(label.text() for label in self.widget.findChildren(QLabel))


@pytest.fixture
def offer(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Offer]:
    made = Offer(tmp_path)
    qtbot.addWidget(made.widget)
    made.widget.show()
    yield made
    made.widget.hide()


def test_what_can_be_read_goes_into_a_new_journal_that_opens(offer: Offer) -> None:
    assert offer.button("Open the repaired copy").isHidden()
    offer.button("Make a repaired copy\u2026").click()
    assert "Reflections: 40" in offer.said
    assert offer.path.read_bytes() == offer.torn
    offer.button("Open the repaired copy").click()
    assert offer.opened == [offer.target]
    session = offer.workshop.open(offer.target, read_only=True)
    assert session.info().counts["entries"] == 40
    session.close()


def test_thinking_better_of_it_changes_nothing(offer: Offer) -> None:
    offer.answer = None
    offer.button("Make a repaired copy\u2026").click()
    assert not offer.target.exists()
    assert offer.button("Make a repaired copy\u2026").isEnabled()


def test_what_stands_in_the_way_is_said(offer: Offer) -> None:
    offer.answer = offer.path
    offer.button("Make a repaired copy\u2026").click()
    assert "There is a file already" in offer.said
    assert offer.path.read_bytes() == offer.torn


def test_losses_are_told_in_words() -> None:
    lost = (LostRecord("entry", "e1"), LostRecord("entry", "e2"))
    counts = {"entries": 38, "actions": 3, "ratings": 0}
    report = RepairReport({**counts, "entries": 40}, counts, lost, lost[:1], is_certain=False)
    said = repair_words(report)
    assert said.startswith("Reflections: 38 of 40. Actions: 3. Ratings: 0.")
    assert "1 was damaged and is kept in part." in said
    assert "2 could not be read." in said
    assert "may hide more" in said
