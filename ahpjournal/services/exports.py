"""The record of what left the journal."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.exports import ExportedItem, ExportRecord
from ahpjournal.domain.portfolio import PortfolioContent, PortfolioKind
from ahpjournal.domain.reply_form import ReplyForm
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.reply_forms import keep_key
from ahpjournal.storage.journal_file import JournalFile


class ExportService:
    """What left, when, and for whom."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, clock: Clock) -> None:
        """Keep records in *journal*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock

    def list_all(self) -> tuple[ExportRecord, ...]:
        """Give every record, the newest first."""
        with self._journal.reading():
            return self._journal.exports.list_all()

    def record(
        self,
        content: PortfolioContent,
        file_name: str,
        data: bytes,
        items: Iterable[ExportedItem],
        *,
        pages: int = 0,
        for_whom: str = "",
        password: str = "",
    ) -> ExportRecord:
        """Keep that *data*, the finished document of *content*, has left as *file_name*.

        Of a document with boxes the form is kept too, and the key that sealed it: by these a reply
        is known.

        Raises:
            ConditionError: the journal cannot be written.
        """
        with self._journal.reading():
            state = self._journal.settings.meta("hlc")
        form = content.form
        record = ExportRecord(
            id=content.export_id,
            kind=content.kind.value,
            made_at=self._clock.now(),
            file_name=file_name,
            size=len(data),
            pages=pages,
            sha256=hashlib.sha256(data).hexdigest(),
            for_whom=for_whom.strip(),
            journal_state=state,
            items=tuple(items),
            form=_kept_form(form, data, password) if form is not None else None,
        )
        if content.kind is PortfolioKind.ARCHIVE:  # a copy: what is here now may meet again
            self._journal.note_copied()
        with self._journal.transaction():
            if form is not None:
                keep_key(self._journal, form)
            if not self._journal.exports.exists(record.id):
                self._journal.exports.add(record)
        self._feed.publish(Topic.PORTFOLIO)
        return replace(record)


def _kept_form(form: ReplyForm, data: bytes, password: str) -> Mapping[str, Any] | None:
    """Give what the file carries of its form, with questions and labels as they were printed."""
    from ahpjournal.pdf.read_manifest import manifest_in

    carried = manifest_in(data, password)
    if carried is None:
        return None
    words = {f.name: f for f in form.fields}
    fields = [
        {
            **one,
            "words": words[one["name"]].words,
            "labels": [list(pair) for pair in words[one["name"]].options],
        }
        for one in carried["fields"]
        if one["name"] in words
    ]
    return {**carried, "fields": fields}
