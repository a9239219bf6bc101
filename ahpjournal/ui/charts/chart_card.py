"""A card with one chart, its table, and the chart for other programs."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QAction, QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from ahpjournal.charts.files import Colour, scene_svg, table_csv
from ahpjournal.charts.scene import ChartScene, Ink, Measure, headed
from ahpjournal.text import _
from ahpjournal.ui.charts.chart_table import ChartTableView
from ahpjournal.ui.charts.chart_widget import ChartWidget
from ahpjournal.ui.charts.painter import ScenePainter, ink_colour
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.theme.theme import Theme

_PICTURE_SCALE = 2
_FONT = "Inter"
_PNG = b"PNG"
Maker = Callable[[float, float, Measure], ChartScene]


class ChartCard(Card):
    """A chart with a button that shows its numbers as a table instead, and one that saves it.

    Signals:
        save_requested(str, str, bytes): title of the chart, ending of the file, and its content.
    """

    save_requested = Signal(str, str, object)

    def __init__(self, title: str, subtitle: str, theme: Theme, *, is_told: bool = False) -> None:
        """Head the card; *is_told* says that the chart's sentence stands below it for all to read.

        Others hear it as the chart's description; without *is_told* the page tells it elsewhere.
        """
        self._toggle = Button(_("View as table"), "quiet")
        self._toggle.setAccessibleDescription(title)
        self._save = IconButton(
            "download", _("Save this chart: {title}").format(title=title), theme
        )
        buttons = QWidget()
        row = Row(buttons, gap=4)
        row.addWidget(self._toggle)
        row.addWidget(self._save)
        super().__init__(title, subtitle, buttons)
        self._theme = theme
        self.chart = ChartWidget(title, theme)
        self._table = ChartTableView(_("{title}, as a table").format(title=title), theme)
        self._table.hide()
        self._sentence = Words("", "small", "text2")
        self.body.addWidget(self.chart)
        self.body.addWidget(self._table)
        self.body.addWidget(self._sentence)
        self._sentence.setVisible(is_told)  # once it has a place: alone it would be a window
        self.body.addStretch(1)  # beside a taller card, a chart stands at the top
        self._toggle.clicked.connect(self._on_toggle)
        menu = QMenu(self)
        for words, handler in (
            (_("As a picture (PNG)\u2026"), self._on_picture),
            (_("As a drawing (SVG)\u2026"), self._on_drawing),
            (_("The numbers (CSV)\u2026"), self._on_numbers),
        ):
            action = QAction(words, menu)
            action.triggered.connect(handler)
            menu.addAction(action)
        self._save.setMenu(menu)

    def show_chart(self, maker: Maker) -> None:
        """Show a chart, and the same numbers in the table."""
        self.chart.show_chart(maker)
        scene = self.chart.scene or maker(640.0, 400.0, _rough_width)
        self._table.show_table(scene.table)
        self._sentence.setText(scene.summary)

    def _on_toggle(self) -> None:
        is_table = self._table.isHidden()
        self._table.setVisible(is_table)
        self.chart.setVisible(not is_table)
        self._toggle.set_words(_("View as chart") if is_table else _("View as table"))
        (self._table if is_table else self.chart).setFocus()

    def _on_picture(self) -> None:
        scene = self._headed()
        if scene is not None:
            self.save_requested.emit(scene.title, "png", scene_picture(scene, self._theme))

    def _on_drawing(self) -> None:
        scene = self._headed()
        if scene is not None:
            text = scene_svg(scene, scene_colours(self._theme), _FONT)
            self.save_requested.emit(scene.title, "svg", text.encode())

    def _headed(self) -> ChartScene | None:
        scene = self.chart.scene
        return headed(scene, ScenePainter(self._theme).measure) if scene is not None else None

    def _on_numbers(self) -> None:
        scene = self.chart.scene
        if scene is not None:
            # The mark in front lets spreadsheets see that the text is UTF-8.
            text = "\ufeff" + table_csv(scene.table)
            self.save_requested.emit(scene.title, "csv", text.encode())


def scene_picture(scene: ChartScene, theme: Theme) -> bytes:
    """Paint *scene* as a PNG, twice as fine as on the screen."""
    image = QImage(
        round(scene.width * _PICTURE_SCALE),
        round(scene.height * _PICTURE_SCALE),
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor(theme.colours.surface))
    painter = QPainter(image)
    painter.scale(_PICTURE_SCALE, _PICTURE_SCALE)
    ScenePainter(theme).paint(painter, scene)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(_PNG)).write(image)
    buffer.close()
    return bytes(content.data())


def scene_colours(theme: Theme) -> dict[Ink, Colour]:
    """Give the colours of *theme* for a drawing."""
    colours = {ink: ink_colour(ink, theme.colours) for ink in Ink if ink is not Ink.NONE}
    return {ink: (colour.name(), colour.alphaF()) for ink, colour in colours.items()}


def _rough_width(words: str, size: float, _is_bold: bool) -> float:  # noqa: FBT001 - the scene's way to ask
    return len(words) * size / 2
