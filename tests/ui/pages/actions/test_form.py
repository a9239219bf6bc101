"""The form of an action loses no link, and calls saved only what is."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.bootstrap import workshop
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.pages.actions.form import ActionForm
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme


def test_links_to_a_removed_module_and_an_earlier_programme_stay(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    draft = memory_session.plans.draft(title="Ask", module=5)
    linked = replace(draft, competencies=("Z9", "B1"), themes=("T9", "T2"))
    action = memory_session.plans.save(linked)
    memory_session.programme.remove_module(5)
    window = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    window.go(Route(PageId.ACTIONS, RouteAction.SHOW, action.id))
    tour.settle()
    form = window.findChild(ActionForm)
    assert isinstance(form, ActionForm)
    typed = form.typed_action(action)
    assert typed.module == 5
    assert set(typed.competencies) == {"Z9", "B1"}
    assert set(typed.themes) == {"T9", "T2"}
    tour.close_window(window)


def test_a_new_action_is_not_called_saved_before_it_is(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    window = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    window.go(Route(PageId.ACTIONS, RouteAction.NEW))
    tour.settle()
    form = window.findChild(ActionForm)
    assert isinstance(form, ActionForm)

    def says() -> set[str]:
        return {label.text() for label in form.findChildren(QLabel)}

    assert "Not written yet" in says()
    assert "Saved" not in says()
    title = form.focusWidget()
    assert title is not None
    qtbot.keyClicks(title, "Ask the lead")
    assert window.flush()
    assert "Saved" in says()
    assert "Not written yet" not in says()
    tour.close_window(window)


def test_a_journal_to_read_offers_no_new_action(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    made = workshop()
    path = tmp_path / "One.ahpjournal"
    made.create(path).close()
    session = made.open(path, read_only=True)
    window = tour.make_window(tour.TourWish(tmp_path), session, theme)
    window.go(Route(PageId.ACTIONS))
    tour.settle()
    page = window.page_widget(PageId.ACTIONS)
    offered = [b for b in page.findChildren(QPushButton) if b.text() in {"New", "New action"}]
    assert len(offered) == 2
    assert not any(button.isEnabled() for button in offered)
    tour.close_window(window)
    session.close()
