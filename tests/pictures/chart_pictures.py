"""Every chart as a picture in every look, and crowded pages, to be looked at by a person.

    python3 packaging/dev.py pictures [FOLDER]

The demo journal's charts and those of a crowded journal: light, dark, high contrast and at 150 %
as the window shows them; as on paper, in colour and in grey (a PDF, and the same as PNG where
pdftoppm is there). The crowded journal's pages lie beside them.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ahpjournal.bootstrap import DEMO_NOW, workshop
from ahpjournal.charts.scene import ChartScene
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.pdf.drawing import draw_scene
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.charts.chart_card import ChartCard
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.running import make_qt_application
from ahpjournal.ui.theme.fonts import load_more_fonts
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.tour import TourWish, close_window, make_window, settle
from tests.pictures.crowded import crowded_journal

FOLDER = Path("tour-output/charts")
LOOKS = (
    ("light", ThemeChoice.LIGHT, 100),
    ("dark", ThemeChoice.DARK, 100),
    ("contrast", ThemeChoice.CONTRAST, 100),
    ("light-150", ThemeChoice.LIGHT, 150),
)
SIZE = (1366, 768)
PAPER_WIDTH, PAPER_MARGIN, PAPER_DPI = 480.0, 12.0, 110


def main(arguments: list[str]) -> int:
    """Make the pictures and say where they lie."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme(ThemeChoice.LIGHT, 100, make_qt_application(["pictures"]))
    load_more_fonts()
    written: list[Path] = []
    for name, make in (("demo", demo_journal), ("crowded", crowded_journal)):
        with closing(make()) as session:
            for look, choice, text_size in LOOKS:
                theme.apply_look(choice, text_size)
                with window(session, theme, choice) as shown:
                    written += take_charts(shown, folder, name, look)
                    if name == "crowded":
                        written += take_pages(shown, session, folder, look)
            theme.apply_look(ThemeChoice.LIGHT, 100)
            with window(session, theme, ThemeChoice.LIGHT) as shown:
                written += print_charts(shown, folder, name)
    sys.stdout.write(f"{len(written)} pictures in {folder}\n")
    return 0


def demo_journal() -> JournalSession:
    """Give the demo journal in memory."""
    made = workshop(FixedClock(DEMO_NOW))
    session = made.memory()
    made.fill_with_demo(session)
    return session


@contextmanager
def window(session: JournalSession, theme: Theme, choice: ThemeChoice) -> Iterator[MainWindow]:
    """Show a window on *session* in the theme as it is."""
    with tempfile.TemporaryDirectory() as empty:
        made = make_window(TourWish(Path(empty), *SIZE, choice), session, theme)
        try:
            yield made
        finally:
            close_window(made)


def cards(shown: MainWindow) -> list[ChartCard]:
    """Give the charts of the progress page, laid out."""
    shown.go(Route(PageId.PROGRESS))
    settle()
    return [card for card in shown.findChildren(ChartCard) if card.isVisible()]


def take_charts(shown: MainWindow, folder: Path, name: str, look: str) -> list[Path]:
    """Take a picture of each chart of the progress page."""
    written = []
    for card in cards(shown):
        path = folder / f"{name}-{slug(card.chart.scene)}-{look}.png"
        card.grab().save(str(path))
        written.append(path)
    return written


def take_pages(
    shown: MainWindow, session: JournalSession, folder: Path, look: str
) -> Iterator[Path]:
    """Take pictures of the pages that a crowded journal fills."""
    sitting = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.rate(sitting.id, sitting.competencies[0], 7, confidence=70)
    stops = (
        ("today", Route(PageId.TODAY)),
        ("programme", Route(PageId.PROGRAMME)),
        ("competencies", Route(PageId.COMPETENCIES)),
        ("progress", Route(PageId.PROGRESS)),
        ("sitting", Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id)),
    )
    for name, route in stops:
        shown.go(route)
        settle()
        path = folder / f"page-{name}-{look}.png"
        shown.grab().save(str(path))
        yield path
    session.ratings.finish(sitting.id)


def print_charts(shown: MainWindow, folder: Path, name: str) -> list[Path]:
    """Draw each chart as the PDF does; in colour and in grey as PNG where that is possible."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    scenes = [card.chart.scene for card in cards(shown)]
    path = folder / f"{name}-paper.pdf"
    canvas = Canvas(str(path))
    for scene in scenes:
        if scene is None:
            continue
        drawing = draw_scene(scene, PAPER_WIDTH / scene.width)
        canvas.setPageSize((drawing.width + 2 * PAPER_MARGIN, drawing.height + 2 * PAPER_MARGIN))
        drawing.drawOn(canvas, PAPER_MARGIN, PAPER_MARGIN)
        canvas.showPage()
    canvas.save()
    tool = shutil.which("pdftoppm")
    if tool is None:
        return [path]
    for colour, look in ((["-gray"], "grey"), ([], "paper")):
        command = [tool, "-png", "-r", str(PAPER_DPI), *colour, str(path), str(folder / "page")]
        subprocess.run(command, check=True)
        made = sorted(folder.glob("page-[0-9]*.png"))
        for picture, scene in zip(made, scenes, strict=True):
            picture.rename(folder / f"{name}-{slug(scene)}-{look}.png")
    return [path, *sorted(folder.glob(f"{name}-*-grey.png"))]


def slug(scene: ChartScene | None) -> str:
    """Give a chart's title as a part of a file name."""
    return "-".join(scene.title.lower().split()) if scene is not None else "nothing"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
