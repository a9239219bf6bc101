"""The one style sheet, generated from the tokens.

Widgets choose how they look by the dynamic properties ``look`` (what kind of thing it is) and
``tone`` (see tokens.Tone), or by object name where there is only one of the kind.
"""

from collections.abc import Callable

from ahpjournal.ui.theme.tokens import SIZES, TYPE, Colours, Tone, tone_pair

Px = Callable[[float], str]
"""Scales a size given at 100 % and writes it with its unit."""


def make_stylesheet(colours: Colours, scale: float) -> str:
    """Give the style sheet for *colours* at *scale* (1.0 is 100 %)."""

    def px(value: float) -> str:
        return f"{round(value * scale)}px"

    parts = (_text, _frames, _banners, _buttons, _chips, _fields, _menus, _lists, _page_list, _bars)
    return "\n".join(part(colours, px) for part in parts)


def _text(c: Colours, px: Px) -> str:
    colour_of = {"caption": c.text3, "label": c.text2, "small": c.text2}
    rules = [
        f'QLabel[look="{name}"] {{ font-size: {px(style.pixels)}; font-weight: {style.weight};'
        f" color: {colour_of.get(name, c.text)}; }}"
        for name, style in TYPE.items()
    ]
    tones = {
        "text": c.text,
        "text2": c.text2,
        "text3": c.text3,
        Tone.ACCENT: c.soft_text,
        Tone.OK: c.ok,
        Tone.WARN: c.warn,
        Tone.BAD: c.bad,
    }
    rules += [f'QLabel[tone="{name}"] {{ color: {colour}; }}' for name, colour in tones.items()]
    rules.append("QLabel { background: transparent; }")
    rules.append(f"QLabel:disabled {{ color: {c.text3}; }}")
    rules.append(
        f"QToolTip {{ color: {c.surface}; background: {c.text}; border: 0;"
        f" padding: {px(5)} {px(8)}; font-size: {px(13)}; }}"
    )
    return "\n".join(rules)


def _frames(c: Colours, px: Px) -> str:
    line = f"{c.outline}px solid {c.border}"
    return f"""
QMainWindow, QDialog, QWidget[look="page"], QWidget#page-body {{ background: {c.bg}; }}
QWidget#sidebar {{ background: {c.sidebar}; }}
QFrame#sidebar-edge, QFrame#divider, QFrame[look="divider"] {{ background: {c.border}; border: 0; }}
QFrame[look="card"] {{ background: {c.surface}; border: {line};
  border-radius: {px(SIZES.card_radius)}; }}
QFrame[look="well"] {{ background: {c.surface2}; border: 0; border-radius: {px(SIZES.radius)}; }}
QFrame[look="column"] {{ background: {c.surface}; border: 0; border-right: {line}; }}
QFrame[look="panel"] {{ background: {c.bg}; border: 0; border-left: {line}; }}
QFrame[look="paper"], QWidget[look="paper"] {{ background: {c.surface}; border: 0; }}
QFrame[look="foot"] {{ background: {c.surface}; border: 0; border-top: {line}; }}
QLabel#avatar, QLabel[look="avatar"] {{ background: {c.soft}; color: {c.soft_text};
  border-radius: {px(16)}; font-weight: 700; font-size: {px(12)}; }}
QScrollArea {{ background: transparent; border: 0; }}
QWidget[look="scroll-body"] {{ background: transparent; }}
"""


def _banners(c: Colours, px: Px) -> str:
    rules = []
    names = {"": Tone.NEUTRAL, "info": Tone.ACCENT, **{tone.value: tone for tone in Tone}}
    for name, tone in names.items():
        pair = tone_pair(c, tone)
        edge = pair.text if c.outline > 1 else pair.soft
        rules.append(
            f'QFrame[look="banner"][tone="{name}"] {{ background: {pair.soft};'
            f" border: {c.outline}px solid {edge}; border-radius: {px(SIZES.radius)}; }}"
        )
        rules.append(
            f'QLabel[look="pill"][tone="{name}"] {{ background: {pair.soft}; color: {pair.text};'
            f" border: {c.outline}px solid {edge}; }}"
        )
    return "\n".join(rules)


