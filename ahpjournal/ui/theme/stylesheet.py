"""The one style sheet, generated from the tokens. Widgets choose a look by name or property."""

from collections.abc import Callable

from ahpjournal.assets import resource_path
from ahpjournal.ui.theme.tokens import SIZES, TYPE, Colours

Px = Callable[[float], str]


def make_stylesheet(c: Colours, scale: float) -> str:
    """Give the style sheet for colours *c* at *scale*."""

    def px(value: float) -> str:
        return f"{round(value * scale)}px"

    parts = (_text, _frame, _buttons, _chips, _fields, _choices, _lists, _bars)
    return "\n".join(part(c, px) for part in parts)


def _text(c: Colours, px: Px) -> str:
    rules = [
        f'QLabel[look="{name}"] {{ font-size: {px(style.pixels)}; font-weight: {style.weight}; }}'
        for name, style in TYPE.items()
    ]
    tones = {"text": c.text, "text2": c.text2, "text3": c.text3, "ok": c.ok, "warn": c.warn, "bad": c.bad}
    rules += [f'QLabel[tone="{name}"] {{ color: {colour}; }}' for name, colour in tones.items()]
    return "\n".join(
        [
            *rules,
            "QLabel { background: transparent; }",
            f'QLabel[tone="accent"] {{ color: {c.soft_text}; font-weight: 600; }}',
            f"QToolTip {{ color: {c.surface}; background: {c.text}; border: 0; padding: {px(6)}; }}",
        ]
    )


def _frame(c: Colours, px: Px) -> str:
    return f"""
QMainWindow, QWidget#page, QWidget#page-body, QDialog {{ background: {c.bg}; }}
QWidget#sidebar {{ background: {c.surface if not c.is_dark else c.bg}; }}
QFrame#sidebar-edge, QFrame#divider {{ background: {c.border}; border: 0; }}
QFrame[look="card"] {{ background: {c.surface}; border: 1px solid {c.border};
  border-radius: {px(SIZES.card_radius)}; }}
QFrame[look="well"] {{ background: {c.surface2}; border: 0; border-radius: {px(SIZES.radius)}; }}
QFrame[look="column"] {{ background: {c.surface}; border: 0; border-right: 1px solid {c.border}; }}
QFrame[look="paper"] {{ background: {c.surface}; border: 0; }}
QFrame[look="foot"] {{ background: {c.surface}; border: 0; border-top: 1px solid {c.border}; }}
QFrame[look="banner"][tone="info"] {{ background: {c.soft}; border-radius: {px(SIZES.radius)}; border: 1px solid {c.soft}; }}
QFrame[look="banner"][tone="ok"] {{ background: {c.ok_soft}; border-radius: {px(SIZES.radius)}; border: 1px solid {c.ok_soft}; }}
QFrame[look="banner"][tone="warn"] {{ background: {c.warn_soft}; border-radius: {px(SIZES.radius)}; border: 1px solid {c.warn_soft}; }}
QFrame[look="banner"][tone="bad"] {{ background: {c.bad_soft}; border-radius: {px(SIZES.radius)}; border: 1px solid {c.bad_soft}; }}
QLabel#avatar {{ background: {c.soft}; color: {c.soft_text}; border-radius: {px(18)};
  font-weight: 700; font-size: {px(13)}; }}
QScrollArea, QScrollArea > QWidget > QWidget#page-body {{ border: 0; }}
QScrollArea {{ background: transparent; }}
"""


