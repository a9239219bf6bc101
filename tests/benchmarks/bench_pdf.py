"""How long a portfolio of 1,000 reflections takes to set, tagged and encrypted.

Beside it, on the same text in processes of their own: platypus as it comes (untagged, in the same
face), and a bare canvas with lines that were broken beforehand. With the `typst` package
installed, that too (PDF/UA-1). Processor time; the median of the runs. Last, how far apart the
ticks of a 10 ms timer come in a window while the document is made on its worker. Bars: 1.0 x
platypus, 180 MB at the most, 20 ms at the 95th percentile.
"""

import argparse
import itertools
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from generated import Vocabulary

from ahpjournal.assets import resource_path
from ahpjournal.bootstrap import load_content
from ahpjournal.domain.entries import Entry, Section, Sharing
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent, PortfolioKind
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module

RATIO_BAR, MEMORY_BAR, LAG_BAR = 1.0, 180, 20.0
FONTS = ("AtkinsonHyperlegibleNext_400Regular.ttf", "AtkinsonHyperlegibleNext_700Bold.ttf")


def texts(count: int) -> list[str]:
    """Give *count* reflections in Markdown, of 343 words: headings, lists, bold, quotes, links."""
    chance, vocabulary = random.Random(11), Vocabulary(5)  # noqa: S311 - words, not secrets
    found = []
    for _number in range(count):
        words = vocabulary.text(343).replace("\n\n", " ").split(" ")
        parts = [words[at : at + 49] for at in range(0, 343, 49)]
        marked = [f"**{w}**" if chance.random() < 0.03 else w for w in parts[0]]
        link = " ".join(parts[2][:4])
        found.append(
            "\n\n".join(
                (
                    " ".join(marked),
                    f"## {' '.join(parts[1][:5])}",
                    " ".join(parts[1][5:]),
                    f"[{link}](https://example.org/page) {' '.join(parts[2][4:])}",
                    "\n".join(f"- {' '.join(parts[3][at : at + 7])}" for at in range(0, 49, 7)),
                    f"> {' '.join(parts[4])}",
                    f"### {' '.join(parts[5][:4])}",
                    " ".join(parts[5][4:]),
                    "*" + " ".join(parts[6]) + "*",
                )
            )
        )
    return found


def ours(written: list[str], path: Path) -> Callable[[], None]:
    """Give what sets them with this program."""
    from ahpjournal.pdf.finish import Finish
    from ahpjournal.pdf.render import render

    pack = load_content().pack
    start = date(2020, 1, 6)
    entries = tuple(
        ChosenEntry(
            Entry(
                f"id-{n}",
                start + timedelta(days=n),
                f"Reflection {n}",
                sections=(Section("text", text),),
                module=n % 6 + 1,
                sharing=Sharing.PORTFOLIO,
            ),
            None,
        )
        for n, text in enumerate(written)
    )
    content = PortfolioContent(
        Profile(name="Asha Example"),
        "",
        pack,
        tuple(Module(n, f"Module {n}") for n in range(1, 7)),
        start,
        "019ef8db-9280-7270-805a-c3787b4b3f9c",
        "",
        entries=entries,
        kind=PortfolioKind.PORTFOLIO,
    )
    return lambda: (render(content, path, SilentJob(), Finish(password="lamp")), None)[1]


def platypus(written: list[str], path: Path) -> Callable[[], None]:
    """Give what sets them with platypus as it comes."""
    from markdown_it import MarkdownIt
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    _register()
    body = ParagraphStyle("b", fontName="Bench", fontSize=10.5, leading=15.2, spaceAfter=6)
    item = ParagraphStyle("l", body, leftIndent=16, bulletIndent=2, spaceAfter=3)
    quote = ParagraphStyle("q", body, leftIndent=14)
    head = ParagraphStyle("h", body, fontName="Bench-Bold", fontSize=12.5, keepWithNext=1)
    parser = MarkdownIt("commonmark", {"html": False})

    def flowables(number: int, text: str) -> list[Any]:
        found: list[Any] = [Paragraph(f"Reflection {number}", head)]
        style, bullet = body, None
        for token in parser.parse(text):
            if token.type == "inline":
                found.append(Paragraph(_mark_up(token), style, bulletText=bullet))
            style = {"heading_open": head, "blockquote_open": quote, "list_item_open": item}.get(
                token.type, style
            )
            bullet = "\u2022" if style is item else None
            if token.type in {"heading_close", "blockquote_close", "bullet_list_close"}:
                style = body
        return found

    def work() -> None:
        story = [f for number, text in enumerate(written) for f in flowables(number, text)]
        SimpleDocTemplate(str(path)).build(story)

    return work