def _buttons(c: Colours, px: Px) -> str:
    height = _inside(px(SIZES.control), c.outline)
    edge = f"{c.outline}px solid"
    return f"""
QPushButton {{ font-size: {px(14)}; font-weight: 500; border-radius: {px(SIZES.radius)};
  padding: 0 {px(14)}; min-height: {height}; color: {c.text}; background: {c.surface};
  border: {edge} {c.control}; outline: 0; }}
QPushButton:hover {{ background: {c.surface2}; }}
QPushButton:pressed {{ background: {c.soft}; color: {c.soft_text}; }}
QPushButton:disabled {{ color: {c.text3}; border-color: {c.border}; background: {c.surface2}; }}
QDialog QPushButton:focus {{ border: 2px solid {c.accent}; }}
QPushButton[look="primary"] {{ color: {c.on_accent}; background: {c.accent};
  border-color: {c.accent}; font-weight: 600; padding: 0 {px(17)}; }}
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {{
  background: {c.accent_hover}; border-color: {c.accent_hover}; color: {c.on_accent}; }}
QPushButton[look="primary"]:disabled {{ color: {c.text3}; background: {c.surface2};
  border-color: {c.border}; }}
QPushButton[look="quiet"] {{ color: {c.accent}; background: transparent; font-size: {px(13)};
  font-weight: 600; border-color: transparent; padding: 0 {px(8)};
  min-height: {_inside(px(30), c.outline)}; }}
QPushButton[look="quiet"]:hover {{ background: {c.soft}; color: {c.soft_text}; }}
QPushButton[look="quiet"]:disabled {{ color: {c.text3}; background: transparent; }}
QPushButton[look="danger"] {{ color: {c.bad}; border-color: {c.bad}; }}
QPushButton[look="danger"]:hover, QPushButton[look="danger"]:pressed {{
  background: {c.bad_soft}; color: {c.bad}; }}
QPushButton[look="danger"]:disabled {{ color: {c.text3}; border-color: {c.border}; }}
QPushButton[look="row"] {{ background: transparent; border-color: transparent; text-align: left;
  padding: 0 {px(8)}; }}
QPushButton[look="row"]:hover {{ background: {c.surface2}; }}
QPushButton[look="level"] {{ text-align: left; font-weight: 400;
  padding: {px(8)} {px(14)}; }}
QPushButton[look="level"]:checked {{ background: {c.soft}; color: {c.soft_text};
  border: 2px solid {c.accent}; font-weight: 600; }}
QToolButton {{ background: transparent; border: {edge} transparent; color: {c.text2};
  border-radius: {px(SIZES.radius)}; padding: 0; font-size: {px(13)}; outline: 0; }}
QToolButton:hover {{ background: {c.surface2}; }}
QToolButton:pressed {{ background: {c.soft}; color: {c.soft_text}; }}
QToolButton:checked {{ background: {c.soft}; color: {c.soft_text}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _chips(c: Colours, px: Px) -> str:
    height = _inside(px(SIZES.chip), c.outline)
    pill = _inside(px(SIZES.pill), c.outline)
    edge = f"{c.outline}px solid"
    return f"""
QPushButton[look="chip"] {{ font-size: {px(13)}; font-weight: 500; color: {c.text2};
  border: {edge} {c.control}; border-radius: {_half(px(SIZES.chip))}; padding: 0 {px(12)};
  min-height: {height}; }}
QPushButton[look="chip"]:hover {{ background: {c.surface2}; }}
QPushButton[look="chip"]:checked {{ color: {c.soft_text}; background: {c.soft};
  border-color: {c.accent}; font-weight: 600; }}
QPushButton[look="chip"]:disabled {{ color: {c.text3}; border-color: {c.border}; }}
QLabel[look="pill"] {{ font-size: {px(12)}; font-weight: 600;
  border-radius: {_half(px(SIZES.pill))}; padding: 0 {px(12)};
  min-height: {pill}; max-height: {pill}; }}
QPushButton[look="tag"] {{ font-size: {px(12)}; font-weight: 600; color: {c.text2};
  background: {c.surface2}; border: {edge} {c.surface2}; border-radius: {_half(px(SIZES.tag))};
  padding: 0 {px(12)}; min-height: {_inside(px(SIZES.tag), c.outline)}; }}
QPushButton[look="tag"]:hover {{ background: {c.soft}; color: {c.soft_text}; }}
QPushButton[look="tag"][tone="accent"] {{ color: {c.soft_text}; background: {c.soft};
  border-color: {c.soft}; }}