def _buttons(c: Colours, px: Px) -> str:
    base = (
        f"font-size: {px(14)}; font-weight: 600; border-radius: {px(SIZES.radius)};"
        f" padding: 0 {px(16)}; min-height: {px(SIZES.control - 4)};"
    )
    return f"""
QPushButton {{ {base} color: {c.text}; background: {c.surface}; border: 1px solid {c.control}; }}
QPushButton:hover {{ background: {c.surface2}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 {px(15)}; }}
QPushButton:disabled {{ color: {c.text3}; border-color: {c.border}; background: {c.surface2}; }}
QPushButton[look="primary"] {{ color: {c.on_accent}; background: {c.accent}; border: 1px solid {c.accent}; }}
QPushButton[look="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[look="primary"]:disabled {{ color: {c.text3}; background: {c.surface2}; border-color: {c.border}; }}
QPushButton[look="quiet"] {{ color: {c.soft_text}; background: transparent; border: 1px solid transparent;
  padding: 0 {px(8)}; }}
QPushButton[look="quiet"]:hover {{ background: {c.soft}; }}
QPushButton[look="quiet"]:focus {{ border: 2px solid {c.accent}; padding: 0 {px(7)}; }}
QPushButton[look="danger"] {{ color: {c.bad}; background: transparent; border: 1px solid {c.bad}; }}
QPushButton[look="danger"]:hover {{ background: {c.bad_soft}; }}
QPushButton[look="row"] {{ color: {c.text}; background: transparent; border: 1px solid transparent;
  font-weight: 500; text-align: left; padding: {px(6)} {px(8)}; }}
QPushButton[look="row"]:hover {{ background: {c.surface2}; }}
QPushButton[look="row"]:focus {{ border: 2px solid {c.accent}; padding: {px(5)} {px(7)}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {px(SIZES.radius)};
  padding: {px(6)}; color: {c.text2}; font-size: {px(13)}; }}
QToolButton:hover {{ background: {c.surface2}; }}
QToolButton:focus {{ border: 2px solid {c.accent}; padding: {px(5)}; }}
QToolButton:checked {{ background: {c.soft}; color: {c.soft_text}; }}
QToolButton::menu-indicator {{ image: none; }}
QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; padding: {px(4)}; }}
QMenu::item {{ padding: {px(6)} {px(20)}; border-radius: {px(4)}; }}
QMenu::item:selected {{ background: {c.soft}; color: {c.soft_text}; }}
"""


def _chips(c: Colours, px: Px) -> str:
    radius = px(SIZES.chip / 2)
    return f"""
QPushButton[look="chip"] {{ font-size: {px(13)}; font-weight: 500; color: {c.text2}; background: {c.surface};
  border: 1px solid {c.control}; border-radius: {radius}; padding: 0 {px(12)}; min-height: {px(SIZES.chip - 4)}; }}
QPushButton[look="chip"]:hover {{ background: {c.surface2}; }}
QPushButton[look="chip"]:focus {{ border: 2px solid {c.accent}; padding: 0 {px(11)}; }}
QPushButton[look="chip"]:checked {{ color: {c.soft_text}; background: {c.soft}; border: 1px solid {c.accent}; font-weight: 600; }}
QPushButton[look="chip"]:checked:focus {{ border: 2px solid {c.accent}; padding: 0 {px(11)}; }}
QPushButton[look="tag"] {{ font-size: {px(12)}; font-weight: 600; color: {c.text2}; background: {c.surface2};
  border: 1px solid transparent; border-radius: {px(12)}; padding: 0 {px(10)}; min-height: {px(22)}; }}
QPushButton[look="tag"][tone="accent"] {{ color: {c.soft_text}; background: {c.soft}; }}
QPushButton[look="tag"]:focus {{ border: 2px solid {c.accent}; padding: 0 {px(9)}; }}
QLabel[look="pill"] {{ font-size: {px(12)}; font-weight: 600; border-radius: {px(11)};
  padding: {px(3)} {px(10)}; background: {c.surface2}; color: {c.text2}; }}
QLabel[look="pill"][tone="ok"] {{ background: {c.ok_soft}; color: {c.ok}; }}
QLabel[look="pill"][tone="warn"] {{ background: {c.warn_soft}; color: {c.warn}; }}
QLabel[look="pill"][tone="bad"] {{ background: {c.bad_soft}; color: {c.bad}; }}
QLabel[look="pill"][tone="accent"] {{ background: {c.soft}; color: {c.soft_text}; }}
"""


