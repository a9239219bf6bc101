"""The history of a competency: its words, its form, and no telling by colour alone."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rater, Rating
from ahpjournal.packs import default_pack
from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.fields import ChoiceField, DateField
from ahpjournal.ui.pages.competencies.history_presenter import (
    HistoryRow,
    HistoryState,
    RatedLine,
)
from ahpjournal.ui.pages.competencies.history_view import HistoryView
from ahpjournal.ui.pages.competencies.history_words import facts_words, level_words
from ahpjournal.ui.theme.theme import Theme
from tests.builders import MOMENT

PACK = default_pack()
RATING = Rating("r", "s", "A1", 3, MOMENT, 70, "Twice this month", pack_version="1")
LINE = RatedLine(RATING, date(2026, 6, 24), "Module 3", PACK.scale.levels[2], 5)


def state(*rows: HistoryRow) -> HistoryState:
    """Give a history with *rows*."""
    return HistoryState(
        PACK.competencies[0],
        is_archived=False,
        rows=rows,
        levels=PACK.scale.levels,
        no_chance_name=PACK.scale.no_chance_name,
        today=date(2026, 6, 24),
        may_add=True,
        fill=True,
        reason="Half a ",
    )


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> HistoryView:
    """Give the screen, shown."""
    made = HistoryView(theme)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def field_of(view: HistoryView, label: str) -> ChoiceField:
    """Find a list by its label."""
    return next(one for one in view.findChildren(ChoiceField) if one.label == label)


def test_a_rating_is_told_in_words() -> None:
    assert level_words(LINE) == "3 of 5 \u00b7 Practising"
    assert facts_words(LINE) == (
        "You \u00b7 Module 3 \u00b7 24/06/2026 \u00b7 70 out of 100 sure"
        " \u00b7 rated under version 1"
    )
    other = replace(
        LINE,
        rating=replace(RATING, rater=Rater.COACH, confidence=None),
        occasion="",
        pack="Another",
    )
    assert facts_words(other) == "Coach \u00b7 24/06/2026 \u00b7 rated under Another, version 1"
    assert level_words(replace(LINE, level=None)) == "3 of 5"
    assert level_words(replace(LINE, level=None, top=None)) == "Level 3"
    assert level_words(replace(LINE, rating=replace(RATING, level=None))) == "No chance yet"


def test_a_corrected_rating_stands_below_what_corrects_it(view: HistoryView) -> None:
    before = replace(LINE, rating=replace(RATING, because="First thought"))
    view.render_state(state(HistoryRow(LINE, (before,))))
    texts = [label.text() for label in view.findChildren(QLabel) if not label.isHidden()]
    assert texts.index("Because: Twice this month") < texts.index("Because: First thought")
    assert "Before: 3 of 5 \u00b7 Practising" in texts


def test_the_form_gives_what_is_chosen_and_says_what_is_missing(
    qtbot: QtBot, view: HistoryView
) -> None:
    view.render_state(state())
    assert view.typed_reason() == "Half a "
    with pytest.raises(InputError) as raised:
        view.typed_view()
    assert (raised.value.code, raised.value.field) == (InputCode.REQUIRED, "level")
    field_of(view, "Whose view").set_value(Rater.COLLEAGUE.value)
    field_of(view, "Their rating").set_value("4")
    typed = view.typed_view()
    assert (typed.rater, typed.level, typed.on) == (Rater.COLLEAGUE, 4, date(2026, 6, 24))
    field_of(view, "Their rating").set_value("none")
    assert view.typed_view().level is None
    when = view.findChild(DateField)
    assert isinstance(when, DateField)
    when.line.setText("31/2/2026")
    with pytest.raises(InputError) as raised:
        view.typed_view()
    assert (raised.value.code, raised.value.field) == (InputCode.NOT_A_DATE, "on")
    reason = view._because
    with qtbot.waitSignal(view.reason_edited):
        reason.area.setPlainText("Half a word")
    with qtbot.waitSignal(view.add_requested):
        next(b for b in view.findChildren(QPushButton) if b.text() == "Add this view").click()


def test_a_correction_begins_with_what_was_said(view: HistoryView, qtbot: QtBot) -> None:
    row = HistoryRow(LINE, (), may_correct=True)
    view.render_state(state(row))
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "Correct")
    assert button.accessibleName().startswith("Correct: 3 of 5")
    with qtbot.waitSignal(view.correct_requested) as asked:
        button.click()
    assert asked.args == ["r"]
    view.render_state(replace(state(row), correcting=LINE))
    assert view._correction.isVisible()
    assert view.typed_correction() == CorrectionDraft(3, "Twice this month")
    field_of(view, "What it should say").set_value("none")
    view.render_state(replace(state(row), correcting=LINE))
    assert view.typed_correction().level is None
    with qtbot.waitSignal(view.correct_requested) as asked:
        next(b for b in view.findChildren(QPushButton) if b.text() == "Leave it as it is").click()
    assert asked.args == [""]
    view.render_state(replace(state(row), is_corrected=True))
    assert not view._correction.isVisible()
    assert view._banner.isVisible()


def test_a_correction_keeps_the_links_that_stay_ticked(view: HistoryView, qtbot: QtBot) -> None:
    link = EvidenceLink(EvidenceKind.ENTRY, "e1")
    line = replace(
        LINE,
        rating=replace(RATING, evidence=(link,)),
        evidence=(EvidenceItem(link, "Night", date(2026, 5, 4), precision=Precision.WEEK),),
    )
    view.render_state(replace(state(HistoryRow(line, (), may_correct=True)), correcting=line))
    box = view.findChild(CheckBox)
    assert isinstance(box, CheckBox)
    assert box.text() == "Rests on Reflection: Night, Week of 04/05/2026"
    assert view.typed_correction().unlinked == ()
    with qtbot.waitSignal(view.correction_edited):
        box.click()
    assert view.typed_correction().unlinked == (link,)