QFrame[look="tag"] {{ background: {c.surface2}; border: {c.outline}px solid {c.surface2};
  border-radius: {_half(px(SIZES.tag))}; }}
QFrame[look="tag"][tone="accent"] {{ background: {c.soft}; border-color: {c.soft}; }}
QFrame[look="tag"] QLabel {{ font-size: {px(12)}; font-weight: 600; color: {c.text2}; }}
QFrame[look="tag"][tone="accent"] QLabel {{ color: {c.soft_text}; }}
QFrame[look="tag"] QToolButton {{ border-radius: {px(10)}; }}
QFrame[look="tag"] QToolButton:hover {{ background: {c.soft}; color: {c.soft_text}; }}
"""


def _fields(c: Colours, px: Px) -> str:
    height = _inside(px(SIZES.control), 2)
    rest = 2 - c.outline
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ font-size: {px(14)}; color: {c.text};
  background: {c.surface}; border: {c.outline}px solid {c.control};
  border-radius: {px(SIZES.radius)}; padding: {rest}px {px(10)};
  selection-background-color: {c.accent}; selection-color: {c.on_accent};
  placeholder-text-color: {c.text3}; }}
QLineEdit, QComboBox {{ min-height: {height}; }}
QPlainTextEdit, QTextEdit {{ padding: {px(5)} {px(6)}; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent}; padding: 0 {px(10)}; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c.accent};
  padding: {max(0, _number(px(5)) - rest)}px {px(6)}; }}
QLineEdit[state="bad"], QComboBox[state="bad"] {{ border: 2px solid {c.bad};
  padding: 0 {px(10)}; }}
QPlainTextEdit[state="bad"] {{ border: 2px solid {c.bad};
  padding: {max(0, _number(px(5)) - rest)}px {px(6)}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{
  background: {c.surface2}; color: {c.text3}; border-color: {c.border}; }}
QLineEdit:read-only, QPlainTextEdit[readOnly="true"] {{ background: {c.surface2}; }}
QLineEdit[look="search"] {{ padding-left: {px(36)}; }}
QLineEdit[look="title"] {{ font-size: {px(26)}; font-weight: 600; border: 0;
  border-bottom: 2px solid transparent; border-radius: 0; background: transparent; padding: 0; }}
QPlainTextEdit[look="title"] {{ font-size: {px(26)}; font-weight: 600; border: 0;
  background: transparent; padding: 0; border-bottom: 2px solid transparent; border-radius: 0; }}
QPlainTextEdit[look="title"]:focus {{ border: 0; border-bottom: 2px solid {c.accent};
  padding: 0; }}
QLineEdit[look="title"]:focus {{ border: 0; border-bottom: 2px solid {c.accent}; padding: 0; }}
QTextEdit[look="paper"] {{ background: transparent; border: 0; border-radius: 0; padding: 0;
  font-size: {px(16)}; }}
QTextEdit[look="paper"]:focus {{ border: 0; padding: 0; }}
QTextBrowser[look="help"] {{ background: transparent; border: 0; padding: 0; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: 0; width: {px(30)}; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text};
  border: {c.outline}px solid {c.control}; selection-background-color: {c.soft};
  selection-color: {c.soft_text}; padding: {px(4)}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: {px(30)}; padding: 0 {px(8)}; }}
QCalendarWidget QWidget {{ background: {c.surface}; color: {c.text};
  alternate-background-color: {c.surface2}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c.accent};
  selection-color: {c.on_accent}; outline: 0; border: 0; font-size: {px(13)}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c.control}; }}
QCalendarWidget QToolButton {{ color: {c.text}; font-weight: 600; font-size: {px(14)};
  padding: {px(4)} {px(8)}; }}
QCalendarWidget QTableView::item {{ padding: 0; border: 0; }}
QCalendarWidget QTableView::item:focus {{ border: 0; }}
QCalendarWidget QToolButton:hover {{ background: {c.soft}; color: {c.soft_text}; }}
QCalendarWidget QToolButton:focus {{ border: 2px solid {c.accent}; }}
QCalendarWidget QSpinBox {{ font-size: {px(14)}; }}
QFrame[look="popup"] {{ background: {c.surface}; border: {c.outline}px solid {c.control}; }}
QCheckBox, QRadioButton {{ font-size: {px(14)}; color: {c.text}; spacing: {px(10)};
  background: transparent; }}
"""


