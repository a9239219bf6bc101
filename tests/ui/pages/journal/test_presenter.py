"""The journal page: whatever is typed is kept, and lands in its own entry."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from ahpjournal.domain.entries import Entry, EntryState, Precision, Section, Sharing
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.domain.tags import TagOrder
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.journal.presenter import JournalPresenter
from ahpjournal.ui.pages.journal.state import (
    EditorState,
    EntryView,
    ListState,
    SaveMark,
    SaveState,
)
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.versions.presenter import VersionsState

SHOW = Route(PageId.JOURNAL)


@dataclass
class FakeDisplay:
    """Keeps states; what is typed is kept by entry, as in the view."""

    lists: list[ListState] = field(default_factory=list)
    editors: list[tuple[EditorState, bool]] = field(default_factory=list)
    saves: list[SaveState] = field(default_factory=list)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    query: str = ""
    writing: int = 0
    forgotten: list[str] = field(default_factory=list)
    versions: list[VersionsState | None] = field(default_factory=list)

    def render_list(self, state: ListState) -> None:
        self.lists.append(state)

    def render_editor(self, state: EditorState, *, fill: bool) -> None:
        self.editors.append((state, fill))

    def show_saving(self, state: SaveState) -> None:
        self.saves.append(state)

    def finish_typing(self) -> None:
        """Have nothing left to put in."""

    def typed_entry(self, original: Entry) -> Entry:
        texts = self.typed.get(original.id, {})
        sections = (replace(s, markdown=texts.get(s.stage, s.markdown)) for s in original.sections)
        title = self.titles.get(original.id, original.title)
        return replace(original, title=title, sections=tuple(sections))

    def refresh_row(self, key: int) -> None:
        self.rows.append(key)

    def show_query(self, text: str) -> None:
        self.query = text

    def focus_writing(self) -> None:
        self.writing += 1

    def show_versions(self, state: VersionsState) -> None:
        self.versions.append(state)

    def hide_versions(self) -> None:
        self.versions.append(None)

    def reveal_attachments(self) -> None:
        """Have none to show."""

    def forget_buffers(self, entry_id: str) -> None:
        self.forgotten.append(entry_id)

    @property
    def entry(self) -> Entry:
        entry = self.editors[-1][0].entry
        assert entry is not None
        return entry

    def type(self, text: str, stage: str = "text") -> None:
        self.typed.setdefault(self.entry.id, {})[stage] = text


@pytest.fixture
def display() -> FakeDisplay:
    return FakeDisplay()


@pytest.fixture
def presenter(
    display: FakeDisplay, session: JournalSession, navigator: Any, timers: Any
) -> JournalPresenter:
    """Give the page of an empty journal, shown."""
    made = JournalPresenter(display, session, navigator, timers)
    made.shown(SHOW)
    return made


def write(session: JournalSession, title: str, on: date = date(2026, 6, 1), **fields: Any) -> Entry:
    """Store an entry."""
    draft = session.entries.draft(title=title, on=on)
    return session.entries.save(replace(draft, sections=(Section("text", title),), **fields))


class Refusing:
    """Makes every save fail, as on a full disk, until told otherwise."""

    def __init__(self, session: JournalSession, monkeypatch: pytest.MonkeyPatch) -> None:
        self._save = session.entries.save
        self.is_full = True
        monkeypatch.setattr(session.entries, "save", self.save)

    def save(self, entry: Entry, **more: Any) -> Entry:
        if self.is_full:
            raise ConditionError(ConditionCode.DISK_FULL, "journal")
        return self._save(entry, **more)


def test_an_empty_journal_says_what_to_do_first(
    presenter: JournalPresenter, display: FakeDisplay
) -> None:
    state, _fill = display.editors[-1]
    assert state.entry is None
    assert not state.has_entries
    assert display.lists[-1].keys == ()


def test_a_new_entry_is_stored_as_soon_as_typing_pauses(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    presenter.new()
    assert display.writing == 1
    assert session.entries.count() == 0
    display.type("Two lines")
    presenter.edited()
    timers.pass_time()
    assert session.entries.count() == 1
    assert [save.mark for save in display.saves[-2:]] == [SaveMark.TYPING, SaveMark.SAVED]
    assert display.saves[-1].words == 2
    assert len(display.lists[-1].keys) == 1


def test_a_new_entry_without_a_letter_is_not_stored(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.new()
    display.type("   ")
    presenter.edited()
    assert presenter.flush()
    assert session.entries.count() == 0


def test_a_choice_alone_does_not_store_a_new_entry_but_is_not_lost(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    presenter.new()
    presenter.change(on=date(2026, 5, 4), on_precision=Precision.WEEK)
    assert session.entries.count() == 0
    display.type("Words")
    presenter.edited()
    timers.pass_time()
    stored = session.entries.get(display.entry.id)
    assert stored is not None
    assert (stored.on, stored.on_precision) == (date(2026, 5, 4), Precision.WEEK)


def test_saving_keeps_up_with_typing_that_never_pauses(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    presenter.new()
    display.type("One")
    presenter.edited()
    limit = timers.made[1]
    assert limit.is_active()
    presenter.edited()
    limit.fire()
    assert session.entries.count() == 1


def test_switching_saves_the_entry_left(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, two = write(session, "One"), write(session, "Two")
    presenter.open(one.id)
    display.type("One, longer")
    presenter.edited()
    presenter.open(two.id)
    stored = session.entries.get(one.id)
    assert stored is not None
    assert stored.sections[0].markdown == "One, longer"
    assert display.entry.id == two.id


def test_two_hundred_switches_in_mid_edit_write_nothing_across(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    entries = [write(session, f"Entry {n}") for n in range(7)]
    for turn in range(200):
        entry = entries[turn * 3 % 7]
        presenter.open(entry.id)
        display.type(f"{entry.title} at {turn}")
        display.titles[entry.id] = f"{entry.title} turn {turn}"
        presenter.edited()
    assert presenter.flush()
    for n, entry in enumerate(entries):
        stored = session.entries.get(entry.id)
        assert stored is not None
        last = max(turn for turn in range(200) if turn * 3 % 7 == n)
        assert stored.sections[0].markdown == f"Entry {n} at {last}"
        assert stored.title == f"Entry {n} turn {last}"


def test_a_failed_save_stays_on_screen_keeps_the_text_and_is_tried_again(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    timers: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    presenter.new()
    disk = Refusing(session, monkeypatch)
    display.type("Kept")
    presenter.edited()
    assert not presenter.flush()
    state, fill = display.editors[-1]
    assert state.problem is not None
    assert state.problem.code == "disk-full"
    assert not fill
    assert state.save.mark is SaveMark.FAILED
    timers.pass_time()
    assert not presenter.flush()
    disk.is_full = False
    timers.pass_time()
    assert display.editors[-1][0].problem is None
    assert display.saves[-1].mark is SaveMark.SAVED
    assert session.entries.count() == 1


def test_an_entry_that_cannot_be_saved_is_not_left(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, two = write(session, "One"), write(session, "Two")
    presenter.open(one.id)
    Refusing(session, monkeypatch)
    display.type("One, longer")
    presenter.edited()
    presenter.open(two.id)
    presenter.new()
    presenter.remove()
    assert display.entry.id == one.id
    assert display.lists[-1].selected_key == session.entries.key_of(one.id)


def test_the_banner_tries_again_to_save(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    presenter.new()
    disk = Refusing(session, monkeypatch)
    display.type("Kept")
    presenter.edited()
    presenter.flush()
    disk.is_full = False
    presenter.answer_banner()
    assert display.editors[-1][0].problem is None
    assert session.entries.count() == 1


def test_a_removed_entry_can_be_brought_back(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, two = write(session, "One", date(2026, 6, 2)), write(session, "Two")
    presenter.open(one.id)
    presenter.remove()
    state, _fill = display.editors[-1]
    assert state.removed == one.id
    assert state.entry is not None
    assert state.entry.id == two.id
    assert session.entries.get(one.id) is None
    assert display.forgotten == [one.id]
    presenter.answer_banner()
    assert display.entry.id == one.id
    assert display.editors[-1][0].removed == ""
    assert session.entries.count() == 2


def test_what_is_typed_last_is_in_the_bin_too(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    display.type("Last words")
    presenter.edited()
    presenter.remove()
    presenter.answer_banner()
    stored = session.entries.get(one.id)
    assert stored is not None
    assert stored.sections[0].markdown == "Last words"


def test_removing_the_only_entry_shows_the_empty_page_with_undo(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    presenter.remove()
    state, _fill = display.editors[-1]
    assert (state.entry, state.removed) == (None, one.id)


def test_a_prompt_is_kept_with_its_theme(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    theme = session.pack.themes[1]
    prompt = theme.prompts[0].text
    presenter.shown(Route(PageId.JOURNAL, RouteAction.NEW, text=prompt))
    state, _fill = display.editors[-1]
    assert display.entry.prompt == prompt
    assert display.entry.themes == (theme.id,)
    assert state.prompt_source == theme.name


def test_a_new_entry_belongs_to_the_module_under_way(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    session.programme.save_module(Module(2, state=ModuleState.CURRENT))
    presenter.new()
    assert display.entry.module == 2
    assert display.editors[-1][0].is_new


def test_a_route_shows_its_entry(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, _two = write(session, "One"), write(session, "Two")
    presenter.shown(Route(PageId.JOURNAL, RouteAction.SHOW, one.id))
    assert display.entry.id == one.id


def test_a_route_searches(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, _two = write(session, "Falls pathway"), write(session, "Board meeting")
    presenter.shown(Route(PageId.JOURNAL, RouteAction.SEARCH, text="path"))
    assert display.query == "path"
    assert display.lists[-1].keys == (session.entries.key_of(one.id),)
    assert display.lists[-1].months == ()
    (row,) = presenter.rows(display.lists[-1].keys, "path")
    assert "\u0002" in row.preview


def test_search_begins_at_two_letters_when_typing_pauses(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    write(session, "Falls pathway")
    write(session, "Board meeting")
    before = len(display.lists)
    for text, found in (("f", None), ("fa", 1), ("", 2)):
        presenter.query_typed(text)
        timers.pass_time()
        if found is not None:
            assert len(display.lists[-1].keys) == found
    assert len(display.lists) == before + 2


def test_the_search_knows_filters_and_leads_to_everything(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    timers: Any,
    navigator: Any,
) -> None:
    tagged = write(session, "Falls pathway", tags=("falls",))
    write(session, "Falls again")
    presenter.query_typed(" falls tag:falls ")
    timers.pass_time()
    assert display.lists[-1].keys == (session.entries.key_of(tagged.id),)
    (row,) = presenter.rows(display.lists[-1].keys, display.lists[-1].query)
    assert row.title == "Falls pathway"
    presenter.search_everywhere()
    assert navigator.routes[-1] == Route(PageId.FIND, RouteAction.SEARCH, text="falls tag:falls")
    presenter.query_typed("tag:gone")
    timers.pass_time()
    assert "gone" in display.lists[-1].hint


def test_lists_of_drafts_and_of_the_module(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    session.programme.save_module(Module(3, state=ModuleState.CURRENT))
    write(session, "Done", state=EntryState.DONE)
    draft = write(session, "Draft")
    linked = write(session, "Linked", module=3, state=EntryState.DONE)
    presenter.choose_view(EntryView.LATER)
    assert display.lists[-1].keys == (session.entries.key_of(draft.id),)
    presenter.choose_view(EntryView.MODULE)
    assert display.lists[-1].keys == (session.entries.key_of(linked.id),)


def test_months_count_the_listed_entries_in_their_order(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    for day in (date(2026, 5, 1), date(2026, 6, 3), date(2026, 6, 1)):
        write(session, "Entry", day)
    assert display.lists[-1].months == ((date(2026, 6, 1), 2), (date(2026, 5, 1), 1))


def test_an_ordinary_save_reads_one_row_again_and_not_the_list(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    before = len(display.lists)
    display.type("One, longer")
    presenter.edited()
    timers.pass_time()
    assert len(display.lists) == before
    assert display.rows == [session.entries.key_of(one.id)]


def test_another_date_moves_the_row(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, two = write(session, "One", date(2026, 6, 2)), write(session, "Two", date(2026, 6, 1))
    presenter.open(one.id)
    presenter.change(on=date(2026, 5, 1))
    keys = (session.entries.key_of(two.id), session.entries.key_of(one.id))
    assert display.lists[-1].keys == keys


def test_a_fault_of_ours_while_saving_does_not_leave_it_called_saved(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
    logged_faults: list[BaseException],
) -> None:
    one = write(session, "One")
    presenter.shown(Route(PageId.JOURNAL, record=one.id))

    def stumble(_entry: Entry, **_more: Any) -> Entry:
        raise AttributeError("a fault")

    monkeypatch.setattr(session.entries, "save", stumble)
    presenter.change(sharing=Sharing.COACH)
    assert [str(fault) for fault in logged_faults] == ["a fault"]
    logged_faults.clear()
    assert display.saves[-1].mark is SaveMark.FAILED
    assert "One" in presenter.unsaved()[0].text
    monkeypatch.undo()
    assert presenter.flush()


def test_changing_the_model_loses_no_text(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    display.type("Free words")
    presenter.edited()
    presenter.change_model("gibbs")
    state, _fill = display.editors[-1]
    assert state.model.id == "gibbs"
    stored = session.entries.get(one.id)
    assert stored is not None
    assert "Free words" in stored.markdown
    presenter.change_model("free")
    assert display.entry.sections[0].markdown == "Free words"


def test_a_tag_changed_beside_what_is_typed_stays_changed(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    entry = write(session, "One", tags=("falls", "ward"))
    presenter.open(entry.id)
    display.type("written while tags change")
    presenter.edited()
    order = session.tags.order_rename("falls", "falling")
    session.tags.carry_out(order, SilentJob())
    assert presenter.flush()
    stored = session.entries.get(entry.id)
    assert stored is not None
    assert stored.tags == display.entry.tags == ("falling", "ward")
    assert stored.sections[0].markdown == "written while tags change"
    session.tags.carry_out(TagOrder("ward", ""), SilentJob())
    presenter.add_tag("new")
    stored = session.entries.get(entry.id)
    assert stored is not None
    assert stored.tags == display.entry.tags == ("falling", "new")


def test_a_tag_keeps_the_spelling_in_use_and_is_added_once(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    write(session, "One", tags=("Coaching",))
    presenter.open(write(session, "Two").id)
    presenter.add_tag(" coaching ")
    presenter.add_tag("COACHING")
    presenter.add_tag("  ")
    assert display.entry.tags == ("Coaching",)


def test_one_section_can_stay_private(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one = write(session, "One", sharing=Sharing.COACH)
    presenter.open(one.id)
    presenter.keep_private("text", True)
    stored = session.entries.get(one.id)
    assert stored is not None
    assert stored.sections[0].sharing is Sharing.PRIVATE
    presenter.keep_private("text", False)
    assert display.entry.sections[0].sharing is None


def test_an_action_is_made_from_what_is_stored(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    presenter.new()
    presenter.make_action()
    assert navigator.routes == []
    display.type("Words")
    presenter.edited()
    presenter.flush()
    presenter.make_action()
    assert navigator.routes == [Route(PageId.ACTIONS, RouteAction.NEW, display.entry.id)]


def test_actions_from_the_entry_are_shown_and_lead_there(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    action = session.plans.save(replace(session.plans.from_entry(one), title="Ring the lead"))
    (linked,) = display.editors[-1][0].actions
    assert (linked.id, linked.title) == (action.id, "Ring the lead")
    presenter.open_action(action.id)
    assert navigator.routes == [Route(PageId.ACTIONS, RouteAction.SHOW, action.id)]


def test_the_link_to_an_action_is_taken_off_and_the_action_stays(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    action = session.plans.save(replace(session.plans.from_entry(one), title="Ring the lead"))
    presenter.unlink_action(action.id)
    assert display.editors[-1][0].actions == ()
    kept = session.plans.get(action.id)
    assert kept is not None
    assert (kept.title, kept.entries) == ("Ring the lead", ())


def test_a_change_made_elsewhere_is_shown(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    session.entries.save(replace(one, title="Other"))
    state, fill = display.editors[-1]
    assert state.entry is not None
    assert (state.entry.title, fill) == ("Other", True)


def test_a_change_made_elsewhere_does_not_overrun_what_is_being_typed(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, two = write(session, "One"), write(session, "Two")
    presenter.open(one.id)
    display.type("Being typed")
    presenter.edited()
    session.entries.save(replace(two, title="Other"))
    assert not display.editors[-1][1]
    assert presenter.flush()
    stored = session.entries.get(one.id)
    assert stored is not None
    assert stored.sections[0].markdown == "Being typed"


def test_an_entry_that_cannot_be_read_is_not_shown_blank(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, two = write(session, "One"), write(session, "Two")
    presenter.open(one.id)

    def fail(_entry_id: str) -> Entry:
        raise ConditionError(ConditionCode.DAMAGED, "")

    monkeypatch.setattr(session.entries, "get", fail)
    presenter.open(two.id)
    state, _fill = display.editors[-1]
    assert state.entry is not None
    assert state.entry.id == one.id
    assert state.problem is not None


def test_hiding_the_page_saves_and_forgets_the_undo(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.new()
    display.type("Words")
    presenter.edited()
    presenter.hidden()
    assert session.entries.count() == 1


def test_a_closed_page_lets_go_of_what_was_handed_to_it(presenter: JournalPresenter) -> None:
    ended: list[int] = []
    presenter.call_on_close(lambda: ended.append(1))
    presenter.close()
    presenter.close()
    assert ended == [1]


def test_a_closed_page_hears_nothing(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    presenter.close()
    before = len(display.lists)
    write(session, "One")
    timers.pass_time()
    assert len(display.lists) == before


def test_undoing_a_removal_that_fails_keeps_the_offer(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = write(session, "One")
    presenter.open(one.id)
    presenter.remove()

    def fail(_entry_id: str) -> None:
        raise ConditionError(ConditionCode.READ_ONLY, "")

    monkeypatch.setattr(session.entries, "restore", fail)
    presenter.answer_banner()
    state, _fill = display.editors[-1]
    assert state.removed == one.id
    assert state.problem is not None


def test_versions_open_once_what_is_typed_is_on_disk(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    entry = write(session, "A first sentence of some length")
    presenter.open(entry.id)
    display.type("A second one, in place of the first")
    presenter.edited()
    presenter.toggle_versions()
    stored = session.entries.get(entry.id)
    assert stored is not None
    assert stored.markdown == "A second one, in place of the first"
    shown = display.versions[-1]
    assert shown is not None
    assert [v.record for v in shown.versions] == [entry.id]
    presenter.toggle_versions()
    assert display.versions[-1] is None


def test_versions_stay_closed_when_saving_fails_or_nothing_is_stored(
    presenter: JournalPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    presenter.toggle_versions()
    presenter.new()
    presenter.toggle_versions()
    entry = write(session, "A first sentence")
    presenter.open(entry.id)
    Refusing(session, monkeypatch)
    display.type("Not saved")
    presenter.edited()
    presenter.toggle_versions()
    assert not presenter.versions.is_open
    assert not any(display.versions)


def test_a_version_that_came_back_fills_the_editor_and_says_so_until_one_writes_on(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    entry = write(session, "A first sentence of some length")
    presenter.open(entry.id)
    display.type("x")
    presenter.edited()
    presenter.flush()
    presenter.toggle_versions()
    display.typed.clear()
    presenter.versions.restore()
    assert (True, "A first sentence of some length") in [
        (fill, state.entry.markdown) for state, fill in display.editors[-3:] if state.entry
    ]
    assert display.editors[-1][0].restored
    presenter.answer_banner()
    assert presenter.versions.is_open
    presenter.toggle_versions()
    display.type("And on")
    presenter.edited()
    presenter.flush()
    assert not display.editors[-1][0].restored


def test_another_reflection_puts_the_versions_away(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    one, other = write(session, "One"), write(session, "Other")
    presenter.open(one.id)
    presenter.toggle_versions()
    presenter.open(other.id)
    assert not presenter.versions.is_open
    assert display.versions[-1] is None


def test_a_route_may_lead_to_the_versions_of_a_reflection(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    entry = write(session, "One")
    for _time in range(2):
        presenter.shown(Route(PageId.JOURNAL, RouteAction.VERSIONS, entry.id))
        assert presenter.versions.is_open


def test_an_entry_can_be_begun_for_a_module(
    presenter: JournalPresenter, display: FakeDisplay
) -> None:
    presenter.shown(Route(PageId.JOURNAL, RouteAction.NEW, text="Why?", module=4))
    entry = display.editors[-1][0].entry
    assert entry is not None
    assert (entry.module, entry.prompt) == (4, "Why?")


def test_another_reflection_is_linked_opened_and_let_go(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    other = session.entries.save(replace(session.entries.draft(title="The budget room")))
    here = session.entries.save(replace(session.entries.draft(title="What came of it")))
    presenter.open(here.id)
    found = presenter.suggest_links("budget")
    assert [one.id for one in found] == [other.id]
    presenter.link(found[0])
    assert display.editors[-1][0].links.out[0].title == "The budget room"
    kept = session.entries.get(here.id)
    assert kept is not None
    assert kept.linked == (other.id,)
    presenter.open_linked(found[0])
    assert [m.title for m in display.editors[-1][0].links.mentions] == ["What came of it"]
    presenter.open(here.id)
    presenter.unlink(found[0])
    assert display.editors[-1][0].links.out == ()


def test_a_reflection_begins_under_a_template(
    presenter: JournalPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    made = session.templates.copy_of("gibbs")
    presenter.shown(Route(PageId.JOURNAL, RouteAction.NEW, record=made.id))
    entry = display.entry
    assert (entry.model, entry.sections[0].stage) == (made.id, "description")