def _fields(c: Colours, px: Px) -> str:
    arrow = resource_path("icons", "drop-dark.svg" if c.is_dark else "drop.svg").as_posix()
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit[look="field"], QComboBox, QDateEdit {{ font-size: {px(14)}; color: {c.text};
  background: {c.surface}; border: 1px solid {c.control}; border-radius: {px(SIZES.radius)};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit, QComboBox {{ min-height: {px(SIZES.control - 4)}; padding: 0 {px(10)}; }}
QPlainTextEdit, QTextEdit[look="field"] {{ padding: {px(6)} {px(8)}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[look="field"]:focus, QComboBox:focus {{ border: 2px solid {c.accent}; }}
QLineEdit:focus, QComboBox:focus {{ padding: 0 {px(9)}; }}
QPlainTextEdit:focus, QTextEdit[look="field"]:focus {{ padding: {px(5)} {px(7)}; }}
QLineEdit[state="bad"], QPlainTextEdit[state="bad"] {{ border: 2px solid {c.bad}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {c.surface2}; color: {c.text3}; border-color: {c.border}; }}
QLineEdit[look="title"] {{ font-size: {px(26)}; font-weight: 600; border: 0; background: transparent; padding: 0; }}
QLineEdit[look="title"]:focus {{ border: 0; border-bottom: 2px solid {c.accent}; padding: 0; }}
QLineEdit[look="search"] {{ padding-left: {px(34)}; }}
QTextEdit[look="paper"] {{ background: transparent; border: 0; color: {c.text};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(14)}; height: {px(14)}; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border};
  selection-background-color: {c.soft}; selection-color: {c.soft_text}; padding: {px(4)}; }}
QCalendarWidget QWidget {{ background: {c.surface}; color: {c.text}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QCalendarWidget QToolButton {{ color: {c.text}; }}
"""


def _choices(c: Colours, px: Px) -> str:
    tick = resource_path("icons", "tick-dark.svg" if c.is_dark else "tick.svg").as_posix()
    return f"""
QCheckBox, QRadioButton {{ font-size: {px(14)}; color: {c.text}; spacing: {px(10)}; background: transparent; padding: {px(3)}; border: 2px solid transparent; border-radius: {px(6)}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.accent}; }}
QCheckBox::indicator {{ width: {px(18)}; height: {px(18)}; border: 1px solid {c.control}; border-radius: {px(5)}; background: {c.surface}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ background: {c.surface2}; border-color: {c.border}; }}
QCheckBox:disabled {{ color: {c.text3}; }}
QPushButton[look="level"] {{ text-align: left; font-weight: 400; font-size: {px(14)}; color: {c.text}; background: {c.surface};
  border: 1px solid {c.control}; border-radius: {px(10)}; padding: {px(10)} {px(14)}; }}
QPushButton[look="level"]:hover {{ background: {c.surface2}; }}
QPushButton[look="level"]:checked {{ background: {c.soft}; border: 2px solid {c.accent}; }}
QPushButton[look="level"]:focus {{ border: 2px solid {c.accent}; }}
"""


def _lists(c: Colours, px: Px) -> str:
    return f"""
QListView, QTreeView, QTableView {{ background: {c.surface}; color: {c.text}; border: 0; outline: 0; font-size: {px(14)}; }}
QListView#page-list {{ background: transparent; }}
QListView#page-list::item {{ border-radius: {px(SIZES.radius)}; padding-left: {px(10)}; margin: {px(3)} 0; color: {c.text2};
  border: 2px solid transparent; font-weight: 500; }}
QListView#page-list::item:hover {{ background: {c.surface2}; }}
QListView#page-list::item:selected {{ background: {c.soft}; color: {c.soft_text}; font-weight: 600; }}
QListView#page-list:focus::item:selected {{ border: 2px solid {c.accent}; }}
QTableView {{ gridline-color: {c.border}; selection-background-color: {c.soft}; selection-color: {c.soft_text}; }}
QTableView:focus {{ border: 2px solid {c.accent}; }}
QHeaderView::section {{ background: {c.surface2}; color: {c.text2}; border: 0; border-bottom: 1px solid {c.border};
  padding: {px(6)} {px(8)}; font-size: {px(12)}; font-weight: 600; }}
QTableCornerButton::section {{ background: {c.surface2}; border: 0; }}
"""


def _bars(c: Colours, px: Px) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(12)}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}; margin: 0; }}
QScrollBar::handle {{ background: {c.border if not c.is_dark else c.control}; border-radius: {px(4)}; margin: {px(2)}; min-height: {px(36)}; min-width: {px(36)}; }}
QScrollBar::handle:hover {{ background: {c.control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c.surface2}; border: 0; border-radius: {px(4)}; min-height: {px(8)}; max-height: {px(8)}; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(4)}; }}
"""
