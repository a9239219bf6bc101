"""The card about the programme pack."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal

from ahpjournal.domain.pack_changes import PackChanges
from ahpjournal.domain.programme import Competency
from ahpjournal.services.packs import PackMistake
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, column, empty
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.settings.pack_presenter import PackState
from ahpjournal.ui.theme.theme import Theme

MOST_LINES = 20


class PackCard(Card):
    """Says which pack is in force, and what another would change.

    Signals:
        modules_requested: go to titles and dates of modules.
        choose_requested: look at another pack.
        adopt_requested: take the pack that was looked at into use.
        put_away_requested: leave everything as it is.
        default_requested: take the program's own pack into use.
    """

    modules_requested = Signal()
    choose_requested = Signal()
    adopt_requested = Signal()
    put_away_requested = Signal()
    default_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        super().__init__(
            _("Your programme"),
            _("Modules, competencies, levels and questions come from a programme pack."),
        )
        self._pack = Words("", "body")
        self.body.addWidget(self._pack)
        buttons = FlowBox(8)
        modules = Button(_("Go to the modules"), "secondary", "graduation-cap", theme)
        modules.clicked.connect(self.modules_requested)
        self._choose = Button(_("Use another pack\u2026"))
        self._choose.clicked.connect(self.choose_requested)
        self._default = Button(_("Use the program\u2019s own pack\u2026"))
        self._default.clicked.connect(self.default_requested)
        for button in (modules, self._choose, self._default):
            buttons.add(button)
        self.body.addWidget(buttons)
        self._banner = Banner()
        self.body.addWidget(self._banner)
        self._lines = column(4)
        self.body.addLayout(self._lines)
        self._answers = FlowBox(8)
        self._adopt = Button(_("Use this pack"), "primary")
        self._adopt.clicked.connect(self.adopt_requested)
        self._leave = Button(_("Leave it as it is"))
        self._leave.clicked.connect(self.put_away_requested)
        self._answers.add(self._adopt)
        self._answers.add(self._leave)
        self.body.addWidget(self._answers)

    def render_pack(self, state: PackState) -> None:
        """Show *state*."""
        self._pack.setText(
            _("In use: {title}, version {version}.").format(
                title=state.title, version=state.version
            )
        )
        self._choose.setEnabled(state.may_change)
        self._default.setVisible(not state.is_default or bool(state.unreadable))
        self._default.setEnabled(state.may_change)
        self._adopt.setVisible(state.changes is not None)
        self._answers.setVisible(bool(state.looked_at))
        self._show_banner(state)
        empty(self._lines)
        lines: Sequence[str] = ()
        if state.mistakes:
            lines = tuple(mistake_lines(state.mistakes))
        elif state.changes is not None:
            lines = tuple(change_lines(state.changes, state.rated))
        for line in lines:
            self._lines.addWidget(Words(line, "small"))
        if state.looked_at and state.changes is not None:
            self._adopt.setFocus()

    def _show_banner(self, state: PackState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.mistakes:
            title = ngettext(
                "{file} has {count} mistake and cannot be used.",
                "{file} has {count} mistakes and cannot be used.",
                len(state.mistakes),
            )
            self._banner.show_words(
                title.format(file=state.looked_at, count=len(state.mistakes)),
                _("Nothing was changed. Send these lines to whoever made the pack."),
                "bad",
            )
        elif state.is_same:
            self._banner.show_words(
                _("{title}, version {version}, is in use here already.").format(
                    title=state.new_title, version=state.new_version
                ),
                _("A changed pack needs a version of its own, so that ratings stay clear."),
                "warn",
            )
        elif state.changes is not None:
            self._banner.show_words(
                _("{title}, version {version}, can be used.").format(
                    title=state.new_title, version=state.new_version
                ),
                _(
                    "Everything you rated and wrote stays, and each rating says under which version"
                    " it was made. This is what would change:"
                ),
            )
        elif state.unreadable:
            self._banner.show_words(
                _("The pack of this journal cannot be read: {name}.").format(name=state.unreadable),
                _("Nothing is lost. The program\u2019s own pack is used until you choose another."),
                "warn",
            )
        else:
            self._banner.hide()


def mistake_lines(mistakes: Sequence[PackMistake]) -> Iterator[str]:
    """Name each mistake with its line and key, and how many more there are."""
    for mistake in mistakes[:MOST_LINES]:
        yield mistake.message
    more = len(mistakes) - MOST_LINES
    if more > 0:
        yield ngettext("And {count} more.", "And {count} more.", more).format(count=more)


def change_lines(changes: PackChanges, rated: int) -> Iterator[str]:
    """Say in words what a pack would change."""
    parts = (changes.added, changes.removed, changes.renamed, changes.reworded)
    nothing = not (any(parts) or changes.changes_scale)
    if nothing and changes.modules_before == changes.modules_after:
        yield _("The same competencies, levels and number of modules; other wording may differ.")
    if changes.added:
        yield _("New competencies: {names}.").format(names=_names(changes.added))
    if changes.removed:
        yield _("No longer asked: {names}.").format(names=_names(changes.removed))
        if rated:
            yield ngettext(
                "{count} rating of them is kept, with its history.",
                "{count} ratings of them are kept, with their history.",
                rated,
            ).format(count=rated)
    for before, after in changes.renamed:
        yield _("\u201c{before}\u201d is now called \u201c{after}\u201d.").format(
            before=before.name, after=after.name
        )
    if changes.reworded:
        yield _(
            "Levels in other words: {names}. What was rated so far stays on the charts, which say"
            " so."
        ).format(names=_names(changes.reworded))
    if changes.changes_scale:
        yield _(
            "The scale has {after} points in place of {before}: ratings made so far are kept and"
            " stand in the history, but not on the same charts as later ones."
        ).format(before=changes.scale[0], after=changes.scale[1])
    if changes.modules_before != changes.modules_after:
        yield _("{after} modules in place of {before}.").format(
            before=changes.modules_before, after=changes.modules_after
        )


def _names(competencies: Sequence[Competency]) -> str:
    return "; ".join(c.name for c in competencies)
