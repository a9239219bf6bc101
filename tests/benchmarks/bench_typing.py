"""How long a key takes in an entry of 10,000 words with spelling and identifier hints on.

Processor time from the key to the painted text, at the end, in the middle and in one very long
paragraph, beside a bare QTextEdit with the same text. Bar: p95 16 ms.
"""

import json
import statistics
import sys
import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit

from ahpjournal.assets import read_text
from ahpjournal.bootstrap import workshop
from ahpjournal.ui.editor.document import TextLook, make_document
from ahpjournal.ui.editor.hints import HintKind, WritingHints
from ahpjournal.ui.editor.rich_text import RichTextEdit

WORDS, KEYS, BAR = 10_000, 250, 16.0
TYPED = "Dr Hale said on 12 March that the zorble paper was late. "


def main() -> int:
    """Measure, print and judge."""
    application = QApplication(["bench", "-platform", "offscreen"])
    session = workshop().memory()
    hints = WritingHints(session.spelling, session.identifiers)
    worst = 0.0
    for name, text in (("paragraphs", demo_text("\n\n")), ("one paragraph", demo_text(" "))):
        document = make_document(text)
        look = TextLook(document)
        edit = RichTextEdit("Text")
        edit.use_hints(hints)
        started = time.process_time()
        edit.show_document(document)
        area = shown(edit)
        opened = (time.process_time() - started) * 1000
        settle(3000)
        found = len(look.hints(HintKind.IDENTIFIER)), len(look.hints(HintKind.SPELLING))
        bare = QTextEdit()
        bare.setPlainText(text)
        bare.resize(700, 600)
        bare.show()
        settle(200)
        times, floor = typed(edit), typed(bare)
        print(f"{name}: open {opened:.0f} ms; {found[0]} identifiers, {found[1]} unknown words")
        middle = statistics.median(times)
        print(f"  a key        median {middle:.2f}  p95 {p95(times):.2f} ms  (bar {BAR})")
        print(f"  bare edit    median {statistics.median(floor):.2f}  p95 {p95(floor):.2f} ms")
        worst = max(worst, p95(times))
        area.close()
        bare.close()
    session.close()
    application.quit()
    return 0 if worst <= BAR else 1


def shown(edit: RichTextEdit) -> QScrollArea:
    """Show *edit* as the page does: in a scrolling area."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(edit)
    area.resize(760, 700)
    area.show()
    settle(50)
    return area


def typed(edit: QTextEdit) -> list[float]:
    """Type at the end and in the middle; give the processor time of each key in milliseconds."""
    times = []
    for share in (1.0, 0.5):
        cursor = edit.textCursor()
        cursor.setPosition(int((edit.document().characterCount() - 1) * share))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        edit.setTextCursor(cursor)
        settle(20)
        for n in range(KEYS):
            key = TYPED[n % len(TYPED)]
            started = time.process_time()
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, none, key))
            QApplication.sendPostedEvents()
            edit.viewport().repaint()
            times.append((time.process_time() - started) * 1000)
            if n % 10 == 9:
                slices(times)
    return times


def slices(times: list[float]) -> None:
    """Pause as a writer does; the turns that hints take count as keys of their own."""
    end = time.monotonic() + 0.4
    while time.monotonic() < end:
        started = time.process_time()
        QApplication.processEvents()
        spent = (time.process_time() - started) * 1000
        if spent > 1:
            times.append(spent)
        time.sleep(0.01)


def settle(milliseconds: int) -> None:
    """Let the window do what it has put off."""
    QTest.qWait(milliseconds)


def p95(times: list[float]) -> float:
    """Give the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def demo_text(between: str) -> str:
    """Give 10,000 words of the demo journal."""
    journal = json.loads(read_text("demo", "journal.json"))
    texts = [s["markdown"] for entry in journal["entries"] for s in entry["sections"]]
    paragraphs = [p for text in texts for p in text.split("\n\n")]
    taken: list[str] = []
    count = 0
    for paragraph in paragraphs:
        taken.append(paragraph if between != " " else " ".join(paragraph.split()))
        count += len(paragraph.split())
        if count >= WORDS:
            break
    return between.join(taken)


if __name__ == "__main__":
    sys.exit(main())
