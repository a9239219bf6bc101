import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.profile import Profile
from ahpjournal.policy import Policies
from ahpjournal.services.attachments import Pasted
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.storage.schema import SCHEMA_VERSION
from tests.builders import CountingIds, action, content, entry

Open = Callable[..., JournalSession]


@pytest.fixture
def opened(clock: FixedClock) -> Iterator[Open]:
    sessions: list[JournalSession] = []

    def open_(path: Path, *, is_new: bool = False, **options: Any) -> JournalSession:
        step = create_journal if is_new else open_journal
        sessions.append(step(path, clock=clock, ids=CountingIds(), content=content(), **options))
        return sessions[-1]

    yield open_
    for session in sessions:
        session.close()


def test_a_new_journal_has_every_service_and_says_facts_that_name_nobody(
    opened: Open, tmp_path: Path
) -> None:
    session = opened(tmp_path / "x.ahpjournal", is_new=True)
    session.profile.save(Profile(name="Asha Example"))
    session.entries.save(entry())
    info = session.info()
    assert (info.owner_initials, info.schema_version, info.is_encrypted) == (
        "AE",
        SCHEMA_VERSION,
        False,
    )
    assert (info.counts["entries"], info.last_backup, info.path) == (1, None, session.path)
    assert info.journal_id == session.journal_id
    assert info.size_bytes > 0
    assert "Asha" not in repr(info)
    assert session.check().is_ok
    assert session.transfer is session.transfer
    assert isinstance(content(), ProgrammeContent)
    assert session.pack.id == "small"
    assert [model.id for model in session.templates.models()] == ["free", "gibbs", "era"]


def test_what_was_saved_is_there_when_opened_again(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "x.ahpjournal"
    first = opened(path, is_new=True)
    saved = first.entries.save(entry())
    first.close()
    assert opened(path).entries.get(saved.id) == saved


def test_a_read_only_session_reads_and_refuses_to_save(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "x.ahpjournal"
    first = opened(path, is_new=True)
    saved = first.entries.save(entry())
    first.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    session = opened(path, read_only=True)
    assert session.is_read_only
    assert session.entries.get(saved.id) == saved
    for step in (
        lambda: session.entries.save(entry(2)),
        lambda: session.entries.save(entry(title="New")),
        lambda: session.entries.remove(saved.id),
        lambda: session.profile.save(Profile(name="X")),
        lambda: session.plans.save(action()),
    ):
        with pytest.raises(ConditionError) as caught:
            step()
        assert caught.value.code is ConditionCode.READ_ONLY
    session.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_two_journals_never_mix(opened: Open, tmp_path: Path) -> None:
    one, two = (opened(tmp_path / f"{n}.ahpjournal", is_new=True) for n in ("one", "two"))
    for number in range(50):
        (one if number % 2 else two).entries.save(entry(number))
    for session, rest in ((one, 1), (two, 0)):
        page = session.entries.page(session.entries.find(EntryFilter()))
        assert {int(e.title.split()[1]) % 2 for e in page} == {rest}
        assert len(page) == 25
    assert one.journal_id != two.journal_id or one.path != two.path


def test_nothing_is_opened_where_nothing_is(opened: Open, tmp_path: Path) -> None:
    with pytest.raises(ConditionError) as caught:
        opened(tmp_path / "x.ahpjournal")
    assert caught.value.code is ConditionCode.MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_journal_whose_settings_are_damaged_is_let_go_again(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.ahpjournal"
    opened(path, is_new=True).close()

    def damaged(*_arguments: object, **_more: object) -> None:
        raise ConditionError(ConditionCode.DAMAGED, str(path))

    with monkeypatch.context() as patch:
        patch.setattr("ahpjournal.services.session.ProfileService", damaged)
        with pytest.raises(ConditionError):
            opened(path)
    assert not opened(path).is_read_only


def test_what_other_programs_were_given_goes_with_the_session(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    session = opened(tmp_path / "x.ahpjournal", is_new=True)
    session.forget_copies()  # nothing was given: nothing is loaded
    assert "attachments" not in session.__dict__
    stored = session.entries.save(entry())
    taken = session.attachments.take_in([Pasted("a.txt", lambda: b"words")], SilentJob())
    (attachment,) = session.attachments.add(stored.id, taken.stored)
    first = session.attachments.open_copy(attachment, SilentJob())
    session.forget_copies()
    assert not first.exists()
    second = session.attachments.open_copy(attachment, SilentJob())
    assert second.is_relative_to(tmp_path / "home" / "opened")
    session.close()
    assert list((tmp_path / "home" / "opened").iterdir()) == []


def test_an_organisation_decides_whether_files_are_added(opened: Open, tmp_path: Path) -> None:
    policies = Policies(disables_attachments=True)
    session = opened(tmp_path / "x.ahpjournal", is_new=True, policies=policies)
    assert not session.attachments.may_add
