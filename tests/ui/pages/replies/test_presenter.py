"""Replies: a file is read and shown, added on request only, and looked at again."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import JobStage, Progress, SilentJob
from ahpjournal.domain.reply_form import FieldKind
from ahpjournal.pdf.render import render
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.replies.presenter import RepliesPresenter, RepliesState
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.doubles import HandTimers, WaitingJobs
from tests.pdf.reading.writers import by_pikepdf


class FakeDisplay:
    def __init__(self) -> None:
        self.states: list[RepliesState] = []
        self.pasted = ""

    def render_state(self, state: RepliesState) -> None:
        self.states.append(state)

    def show_pasted(self, text: str) -> None:
        self.pasted = text

    def typed_pasted(self) -> str:
        return self.pasted


class Page:
    def __init__(self, session: JournalSession, navigator: Any, jobs: Any) -> None:
        self.display, self.timers = FakeDisplay(), HandTimers()
        self.path: Path | None = None
        self.session = session
        self.presenter = RepliesPresenter(
            self.display, session, navigator, jobs, lambda: self.path, self.timers
        )
        self.presenter.shown(Route(PageId.REPLIES))

    @property
    def state(self) -> RepliesState:
        return self.display.states[-1]


@pytest.fixture
def page(demo: JournalSession, navigator: Any) -> Page:
    return Page(demo, navigator, InlineJobs())


@pytest.fixture
def back(demo: JournalSession, tmp_path: Path) -> Path:
    """Give a PDF that a coach sent back, one box filled in."""
    content = demo.portfolios.content(demo.portfolios.suggested_selection())
    path = tmp_path / "coach.pdf"
    render(content, path, SilentJob())
    demo.exports.record(content, path.name, path.read_bytes(), ())
    assert content.form is not None
    first = next(f.name for f in content.form.fields if f.kind is FieldKind.TEXT)
    target = tmp_path / "back.pdf"
    target.write_bytes(by_pikepdf(path.read_bytes(), {first: "You waited."}))
    return target


def test_the_demo_has_a_reply_to_look_at(page: Page) -> None:
    (line,) = page.state.replies
    assert line.title == "Moira, read on 23/04/2026"
    assert line.detail == "5 answers \u00b7 2 comments"
    page.presenter.open_reply(line.id)
    assert page.state.reply is not None
    assert page.state.reply.about.startswith("To what you sent on 19/04/2026")
    assert page.state.reply.parts[0].group == "Thirteen, not nineteen"
    page.presenter.close_reply()
    assert page.state.reply is None


def test_a_file_is_shown_before_anything_is_added(page: Page, back: Path) -> None:
    page.path = back
    page.presenter.choose_file()
    shown = page.state.file
    assert shown is not None
    assert (shown.name, shown.may_add, shown.warnings) == ("back.pdf", True, ())
    assert [part.words for part in shown.parts] == ["You waited."]
    assert len(page.state.replies) == 1
    page.presenter.leave()
    after = page.state
    assert after.file is None
    assert len(page.session.replies.list_all()) == 1


def test_what_is_added_is_opened_and_said(page: Page, back: Path) -> None:
    page.presenter.read_path(back)
    page.presenter.add()
    assert page.state.file is None
    assert page.state.reply is not None
    assert page.state.done.startswith("Added")
    assert page.session.replies.unread == ()
    page.presenter.add()
    assert len(page.session.replies.list_all()) == 2


def test_a_file_that_was_read_before_offers_nothing_to_add(page: Page, back: Path) -> None:
    page.presenter.read_path(back)
    page.presenter.add()
    page.presenter.read_path(back)
    assert page.state.file is not None
    assert not page.state.file.may_add
    assert "before" in page.state.file.warnings[0]


def test_what_cannot_be_read_is_said_with_what_to_do(page: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.pdf"
    wrong.write_text("Dear Frances", encoding="utf-8")
    page.presenter.read_path(wrong)
    first = page.state.problem
    page.presenter.read_path(tmp_path / "gone.pdf")
    second = page.state.problem
    assert first is not None
    assert second is not None
    assert (first.code, second.code) == ("not-a-pdf", "missing")


def test_a_password_is_asked_for_until_it_fits(page: Page, back: Path) -> None:
    locked = back.with_name("locked.pdf")
    with pikepdf.open(back) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="herons", owner="x", R=6))
    page.presenter.read_path(locked)
    first = page.state
    assert first.asks_password
    assert first.problem is None
    page.presenter.try_password("")
    page.presenter.try_password("swans")
    wrong = page.state
    assert wrong.asks_password
    assert wrong.problem is not None
    page.presenter.try_password("herons")
    right = page.state
    assert not right.asks_password
    assert right.file is not None


def test_reading_can_be_stopped(demo: JournalSession, navigator: Any, back: Path) -> None:
    jobs = WaitingJobs()
    page = Page(demo, navigator, jobs)
    page.presenter.read_path(back)
    assert page.state.is_running
    jobs.tell("on_progress", Progress(0, 0, JobStage.READING))
    page.presenter.read_path(back)
    page.presenter.cancel()
    assert jobs.cancelled
    assert page.state.is_stopping
    jobs.tell("on_cancelled")
    after = page.state
    assert not after.is_running
    page.presenter.read_path(back)
    page.presenter.close()
    assert jobs.cancelled == 2


def test_a_fault_of_ours_is_said_as_one(demo: JournalSession, navigator: Any, back: Path) -> None:
    jobs = WaitingJobs()
    page = Page(demo, navigator, jobs)
    page.presenter.read_path(back)
    jobs.tell("on_error", KeyError("x"))
    assert page.state.problem is not None
    assert page.state.problem.code == "fault"


def test_the_route_can_ask_for_a_file_or_show_a_reply(page: Page, back: Path) -> None:
    page.path = back
    page.presenter.shown(Route(PageId.REPLIES, RouteAction.NEW))
    assert page.state.file is not None
    reply = page.session.replies.list_all()[0]
    page.presenter.shown(Route(PageId.REPLIES, RouteAction.SHOW, reply.id))
    assert page.state.chosen == reply.id
    assert page.state.file is None


def test_an_action_is_made_and_shown(page: Page, navigator: Any) -> None:
    page.presenter.make_action(0)
    page.presenter.open_reply(page.state.replies[0].id)
    page.presenter.make_action(99)
    assert navigator.routes == []
    page.presenter.make_action(0)
    route = navigator.routes[-1]
    assert route.page is PageId.ACTIONS
    action = page.session.plans.get(route.record)
    assert action is not None
    assert action.title.startswith("You put it right within a day")
    assert action.entries == ("019d21bc-fb39-7c7f-943b-961b101343fa",)


def test_what_a_part_is_about_is_shown(page: Page, navigator: Any) -> None:
    page.presenter.open_reply(page.state.replies[0].id)
    page.presenter.show_subject(0)
    page.presenter.show_subject(3)
    page.presenter.show_subject(6)
    assert [route.page for route in navigator.routes] == [PageId.JOURNAL, PageId.ACTIONS]


def test_pasted_words_survive_until_they_are_added(
    page: Page, demo: JournalSession, navigator: Any
) -> None:
    page.display.pasted = "Well done, on the whole."
    page.presenter.paste_edited()
    page.presenter.hidden()
    again = Page(demo, navigator, InlineJobs())
    assert again.display.pasted == "Well done, on the whole."
    again.presenter.add_pasted("Moira")
    assert again.display.pasted == ""
    assert demo.replies.kept_paste() == ""
    assert again.state.reply is not None
    again.display.pasted = "Well done, on the whole."
    again.presenter.add_pasted("")
    assert "already" in again.state.done
    again.display.pasted = "  "
    again.presenter.add_pasted("")
    assert again.state.problem is not None


def test_what_cannot_be_kept_is_said(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> None:
        raise ConditionError(ConditionCode.DISK_FULL)

    monkeypatch.setattr(page.session.replies, "keep_paste", fail)
    page.display.pasted = "Words"
    page.presenter.paste_edited()
    assert not page.presenter.flush()
    assert page.presenter.has_unsaved
    assert page.state.problem is not None


def test_what_cannot_be_added_is_said(
    page: Page, back: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.presenter.read_path(back)

    def fail(_preview: object) -> None:
        raise InputError(InputCode.OTHER_JOURNAL, "file")

    monkeypatch.setattr(page.session.replies, "add", fail)
    page.presenter.add()
    assert page.state.problem is not None
    assert page.state.file is not None


def test_a_reply_goes_into_the_bin_and_comes_back(page: Page, demo: JournalSession) -> None:
    reply = demo.replies.list_all()[0]
    page.presenter.open_reply(reply.id)
    page.presenter.remove()
    assert page.state.reply is None
    assert page.state.may_undo
    assert reply.id not in {line.id for line in page.state.replies}
    assert [item.id for item in demo.bin.items()] == [reply.id]
    page.presenter.undo_remove()
    assert page.state.chosen == reply.id
    assert demo.replies.get(reply.id) == demo.replies.list_all()[0]
    page.presenter.remove()
    page.presenter.hidden()
    page.presenter.shown(Route(PageId.REPLIES))
    assert not page.state.done
    demo.bin.restore(demo.bin.items()[0])
    assert reply.id in {line.id for line in page.state.replies}


def test_a_reply_that_cannot_be_removed_stays(
    page: Page, demo: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_id: str) -> None:
        raise ConditionError(ConditionCode.DISK_FULL)

    reply = demo.replies.list_all()[0]
    page.presenter.open_reply(reply.id)
    monkeypatch.setattr(demo.replies, "remove", refuse)
    page.presenter.remove()
    assert page.state.problem is not None
    assert page.state.chosen == reply.id
    page.presenter.undo_remove()
    assert page.state.chosen == reply.id
