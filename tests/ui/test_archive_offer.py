"""Bringing a journal back from an archive in the window."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.protection import unlock
from ahpjournal.storage import key_slots
from ahpjournal.ui.archive_offer import ArchiveOffer
from ahpjournal.ui.theme.theme import Theme
from tests.builders import MOMENT

WORDS = "lamp under stone river"


class Offer:
    """An offer, with an archive to bring back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive: Path | None = folder / "Archive.pdf"
        self.target: Path | None = folder / "Back.ahpjournal"
        self.opened: list[Path] = []
        with closing(workshop(FixedClock(MOMENT)).create(folder / "J.ahpjournal")) as session:
            session.entries.quick_capture("A thought to keep")
            kind = PortfolioKind.ARCHIVE
            chosen = session.portfolios.suggested_selection(kind)
            cleared = session.gate.keeper().clear(session.portfolios.content(chosen, kind))
            session.portfolios.write_pdf(
                cleared, folder / "Archive.pdf", SilentJob(), password=WORDS
            )
        self.widget = ArchiveOffer(InlineJobs(), self, self.opened.append)

    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Answer."""
        return self.archive

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer."""
        return self.target

    def press(self, text: str) -> None:
        """Press the button that says *text*."""
        found = [b for b in self.widget.findChildren(QPushButton) if b.text() == text]
        assert found[0].isVisible()
        found[0].click()

    def type(self, words: str) -> None:
        """Type into the field of the passphrase."""
        self.widget._field.line.setText(words)

    @property
    def said(self) -> str:
        """Everything that is shown."""
        labels = self.widget.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def offer(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Offer]:
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)
    made = Offer(tmp_path)
    qtbot.addWidget(made.widget)
    made.widget.show()
    yield made
    made.widget.hide()


def test_the_journal_comes_back_and_is_opened(offer: Offer) -> None:
    offer.press("Bring back from an archive\u2026")
    assert "Archive.pdf" in offer.said
    offer.type(WORDS)
    offer.press("Bring it back\u2026")
    assert "The journal is back" in offer.said
    assert "J.ahpjournal" in offer.said  # another copy lies beside it
    offer.press("Open the journal")
    target = offer.folder / "Back.ahpjournal"
    assert offer.opened == [target]
    assert not unlock(target, Passphrase(WORDS)).is_empty
    assert not offer.widget._field.text()


@pytest.mark.parametrize("words", ["", "Lamp under stone river"])
def test_a_wrong_passphrase_is_said_at_its_field_and_nothing_is_written(
    offer: Offer, words: str
) -> None:
    before = sorted(offer.folder.iterdir())
    offer.press("Bring back from an archive\u2026")
    offer.type(words)
    offer.press("Bring it back\u2026")
    assert "not the passphrase" in offer.said or "Nothing is written yet" in offer.said
    assert sorted(offer.folder.iterdir()) == before
    offer.type(WORDS)
    offer.press("Bring it back\u2026")
    assert "The journal is back" in offer.said
    assert "not the passphrase" not in offer.said


def test_another_pdf_is_refused_before_anything_is_asked(offer: Offer) -> None:
    offer.archive = offer.folder / "Other.pdf"
    offer.archive.write_bytes(b"%PDF-1.7\n")
    offer.press("Bring back from an archive\u2026")
    assert "Other.pdf is not an archive" in offer.said
    assert not offer.widget._form.isVisible()


def test_one_may_think_better_of_it(offer: Offer) -> None:
    offer.archive = None
    offer.press("Bring back from an archive\u2026")
    assert not offer.widget._form.isVisible()
    offer.archive, offer.target = offer.folder / "Archive.pdf", None
    offer.press("Bring back from an archive\u2026")
    offer.type(WORDS)
    offer.press("Bring it back\u2026")
    offer.press("Cancel")
    assert not offer.widget._field.text()
    assert not offer.opened


def test_nothing_is_put_over_anything(offer: Offer) -> None:
    offer.target = offer.folder / "J.ahpjournal"
    offer.press("Bring back from an archive\u2026")
    offer.type(WORDS)
    offer.press("Bring it back\u2026")
    assert "The journal is back" not in offer.said
    assert offer.widget._form.isEnabled()
