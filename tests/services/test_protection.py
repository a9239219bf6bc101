"""Setting, changing, removing and recovering: who opens what, and when the hooks are called."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typing_extensions import override

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, Strength
from ahpjournal.services.protection import (
    NO_KEY,
    Key,
    change_passphrase,
    forget_key_slots,
    is_encrypted,
    recover,
    remove_passphrase,
    set_passphrase,
    strength_in_words,
    unlock,
)
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.storage import key_slots
from ahpjournal.storage.keys import keys_path
from tests.builders import PASSPHRASE, CountingIds, content, entry

OTHER = Passphrase("another one")
Hooks = list[tuple[Path, Key, bool]]


class StoppedJob(SilentJob):
    @override
    def check_cancelled(self) -> None:
        raise Cancelled


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    place = tmp_path / "x.ahpjournal"
    session = create_journal(place, clock=clock, ids=CountingIds(), content=content())
    session.entries.save(entry())
    session.close()
    return place


@pytest.fixture
def code(path: Path) -> RecoveryCode:
    """Give the code of the journal, which PASSPHRASE opens."""
    return set_passphrase(path, PASSPHRASE, SilentJob())


@pytest.fixture
def hooks() -> Hooks:
    return []


def noting(hooks: Hooks) -> Callable[[Path, Key], None]:
    def note(path: Path, key: Key) -> None:
        hooks.append((path, key, is_encrypted(path)))

    return note


def opened(path: Path, clock: FixedClock, key: Key = NO_KEY) -> JournalSession:
    return open_journal(path, clock=clock, ids=CountingIds(), content=content(), key=key)


def refusal(attempt: Callable[[], object]) -> ConditionCode:
    with pytest.raises(ConditionError) as caught:
        attempt()
    return caught.value.code


def test_a_passphrase_is_set_between_its_two_hooks(
    path: Path, clock: FixedClock, hooks: Hooks
) -> None:
    code = set_passphrase(path, PASSPHRASE, SilentJob(), before=noting(hooks), after=noting(hooks))
    key = unlock(path, PASSPHRASE)
    assert hooks == [(path, NO_KEY, False), (path, key, True)]
    assert (is_encrypted(path), keys_path(path).exists()) == (True, True)
    session = opened(path, clock, key)
    assert (session.is_encrypted, session.info().is_encrypted) == (True, True)
    assert session.recovery_code() == code
    assert len(session.search.search("happened")) == 1
    session.close()


def test_what_keeps_a_hook_from_backing_up_keeps_the_journal_as_it_is(path: Path) -> None:
    def refuse(_path: Path, _key: Key) -> None:
        raise ConditionError(ConditionCode.DISK_FULL)

    before = path.read_bytes()
    attempt = lambda: set_passphrase(path, PASSPHRASE, SilentJob(), before=refuse)  # noqa: E731
    assert refusal(attempt) is ConditionCode.DISK_FULL
    assert (path.read_bytes(), keys_path(path).exists()) == (before, False)


def test_a_changed_passphrase_opens_and_the_former_does_not(
    path: Path, code: RecoveryCode, hooks: Hooks
) -> None:
    change_passphrase(path, PASSPHRASE, OTHER, SilentJob(), after=noting(hooks))
    assert unlock(path, OTHER) == unlock(path, code) == hooks[0][1]
    assert refusal(lambda: unlock(path, PASSPHRASE)) is ConditionCode.WRONG_PASSPHRASE


def test_the_code_gives_a_new_passphrase_even_without_key_slots(
    path: Path, code: RecoveryCode, clock: FixedClock
) -> None:
    forget_key_slots(path)
    assert (is_encrypted(path), keys_path(path).exists()) == (True, False)
    recover(path, code, OTHER, SilentJob())
    session = opened(path, clock, unlock(path, OTHER))
    assert session.recovery_code() == code
    session.close()


def test_a_removed_passphrase_leaves_a_plain_journal(
    path: Path, code: RecoveryCode, clock: FixedClock, hooks: Hooks
) -> None:
    remove_passphrase(path, code, SilentJob(), before=noting(hooks))
    assert [(place, is_there) for place, _key, is_there in hooks] == [(path, True)]
    assert (is_encrypted(path), keys_path(path).exists()) == (False, False)
    session = opened(path, clock)
    assert not session.info().is_encrypted
    assert refusal(session.recovery_code) is ConditionCode.NOT_ENCRYPTED
    session.close()


@pytest.mark.usefixtures("code")
def test_a_wrong_secret_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    wrong, stray = Passphrase("wrong"), RecoveryCode.new()
    for attempt in (
        lambda: change_passphrase(path, wrong, OTHER, SilentJob()),
        lambda: remove_passphrase(path, wrong, SilentJob()),
    ):
        assert refusal(attempt) is ConditionCode.WRONG_PASSPHRASE
    attempt = lambda: recover(path, stray, OTHER, SilentJob())  # noqa: E731
    assert refusal(attempt) is ConditionCode.WRONG_RECOVERY_CODE
    assert path.read_bytes() == before
    unlock(path, PASSPHRASE)


def test_a_change_can_be_stopped(path: Path, code: RecoveryCode) -> None:
    with pytest.raises(Cancelled):
        change_passphrase(path, PASSPHRASE, OTHER, StoppedJob())
    with pytest.raises(Cancelled):
        remove_passphrase(path, PASSPHRASE, StoppedJob())
    assert unlock(path, PASSPHRASE) == unlock(path, code)


def test_every_step_of_strength_has_words() -> None:
    assert len({strength_in_words(step) for step in Strength}) == len(Strength)
