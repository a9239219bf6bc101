"""The page as it is seen: one part at a time, every control named."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.tags import TagChange
from ahpjournal.domain.templates import Template
from ahpjournal.ui.pages.material.presenter import Part
from ahpjournal.ui.pages.material.tags_presenter import TagsState
from ahpjournal.ui.pages.material.templates_presenter import TemplatesState
from ahpjournal.ui.pages.material.view import MaterialView
from ahpjournal.ui.theme.theme import Theme

MADE = Template("t", "Round", "", "", (Stage("s-1", "Seen", ("Why?",)), Stage("s-2", "Next", ())))


def test_one_part_is_shown_and_every_control_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    view = MaterialView(theme)
    qtbot.addWidget(view)
    view.templates.render_templates(TemplatesState((MADE,), MADE, ()))
    view.show_part_of_page(Part.TEMPLATES)
    assert [not p.isHidden() for p in (view.prompts, view.templates, view.tags)] == [
        False,
        True,
        False,
    ]
    kinds = (QAbstractButton, QLineEdit, QListView, QPlainTextEdit)
    controls = [w for w in view.templates.findChildren(QWidget) if isinstance(w, kinds)]
    reached = [w for w in controls if w.isVisibleTo(view.templates)]
    reached = [w for w in reached if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(reached) > len(MADE.stages)
    assert [w for w in reached if not w.accessibleName()] == []


def test_the_form_gives_what_is_typed_and_keeps_it_when_stages_move(
    qtbot: QtBot, theme: Theme
) -> None:
    view = MaterialView(theme)
    qtbot.addWidget(view)
    part = view.templates
    part.render_templates(TemplatesState((MADE,), MADE, ()))
    boxes = part.form._boxes
    boxes["s-1"]._heading.line.setText("Noticed")
    boxes["s-2"]._questions.area.setPlainText("One?\n\nTwo?")
    typed = part.typed_template(MADE)
    assert typed.stages == (
        Stage("s-1", "Noticed", ("Why?",)),
        Stage("s-2", "Next", ("One?", "Two?")),
    )
    turned = typed.with_stages((typed.stages[1], typed.stages[0]))
    part.render_templates(TemplatesState((turned,), turned, ()))
    assert part.typed_template(turned) == turned
    other = Template("u", "Other", stages=(Stage("s-9", "", ()),))
    assert part.typed_template(other) == other


def test_a_change_of_tags_is_said_and_can_be_taken_back(qtbot: QtBot, theme: Theme) -> None:
    view = MaterialView(theme)
    qtbot.addWidget(view)
    done = TagChange("ward", "wards", joins=True, entries=(("e", ("ward",), ("wards",)),))
    view.tags.render_tags(TagsState((("wards", 2),), "wards", done=done))
    with qtbot.waitSignal(view.tags.undo_requested):
        view.tags._banner._button.click()
    assert view.tags._banner.accessibleName() == "#ward and #wards are one tag now."
    assert view.tags.typed_tag() == "wards"
