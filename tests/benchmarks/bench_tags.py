"""Renaming and removing a tag of 5,000 entries among 50,000, and taking that back.

The window lives on meanwhile: it asks for a turn every 5 ms, and saves an entry every 300 ms. The
floor is one raw transaction that stamps the same entries and renames the tag, without versions.
Bars: no turn of the window and no save longer than 100 ms; at the end all is as it was.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from found_pages import journal_session, make_application
from PySide6.QtCore import QEventLoop, QTimer

from ahpjournal.domain.entries import Entry, EntryFilter, Section
from ahpjournal.domain.jobs import Job, SilentJob
from ahpjournal.domain.tags import TagChange, TagOrder
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.qt_jobs import QtJobs

TAG, JOINED, BAR, TURN_MS, SAVE_MS = "tag0", ("tag1", "tag2", "tag3"), 100.0, 5, 300


@dataclass
class Window:
    """What goes on in the window while a tag is changed: the longest turn and save, in ms."""

    session: JournalSession
    entry: Entry
    longest: float = 0.0
    saves: list[float] = field(default_factory=list)

    def run(self, jobs: QtJobs, work: Callable[[Job], object]) -> object:
        """Run *work* as a job and live on; gives what it gave."""
        loop, last = QEventLoop(), time.perf_counter()
        results: list[object] = []

        def turn() -> None:
            nonlocal last
            now = time.perf_counter()
            self.longest = max(self.longest, (now - last) * 1000 - TURN_MS)
            last = now

        def fail(error: Exception) -> None:
            results.append(error)
            loop.quit()

        def end(result: object) -> None:
            results.append(result)
            loop.quit()

        turns, saving = QTimer(), QTimer()
        turns.timeout.connect(turn)
        saving.timeout.connect(self.save)
        turns.start(TURN_MS)
        saving.start(SAVE_MS)
        jobs.submit(
            work,
            on_done=end,
            on_error=fail,
            on_cancelled=loop.quit,
            on_progress=lambda _progress: None,
        )
        loop.exec()
        turns.stop()
        saving.stop()
        if isinstance(results[0], Exception):
            raise results[0]
        return results[0]

    def save(self) -> None:
        """Save an entry that has none of the tags, as autosave does."""
        text = f"{self.entry.markdown} and so on"
        changed = replace(self.entry, sections=(Section("text", text),))
        started = time.perf_counter()
        self.entry = self.session.entries.save(changed)
        self.saves.append((time.perf_counter() - started) * 1000)


def main() -> int:
    """Measure, print and judge."""
    application, _theme = make_application()
    jobs = QtJobs()
    with journal_session("tags", writes=True) as session:
        tags = session.tags
        for other in JOINED:
            tags.carry_out(TagOrder(other, TAG, joins=True), SilentJob())
        window = Window(session, _other_entry(session))
        window.save()
        window.saves.clear()
        before = dict(tags.all())
        for order in (
            TagOrder(TAG, "renamed"),
            TagOrder(TAG, "tag4", joins=True),
            TagOrder(TAG, ""),
        ):
            change = _timed(window, jobs, partial(tags.carry_out, order))
            assert isinstance(change, TagChange)
            _timed(window, jobs, partial(tags.take_back, change))
        is_as_before = dict(tags.all()) == before
        floor = _raw(session)
        uses = before[TAG]
    jobs.shut_down()
    application.quit()
    saves = max(window.saves, default=0.0)
    print(f"{uses:,} entries have the tag; a raw transaction takes {floor:.0f} ms")
    print(
        f"longest turn of the window {window.longest:.1f} ms, longest save {saves:.1f}"
        f" of {len(window.saves)} (bar {BAR} ms)"
    )
    print(f"as before at the end: {'yes' if is_as_before else 'NO'}")
    return 0 if max(window.longest, saves) <= BAR and is_as_before else 1


def _timed(window: Window, jobs: QtJobs, work: Callable[[Job], object]) -> object:
    started = time.perf_counter()
    result = window.run(jobs, work)
    print(f"{time.perf_counter() - started:.2f} s, longest turn so far {window.longest:.1f} ms")
    return result


def _other_entry(session: JournalSession) -> Entry:
    keys = session.entries.find(EntryFilter())[:40]
    row = next(row for row in session.entries.page(keys) if row.id)
    found = session.entries.get(row.id)
    assert found is not None
    return replace(found, tags=())


def _raw(session: JournalSession) -> float:
    connection = session._journal._connection
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "UPDATE entry SET updated_at = '', hlc = hlc || 'x' WHERE n IN (SELECT l.entry"
        " FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE t.name = ?)",
        (TAG,),
    )
    connection.execute("UPDATE tag SET name = 'raw' WHERE name = ?", (TAG,))
    connection.execute("COMMIT")
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
