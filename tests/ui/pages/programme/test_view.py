"""The programme page on screen: fields, names for a screen reader, and what buttons ask for."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.programme import Module
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.row_list import RowList
from ahpjournal.ui.pages.programme.module_list import ModuleList
from ahpjournal.ui.pages.programme.presenter import ProgrammePresenter
from ahpjournal.ui.pages.programme.view import ProgrammeView
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme


class Nowhere:
    """Goes nowhere."""

    def go(self, route: Route) -> None:
        """Stay."""


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, demo_session: JournalSession) -> Iterator[ProgrammeView]:
    """Give the page of the demo journal at module 3."""
    made = ProgrammeView(theme)
    qtbot.addWidget(made)
    presenter = ProgrammePresenter(made, demo_session, Nowhere(), QtTimers(made))
    made.module_chosen.connect(presenter.select)
    made.resize(1100, 700)
    made.show()
    presenter.shown(Route(PageId.PROGRAMME, module=3))
    yield made
    presenter.close()


def button(view: ProgrammeView, name: str) -> QPushButton:
    """Find a button by the start of what a screen reader says."""
    found = [b for b in view.findChildren(QPushButton) if b.accessibleName().startswith(name)]
    return next(b for b in found if not b.isHidden())


def names(view: ProgrammeView) -> list[str]:
    """Give what a screen reader says of each button that can be seen."""
    return [b.accessibleName() for b in view.findChildren(QPushButton) if b.isVisible()]


def line(view: ProgrammeView, name: str) -> QLineEdit:
    """Find a field by its label."""
    return next(one for one in view.findChildren(QLineEdit) if one.accessibleName() == name)


def test_the_fields_hold_the_module_and_give_it_back(
    view: ProgrammeView, demo_session: JournalSession
) -> None:
    kept = demo_session.programme.modules()[2]
    assert view.number == 3
    assert view.typed_module(Module(3)) == Module(
        3,
        kept.title,
        kept.starts_on,
        kept.ends_on,
        kept.state,
        attendance=kept.attendance,
    )
    assert view.typed_notes() == kept.notes
    line(view, "Starts").setText("1/2/2026")
    line(view, "Ends").setText("3/2/2026")
    assert view.typed_module(kept).starts_on == date(2026, 2, 1)
    line(view, "Ends").setText("31/1/2026")
    with pytest.raises(InputError) as raised:
        view.typed_module(kept)
    assert (raised.value.code, raised.value.field) == (InputCode.DATE_ORDER, "Ends")


def test_a_question_is_a_button_that_says_which(
    qtbot: QtBot, view: ProgrammeView, demo_session: JournalSession
) -> None:
    outline = demo_session.pack.outline(3)
    assert outline is not None
    prompt = outline.before_prompts[0]
    with qtbot.waitSignal(view.prompt_chosen) as told:
        button(view, f"Write about: {prompt}").click()
    assert told.args == [prompt]


def test_an_arrow_key_leads_to_the_next_module(qtbot: QtBot, view: ProgrammeView) -> None:
    modules = view.findChild(RowList)
    assert isinstance(modules, RowList)
    assert modules.currentIndex().row() == 2
    modules.setCurrentIndex(modules.rows_model.index(3, 0))
    assert view.number == 4
    assert modules.currentIndex().row() == 3


@pytest.mark.parametrize(
    ("name", "signal"),
    [("Write a reflection", "write_requested"), ("Plan an action", "plan_requested")],
)
def test_buttons_ask_for_what_they_say(
    qtbot: QtBot, view: ProgrammeView, name: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(view, signal)):
        button(view, name).click()


def test_adding_removing_and_bringing_back_by_button(
    qtbot: QtBot, view: ProgrammeView, demo_session: JournalSession
) -> None:
    for name, signal in (
        ("Add a module", "add_requested"),
        ("Remove this module", "remove_requested"),
    ):
        with qtbot.waitSignal(getattr(view, signal)):
            button(view, name).click()
    demo_session.programme.remove_module(5)
    qtbot.waitUntil(lambda: "Bring back module 5" in names(view))
    with qtbot.waitSignal(view.back_requested) as told:
        button(view, "Bring back module 5").click()
    assert told.args == [5]


def test_aims_are_changed_as_lines(view: ProgrammeView) -> None:
    assert view.typed_aims() is None
    button(view, "Change the aims").click()
    area = view.findChildren(QPlainTextEdit)[0]
    area.setPlainText("To see\n\n  To act ")
    assert view.typed_aims() == ("To see", "To act")
    assert view.typed_module(Module(3)).aims == ("To see", "To act")


def test_competencies_are_chosen_among_all(
    qtbot: QtBot, view: ProgrammeView, demo_session: JournalSession
) -> None:
    button(view, "Change which").click()
    name = demo_session.pack.competencies[0].short_name
    with qtbot.waitSignal(view.competencies_chosen) as told:
        button(view, name).click()
    assert told.args == [("A1", *demo_session.programme.competencies_of(3))]


def test_nothing_that_cannot_be_done_looks_as_if_it_could(
    view: ProgrammeView, demo_session: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(demo_session), "is_read_only", property(lambda _self: True))
    view.left.emit()
    presenter = ProgrammePresenter(view, demo_session, Nowhere(), QtTimers(view))
    presenter.shown(Route(PageId.PROGRAMME, module=3))
    shown = [b for b in view.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    titles = {a.title for a in demo_session.plans.list_all()}
    titles |= {s.title for s in demo_session.entries.page(range(100))}
    left = [b for b in shown if not any(t and t in b.accessibleName() + b.text() for t in titles)]
    assert [b.text() for b in left] == []
    presenter.close()


def test_the_list_leaves_room_for_the_module_in_a_narrow_window(
    view: ProgrammeView, theme: Theme
) -> None:
    modules = view.findChild(ModuleList)
    assert isinstance(modules, ModuleList)
    assert modules.width() == theme.px(theme.sizes.list_column)
    view.resize(720, 700)
    assert modules.width() == 240
    theme.apply_look(ThemeChoice.LIGHT, 200)
    assert modules.width() == 240
