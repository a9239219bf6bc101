"""What tests of backups share: a folder of the owner's own, and what a journal holds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ahpjournal.domain.entries import EntryFilter
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.session import JournalSession

Open = Callable[..., JournalSession]


def own(places: BackupPlaces, folder: Path) -> Path:
    """Choose *folder* as the owner's own, making it."""
    folder.mkdir(exist_ok=True)
    places.settings.save(replace(places.settings.current, backup_folder=str(folder)))
    return folder


def texts(session: JournalSession) -> dict[str, str]:
    """Give the words of every entry, by its id."""
    rows = session.entries.page(session.entries.find(EntryFilter()))
    found = (session.entries.get(row.id) for row in rows)
    return {e.id: e.markdown for e in found if e is not None}
