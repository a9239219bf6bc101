"""How long a reflection of 10,000 words takes to open and to write in, among 50,000 others.

In the real window, with list, spelling and identifier hints: from the choice in the list to the
painted text, of a text that is not in memory yet; then from each key to the painted letter, with
the saves and searches for hints that fall between. Processor time, because the wall clock counts
what else the machine does. Beside it a bare QTextEdit with the same text. Bars: open 150 ms; a key
16 ms at the 95th percentile; memory is told and not judged.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench_typing import TYPED, demo_text, p95, settle
from generated import make_journal
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.entries import EntryFilter, Section
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.running import make_qt_application
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.tour import TourWish, close_window, make_window

OPEN_BAR, KEY_BAR = 150.0, 16.0
ROUNDS, KEYS = 15, 300


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--journal", type=Path)
    wish = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_qt_application(["bench"])
    theme = Theme(ThemeChoice.LIGHT, 100, application)
    with tempfile.TemporaryDirectory() as folder:
        path = wish.journal or Path(folder) / "many.ahpjournal"
        if wish.journal is None:
            make_journal(path, wish.entries)
        session = workshop().open(path)
        long_id, short_id = long_entry(session), any_entry(session)
        window = make_window(TourWish(Path(folder)), session, theme)
        at_rest = memory()
        opened = [open_once(window, long_id, short_id) for _round in range(ROUNDS)][1:]
        settle(3_000)
        keys = typed(window)
        floor = bare(demo_text("\n\n"))
        print(f"among {session.entries.count():,} reflections, 10,000 words")
        print(
            f"  open       median {statistics.median(opened):.0f} ms  worst {max(opened):.0f} ms"
            f"  (bar {OPEN_BAR:.0f}); bare edit {floor:.0f} ms"
        )
        print(
            f"  a key      median {statistics.median(keys):.2f}  p95 {p95(keys):.2f} ms"
            f"  (bar {KEY_BAR:.0f})"
        )
        print(f"  memory     {at_rest} MB with the window, {memory()} MB with the text open")
        close_window(window)
        session.close()
    application.quit()
    return 0 if statistics.median(opened) <= OPEN_BAR and p95(keys) <= KEY_BAR else 1


def long_entry(session: JournalSession) -> str:
    """Store a reflection of 10,000 words and give its id."""
    from dataclasses import replace

    draft = session.entries.draft(title="Long")
    section = Section("text", demo_text("\n\n"))
    return session.entries.save(replace(draft, sections=(section,))).id


def any_entry(session: JournalSession) -> str:
    """Give the id of a reflection of ordinary length."""
    keys = session.entries.find(EntryFilter())
    return session.entries.page(keys[20:21])[0].id


def journal_view(window: MainWindow) -> JournalView:
    """Give the journal page."""
    view = window.page_widget(PageId.JOURNAL)
    if not isinstance(view, JournalView):
        raise TypeError
    return view


def open_once(window: MainWindow, long_id: str, short_id: str) -> float:
    """Go to the long reflection from another; gives milliseconds until it is painted."""
    window.go(Route(PageId.JOURNAL, record=short_id))
    journal_view(window).forget_buffers(long_id)
    settle(200)
    started = time.process_time()
    window.go(Route(PageId.JOURNAL, record=long_id))
    paint(window)
    return (time.process_time() - started) * 1000


def paint(widget: QWidget) -> None:
    """Lay out and paint what has changed."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    widget.repaint()


def typed(window: MainWindow) -> list[float]:
    """Type in the middle and at the end; gives the processor time of each key in milliseconds."""
    view = journal_view(window)
    edit = view.editor.sections.edits[0]
    edit.setFocus()
    times: list[float] = []
    for share in (0.5, 1.0):
        cursor = edit.textCursor()
        cursor.setPosition(int((edit.document().characterCount() - 1) * share))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        edit.setTextCursor(cursor)
        settle(100)
        for n in range(KEYS):
            none = Qt.KeyboardModifier.NoModifier
            key = QKeyEvent(QEvent.Type.KeyPress, 0, none, TYPED[n % len(TYPED)])
            started = time.process_time()
            QApplication.sendEvent(edit, key)
            QApplication.sendPostedEvents()
            QApplication.processEvents()
            times.append((time.process_time() - started) * 1000)
            time.sleep(0.002)
            if n % 50 == 49:
                settle(1_000)
    return times


def bare(text: str) -> float:
    """Give how long a bare text edit takes to show *text*, in milliseconds."""
    times = []
    for _round in range(5):
        started = time.process_time()
        edit = QTextEdit()
        edit.setPlainText(text)
        edit.resize(700, 600)
        edit.show()
        paint(edit)
        times.append((time.process_time() - started) * 1000)
        edit.close()
    return statistics.median(times)


def memory() -> int:
    """Give the most memory used so far in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
