"""Attachments of the open reflection: taken in, opened, renamed and removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.attachments import AttachmentService, Pasted
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.private_copies import PrivateCopies
from ahpjournal.services.session import JournalSession, create_journal
from ahpjournal.ui.attachments import presenter as module
from ahpjournal.ui.attachments.presenter import AttachmentsPresenter
from ahpjournal.ui.attachments.state import AttachmentsState
from tests.builders import CountingIds, content, fixed_clock
from tests.doubles import WaitingJobs

PNG = b"\x89PNG\r\n\x1a\n picture"


class FakeDisplay:
    """Keeps the last state."""

    def __init__(self) -> None:
        self.state = AttachmentsState(has_entry=False)
        self.revealed = 0

    def render_attachments(self, state: AttachmentsState) -> None:
        """Keep *state*."""
        self.state = state

    def reveal_attachments(self) -> None:
        """Count how often something was to be seen."""
        self.revealed += 1

    def says(self) -> str:
        """Give the title of the notice; empty if there is none."""
        return self.state.notice.title if self.state.notice is not None else ""

    @property
    def names(self) -> list[str]:
        """The names on the tiles."""
        return [tile.attachment.name for tile in self.state.tiles]

    def id_of(self, name: str) -> str:
        """The id of the attachment with this name."""
        return next(t.attachment.id for t in self.state.tiles if t.attachment.name == name)


class Owner:
    """Answers questions and remembers what was opened."""

    def __init__(self) -> None:
        self.is_sure = True
        self.asked: list[str] = []
        self.opened: list[str] = []
        self.files: list[Path] = []
        self.target: Path | None = None

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Answer."""
        self.asked.append(title)
        return self.is_sure

    def choose_open_files(self, title: str, folder: Path, pattern: str) -> list[Path]:
        """Answer with files."""
        return self.files

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer with a place."""
        return self.target

    def open_outside(self, target: str) -> None:
        """Take note."""
        self.opened.append(target)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[JournalSession]:
    path = tmp_path / "J.ahpjournal"
    made = create_journal(path, clock=fixed_clock(), ids=CountingIds(), content=content())
    copies = PrivateCopies(CountingIds(), lambda: tmp_path / "opened")
    made.__dict__["attachments"] = AttachmentService(made._journal, made.feed, made._ids, copies)
    yield made
    made.close()


@pytest.fixture
def entry(session: JournalSession) -> Entry:
    return session.entries.quick_capture("With files")


@pytest.fixture
def display() -> FakeDisplay:
    return FakeDisplay()


@pytest.fixture
def owner() -> Owner:
    return Owner()


@pytest.fixture
def presenter(
    display: FakeDisplay, owner: Owner, session: JournalSession, entry: Entry
) -> Iterator[AttachmentsPresenter]:
    made = AttachmentsPresenter(
        display,
        session,
        InlineJobs(),
        owner,
        store_entry=lambda: entry.id,
        draw=len,
        lighten=lighter,
    )
    made.tell(entry.id, False)
    yield made
    made.close()


@dataclass(frozen=True)
class Light:
    """A lighter file."""

    data: bytes
    ending: str = ".jpg"


def lighter(data: bytes) -> Light | None:
    return Light(b"\xff\xd8\xff light") if data.startswith(PNG) else None


def pasted(name: str, data: bytes = b"words") -> Pasted:
    return Pasted(name, lambda: data)


def test_files_become_tiles_with_what_is_in_them(
    presenter: AttachmentsPresenter, display: FakeDisplay
) -> None:
    presenter.add([pasted("a.png", PNG), pasted("b.txt", b"one\n\ntwo\n")])
    assert display.names == ["a.png", "b.txt"]
    picture, text = display.state.tiles
    assert picture.preview.picture == len(PNG)
    assert text.preview.lines == ("one", "two")
    assert (display.state.is_working, display.state.notice) == (False, None)
    assert display.revealed == 1


def test_nothing_is_offered_without_an_entry(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner
) -> None:
    presenter.tell("", False)
    presenter.choose_files()
    presenter.add([pasted("a.txt")])
    assert not display.state.has_entry
    assert not display.state.may_add
    assert display.names == []


def test_files_are_chosen_in_a_dialog(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner, tmp_path: Path
) -> None:
    owner.files = [tmp_path / "a.txt"]
    owner.files[0].write_bytes(b"words")
    presenter.choose_files()
    assert display.names == ["a.txt"]


def test_what_was_not_taken_in_is_named_and_the_rest_is_there(
    presenter: AttachmentsPresenter, display: FakeDisplay, tmp_path: Path
) -> None:
    presenter.add([pasted("a.txt"), pasted("empty.txt", b""), tmp_path])
    notice = display.state.notice
    assert notice is not None
    assert notice.title == "2 of 3 files were not added"
    assert "1 file added." in notice.text
    assert "There is nothing in empty.txt." in notice.text
    assert str(tmp_path) in notice.text
    assert display.names == ["a.txt"]


def test_many_files_at_once_are_asked_about(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner
) -> None:
    many = [pasted(f"{n}.txt", b"%d" % n) for n in range(300)]
    owner.is_sure = False
    presenter.add(many)
    assert (display.names, owner.asked) == ([], ["Add all of them?"])
    owner.is_sure = True
    presenter.add(many)
    assert len(display.names) == 300


def test_a_full_disk_is_said_and_nothing_is_attached(
    presenter: AttachmentsPresenter, display: FakeDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise ConditionError(ConditionCode.DISK_FULL, "J.ahpjournal")

    monkeypatch.setattr("ahpjournal.storage.contents.ContentRepository.append", full)
    presenter.add([pasted("a.txt")])
    assert display.state.problem is not None
    assert display.state.problem.code == "disk-full"
    assert display.names == []
    presenter.dismiss()
    assert display.state.problem is None


def test_an_entry_that_cannot_be_stored_takes_no_files(
    display: FakeDisplay, owner: Owner, session: JournalSession, entry: Entry
) -> None:
    made = AttachmentsPresenter(
        display, session, InlineJobs(), owner, store_entry=lambda: "", draw=len, lighten=lighter
    )
    made.tell(entry.id, True)
    made.add([pasted("a.txt")])
    assert display.names == []
    assert session.attachments.total_bytes() == 0
    made.close()


def test_a_photo_that_says_where_it_was_taken_is_pointed_out(
    presenter: AttachmentsPresenter, display: FakeDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ahpjournal.services.attachments.has_place", lambda _data: True)
    presenter.add([pasted("a.png", PNG)])
    notice = display.state.notice
    assert notice is not None
    assert "says where it was taken" in notice.text
    assert display.state.tiles[0].preview.has_place


def test_much_content_is_pointed_out(
    presenter: AttachmentsPresenter, display: FakeDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MUCH_BYTES", 3)
    presenter.add([pasted("a.txt")])
    notice = display.state.notice
    assert notice is not None
    assert "Every backup carries them." in notice.text


def test_an_attachment_is_opened_as_a_copy(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner
) -> None:
    presenter.add([pasted("a.txt")])
    presenter.open_file(display.id_of("a.txt"))
    (opened,) = owner.opened
    assert Path(opened).read_bytes() == b"words"
    assert owner.asked == []
    notice = display.state.notice
    assert notice is not None
    assert "opens as a copy" in notice.title


def test_a_risky_kind_is_asked_about_once(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner
) -> None:
    presenter.add([pasted("page.html", b"<html>")])
    owner.is_sure = False
    presenter.open_file(display.id_of("page.html"))
    assert owner.opened == []
    owner.is_sure = True
    presenter.open_file(display.id_of("page.html"))
    presenter.open_file(display.id_of("page.html"))
    assert len(owner.asked) == 2
    assert len(owner.opened) == 2


def test_a_program_is_never_opened(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner
) -> None:
    presenter.add([pasted("photo.jpg", b"MZ program")])
    presenter.open_file(display.id_of("photo.jpg"))
    assert (owner.opened, owner.asked) == ([], [])
    assert display.state.problem is not None
    assert display.state.problem.code == "a-program"


def test_damage_is_shown_on_the_tile_and_opens_nothing(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner, session: JournalSession
) -> None:
    presenter.add([pasted("a.dat", b"\0\1\2"), pasted("b.txt")])
    with session._journal.transaction():
        session._journal._connection.execute("UPDATE content_part SET data = x'00'")
    presenter.open_file(display.id_of("a.dat"))
    assert owner.opened == []
    assert display.state.problem is not None
    assert display.state.problem.code == "attachment-damaged"
    fresh = AttachmentsPresenter(
        display, session, InlineJobs(), owner, store_entry=lambda: "", draw=len, lighten=lighter
    )
    fresh.tell(presenter._entry, False)
    assert [tile.preview.is_damaged for tile in display.state.tiles] == [False, True]
    fresh.close()


def test_a_copy_is_saved_where_one_says(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner, tmp_path: Path
) -> None:
    presenter.add([pasted("a.txt")])
    presenter.save_copy(display.id_of("a.txt"))
    owner.target = tmp_path / "saved.txt"
    presenter.save_copy(display.id_of("a.txt"))
    assert owner.target.read_bytes() == b"words"
    owner.target = tmp_path / "no folder" / "saved.txt"
    presenter.save_copy(display.id_of("a.txt"))
    assert display.state.problem is not None


def test_an_attachment_is_renamed_and_a_bad_name_is_refused(
    presenter: AttachmentsPresenter, display: FakeDisplay
) -> None:
    presenter.add([pasted("a.txt")])
    presenter.rename(display.id_of("a.txt"), "b.txt")
    assert display.names == ["b.txt"]
    presenter.rename(display.id_of("b.txt"), "  ")
    assert display.names == ["b.txt"]
    assert display.state.problem is not None


def test_a_removal_can_be_undone(presenter: AttachmentsPresenter, display: FakeDisplay) -> None:
    presenter.add([pasted("a.txt")])
    presenter.remove(display.id_of("a.txt"))
    assert display.names == []
    assert display.says()
    presenter.undo()
    assert display.names == ["a.txt"]
    assert not display.says()
    presenter.undo()


def test_another_entry_shows_its_own_and_says_nothing_of_this_one(
    presenter: AttachmentsPresenter, display: FakeDisplay, session: JournalSession, entry: Entry
) -> None:
    presenter.add([pasted("a.txt")])
    presenter.remove(display.id_of("a.txt"))
    other = session.entries.quick_capture("Other")
    presenter.tell(other.id, False)
    assert (display.names, display.state.notice) == ([], None)
    presenter.tell(entry.id, False)
    assert display.names == []


def test_what_is_brought_back_from_the_bin_shows_at_once(
    presenter: AttachmentsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.add([pasted("a.txt")])
    presenter.remove(display.id_of("a.txt"))
    (item,) = session.bin.items()
    session.bin.restore(item)
    assert display.names == ["a.txt"]


def test_leftovers_of_a_crash_are_swept_once(
    display: FakeDisplay, owner: Owner, session: JournalSession, entry: Entry
) -> None:
    with session._journal.transaction():
        session._journal.contents.put(b"left over")
    made = AttachmentsPresenter(
        display,
        session,
        InlineJobs(),
        owner,
        store_entry=lambda: entry.id,
        draw=len,
        lighten=lighter,
    )
    made.tell(entry.id, False)
    assert session.attachments.total_bytes() == 0
    made.close()


def progress_of(display: FakeDisplay) -> tuple[bool, bool]:
    """Tell whether files are being taken in, and whether that is to stop."""
    return display.state.is_working, display.state.is_stopping


def test_files_land_in_the_entry_they_were_dropped_on(
    display: FakeDisplay, owner: Owner, session: JournalSession, entry: Entry
) -> None:
    jobs = WaitingJobs()
    made = AttachmentsPresenter(
        display, session, jobs, owner, store_entry=lambda: entry.id, draw=len, lighten=lighter
    )
    made.tell(entry.id, False)
    made.add([pasted("a.txt")])
    assert progress_of(display) == (True, False)
    made.add([pasted("second.txt")])  # one at a time
    other = session.entries.quick_capture("Other")
    made.tell(other.id, False)
    made.stop()
    assert jobs.cancelled == 1
    assert progress_of(display) == (True, True)
    jobs.run_all()
    assert (display.names, display.revealed) == ([], 0)
    assert [a.name for a in session.attachments.list_of(entry.id)] == ["a.txt"]
    assert progress_of(display) == (False, False)
    made.close()


def test_a_lighter_copy_takes_the_place_of_a_photo_and_gives_it_back(
    presenter: AttachmentsPresenter, display: FakeDisplay, owner: Owner
) -> None:
    presenter.add([pasted("a.png", PNG * 1000)])
    owner.is_sure = False
    presenter.make_lighter(display.id_of("a.png"))
    assert display.names == ["a.png"]
    owner.is_sure = True
    presenter.make_lighter(display.id_of("a.png"))
    assert display.names == ["a.jpg"]
    assert display.says() == "\u201ca.jpg\u201d has 1 kB now, before 16 kB."
    presenter.undo()
    assert display.names == ["a.png"]


def test_what_cannot_be_made_lighter_stays(
    presenter: AttachmentsPresenter, display: FakeDisplay
) -> None:
    presenter.add([pasted("a.png", b"\x89PNG\r\n\x1a\n torn")])
    presenter.make_lighter(display.id_of("a.png"))
    assert display.names == ["a.png"]
    assert display.state.problem is not None
    assert display.state.problem.code == "not-a-picture"