def _number(size: str) -> int:
    return int(size.removesuffix("px"))


def _inside(size: str, line: int) -> str:
    return f"{_number(size) - 2 * line}px"


def _half(size: str) -> str:
    return f"{_number(size) // 2}px"


def _menus(c: Colours, px: Px) -> str:
    return f"""
QMenu {{ background: {c.surface}; color: {c.text}; border: {c.outline}px solid {c.control};
  padding: {px(4)}; font-size: {px(14)}; }}
QMenu::item {{ padding: {px(7)} {px(24)} {px(7)} {px(12)}; border-radius: {px(4)}; }}
QMenu::item:selected {{ background: {c.soft}; color: {c.soft_text}; }}
QMenu::item:disabled {{ color: {c.text3}; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: {px(4)} {px(8)}; }}
QMenu::icon {{ padding-left: {px(8)}; }}
"""


def _lists(c: Colours, px: Px) -> str:
    return f"""
QListView, QTreeView, QTableView {{ background: {c.surface}; color: {c.text}; border: 0;
  outline: 0; font-size: {px(14)}; selection-background-color: {c.soft};
  selection-color: {c.soft_text}; }}
QListView[look="clear"] {{ background: transparent; }}
QListView#link-list::item {{ padding: {px(8)} {px(6)}; }}
QListView#link-list::item:selected {{ background: {c.soft}; color: {c.soft_text}; }}
QTableView {{ gridline-color: {c.border}; alternate-background-color: {c.surface2}; }}
QTableView::item {{ padding: 0 {px(8)}; }}
QTableView::item:focus {{ border: 2px solid {c.accent}; }}
QHeaderView {{ background: {c.surface}; border: 0; }}
QHeaderView::section {{ background: {c.surface}; color: {c.text3}; border: 0;
  border-bottom: {c.outline}px solid {c.border}; padding: {px(6)} {px(8)};
  font-size: {px(12)}; font-weight: 600; }}
QTableCornerButton::section {{ background: {c.surface}; border: 0; }}
QTabBar::tab {{ padding: {px(8)} {px(14)}; color: {c.text2}; border: 0;
  border-bottom: 2px solid transparent; font-size: {px(14)}; }}
QTabBar::tab:selected {{ color: {c.soft_text}; border-bottom: 2px solid {c.accent};
  font-weight: 600; }}
QTabBar::tab:focus {{ background: {c.soft}; }}
"""


def _page_list(c: Colours, px: Px) -> str:
    return f"""
QListView#page-list, QListView#page-list:focus {{ background: transparent; font-weight: 500;
  border: 0; }}
QListView#page-list::item {{ border-radius: {px(SIZES.radius)}; padding-left: {px(10)};
  margin: {px(3)} 0; color: {c.text2}; border: 2px solid transparent; }}
QListView#page-list[rail="true"]::item {{ padding-left: {max(0, _number(px(9.5)) - 5)}px; }}
QListView#page-list::item:hover {{ background: {c.surface2}; }}
QListView#page-list::item:selected {{ background: {c.soft}; color: {c.soft_text};
  font-weight: 600; }}
QPushButton#navigation-button {{ text-align: left; border: 0; background: transparent;
  color: {c.text2}; padding: 0 {px(13)}; margin: {px(3)} 1px; min-height: 0; }}
QPushButton#navigation-button[look="rail"] {{ text-align: center; padding: 0; }}
QPushButton#navigation-button:hover {{ background: {c.surface2}; }}
QPushButton#navigation-button:pressed {{ background: {c.soft}; color: {c.soft_text}; }}
QListView#page-list[ring="true"]::item:focus {{ border: 2px solid {c.accent}; }}
"""


def _bars(c: Colours, px: Px) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; border: 0; width: {px(8)}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; border: 0; height: {px(8)}; margin: 0; }}
QScrollBar::handle {{ background: {c.control}; border-radius: {px(3)}; }}
QScrollBar::handle:vertical {{ min-height: {px(36)}; margin: 0 1px; }}
QScrollBar::handle:horizontal {{ min-width: {px(36)}; margin: 1px 0; }}
QScrollBar::handle:hover {{ background: {c.text2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {c.border}; }}
"""