def canvas(written: list[str], path: Path) -> Callable[[], None]:
    """Give what draws lines that are broken already: the floor."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    _register()
    lines = [line for text in written for line in [*simpleSplit(text, "Bench", 10.5, 470), ""]]

    def work() -> None:
        page = Canvas(str(path))
        for chunk in _chunks(lines, 47):
            text = page.beginText(62, 770)
            text.setFont("Bench", 10.5, 15.2)
            for line in chunk:
                text.textLine(line)
            page.drawText(text)
            page.showPage()
        page.save()

    return work


def typst(written: list[str], path: Path) -> Callable[[], None]:
    """Give what sets them with typst, as PDF/UA-1."""
    import typst as engine

    source = path.with_suffix(".typ")
    parts = ['#set document(title: "Bench")\n#set text(lang: "en", size: 10.5pt)\n']
    special = '\\#*_`$<>@=+-/~[]"'
    for number, text in enumerate(written):
        safe = "".join("\\" + c if c in special else c for c in text.replace("*", ""))
        parts.append(f"\n= Reflection {number}\n\n{safe}\n")
    source.write_text("".join(parts), encoding="utf-8")
    return lambda: engine.compile(str(source), output=str(path), pdf_standards="ua-1")


ENGINES = {"ours": ours, "platypus": platypus, "canvas": canvas, "typst": typst}


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES, help="run this one only, in this process")
    wish = parser.parse_args()
    if wish.engine:
        _measure(wish.engine, wish.entries)
        return 0
    names = [name for name in ENGINES if name != "typst" or find_spec("typst")]
    found: dict[str, list[list[float]]] = {name: [] for name in names}
    for _run, name in itertools.product(range(wish.runs), names):
        command = [sys.executable, __file__, "--engine", name, "--entries", str(wish.entries)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found[name].append([float(word) for word in said.split()])
    seconds = {name: statistics.median(r[0] for r in rows) for name, rows in found.items()}
    for name, rows in found.items():
        peak, size = max(r[1] for r in rows), rows[0][2]
        print(f"{name:9} {seconds[name]:6.2f} s   {peak:5.0f} MB at most   file {size:5.2f} MB")
    ratio = seconds["ours"] / seconds["platypus"]
    peak = max(row[1] for row in found["ours"])
    print(f"ours / platypus  {ratio:.2f}  (bar {RATIO_BAR})")
    print(f"memory           {peak:.0f} MB  (bar {MEMORY_BAR})")
    late, latest = _lag(wish.entries)
    print(f"ticks of a timer {late:.1f} ms apart  (bar {LAG_BAR:.0f}), at most {latest:.0f} ms")
    return 0 if ratio <= RATIO_BAR and peak <= MEMORY_BAR and late <= LAG_BAR else 1


def _lag(entries: int) -> tuple[float, float]:
    """Give the gaps between ticks of 10 ms while a worker writes: 95th percentile and greatest."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from ahpjournal.ui.qt_jobs import QtJobs

    application = QApplication.instance() or QApplication([])
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    def fail(error: Exception) -> None:
        raise error

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    with tempfile.TemporaryDirectory() as folder:
        work = ours(texts(entries), Path(folder) / "out.pdf")
        jobs = QtJobs()
        timer.start(10)
        jobs.submit(
            lambda _job: work(),
            on_done=lambda _nothing: application.quit(),
            on_error=fail,
            on_cancelled=application.quit,
            on_progress=lambda _progress: None,
        )
        application.exec()
        timer.stop()
    gaps.sort()
    return gaps[int(len(gaps) * 0.95)] * 1000, gaps[-1] * 1000


def _measure(engine: str, entries: int) -> None:
    """Run one engine once; print processor seconds, the peak of memory and the file's size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.pdf"
        work = ENGINES[engine](texts(entries), path)
        started = time.process_time()
        work()
        spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(spent, peak, path.stat().st_size / 1e6)


def _register() -> None:
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in zip(("Bench", "Bench-Bold"), FONTS, strict=True):
        place = resource_path("fonts", "atkinson-hyperlegible-next", file)
        pdfmetrics.registerFont(TTFont(name, str(place)))
    for key in range(4):
        addMapping("Bench", key & 1, key >> 1, "Bench-Bold" if key & 1 else "Bench")


def _mark_up(token: Any) -> str:
    marks = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}
    found = []
    for kid in token.children or ():
        if kid.type == "link_open":
            found.append(f'<a href="{xml_escape(kid.attrs["href"])}" color="blue">')
        elif kid.type == "link_close":
            found.append("</a>")
        else:
            found.append(marks.get(kid.type) or xml_escape(kid.content))
    return "".join(found)


def _chunks(lines: list[str], size: int) -> list[list[str]]:
    return [lines[at : at + size] for at in range(0, len(lines), size)]


if __name__ == "__main__":
    sys.exit(main())
