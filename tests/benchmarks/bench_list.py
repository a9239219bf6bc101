"""How long until the journal's list and the list of everything are there, and scrolling them.

Processor time until the first rows are painted, then of each frame while one scrolls from the
newest to the oldest: by pages, as the wheel does, and dragging the bar to places far apart. Bars:
first rows 100 ms; p95 of frames 10 ms.
"""

import statistics
import sys
from collections.abc import Callable

from found_pages import HeldTimers, NoNavigator, cpu, journal_session, make_application, p95, shown
from PySide6.QtWidgets import QApplication

from ahpjournal.ui.kit.headed_list import HeadedList
from ahpjournal.ui.pages.find.presenter import FindPresenter
from ahpjournal.ui.pages.find.state import FindView
from ahpjournal.ui.pages.find.view import FindPageView
from ahpjournal.ui.pages.journal.presenter import JournalPresenter
from ahpjournal.ui.pages.journal.state import EntryView
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route

FIRST_BAR, FRAME_BAR = 100.0, 10.0
FRAMES, JUMPS = 200, 120


def main() -> int:
    """Measure, print and judge."""
    application, theme = make_application()
    is_good = True
    with journal_session("list") as session:
        journal = JournalView(session.journal_id)
        writing = JournalPresenter(journal, session, NoNavigator(), HeldTimers())
        journal.read_rows_with(writing.rows)
        shown(journal)
        opened = cpu(lambda: writing.shown(Route(PageId.JOURNAL)))
        print(f"the journal's page with its newest entry: {opened:.1f} ms")
        is_good &= measure("journal", journal.list.list, lambda: writing.choose_view(EntryView.ALL))
        writing.close()
        journal.close()
        find = FindPageView(theme)
        finding = FindPresenter(find, session, NoNavigator(), HeldTimers())
        find.read_rows_with(finding.rows)
        shown(find)
        is_good &= measure("by month", find.list, lambda: finding.choose_view(FindView.MONTHS))
        finding.close()
        find.close()
        QApplication.processEvents()
    application.quit()
    return 0 if is_good else 1


def measure(name: str, shown_list: HeadedList, open_it: Callable[[], object]) -> bool:
    """Measure one list; tell whether it is within the bars."""

    def opened() -> None:
        open_it()
        shown_list.viewport().repaint()

    first = cpu(opened)
    bar = shown_list.verticalScrollBar()
    frames = []
    places = [n * shown_list.viewport().height() // 3 for n in range(FRAMES)]
    places += [bar.maximum() * (n * 37 % JUMPS) // JUMPS for n in range(JUMPS)]
    for place in places:

        def frame(to: int = place) -> None:
            bar.setValue(to)
            shown_list.viewport().repaint()

        frames.append(cpu(frame))
    print(
        f"{name:9} {shown_list.model().rowCount():,} rows: first {first:.1f} ms (bar {FIRST_BAR});"
        f" a frame median {statistics.median(frames):.1f}  p95 {p95(frames):.1f} (bar {FRAME_BAR})"
        f"  longest {max(frames):.1f} ms"
    )
    return first <= FIRST_BAR and p95(frames) <= FRAME_BAR


if __name__ == "__main__":
    sys.exit(main())
