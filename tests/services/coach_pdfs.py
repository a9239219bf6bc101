"""A journal whose owner has sent a document to a coach, and what the coach sends back."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from ahpjournal.domain.entries import Entry, Sharing
from ahpjournal.domain.exports import ExportedItem, ExportRecord
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.domain.reply_form import About, Prompt
from ahpjournal.pdf.render import render
from ahpjournal.services.replies import ReadFile, read_file
from ahpjournal.services.session import JournalSession
from tests.builders import entry
from tests.pdf.reading.writers import by_pikepdf


@dataclass(frozen=True)
class Sent:
    """A document that was sent."""

    session: JournalSession
    entry: Entry
    content: PortfolioContent
    data: bytes
    record: ExportRecord | None

    def box(self, prompt: Prompt, record: str = "") -> str:
        """Give the name of a box."""
        form = self.content.form
        assert form is not None
        return next(
            f.name for f in form.fields if f.prompt is prompt and (not record or f.record == record)
        )

    def filled(self, values: Mapping[Prompt, str]) -> bytes:
        """Give it as the coach sends it back."""
        return by_pikepdf(self.data, self.values(values))

    def values(self, values: Mapping[Prompt, str]) -> dict[str, str]:
        """Give values by the names of their boxes."""
        return {self.box(prompt): value for prompt, value in values.items()}

    def read(self, data: bytes, password: str = "") -> ReadFile:
        """Read what came back."""
        return read_file(data, self.session.replies.rects(), SilentJob(), password=password)


def send(session: JournalSession, folder: Path, *, is_recorded: bool = True) -> Sent:
    """Rate, write, and send a document of one reflection."""
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2)
    session.ratings.finish(sitting.id)
    written = session.entries.save(entry(1, title="The budget room", sharing=Sharing.COACH))
    content = session.portfolios.content(session.portfolios.suggested_selection())
    path = folder / "coach.pdf"
    render(content, path, SilentJob())
    data = path.read_bytes()
    record = None
    if is_recorded:
        items = [ExportedItem("entry", written.id, written.title)]
        record = session.exports.record(content, path.name, data, items, for_whom="Moira")
    return Sent(session, written, content, data, record)


def changed(data: bytes, change: Any) -> bytes:
    """Give a PDF with a change."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


__all__ = ["About", "Sent", "changed", "send"]
