"""The long half of the self-test: makes a journal and does with it what its owner would do."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services import protection
from ahpjournal.services.returned_pdfs import file_bytes, read_pdf
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _

_PLAIN_HEADER = b"SQLite format 3\0"
_SECRET, _OTHER = "self-test-passphrase", "another-passphrase"

T = TypeVar("T")


def full_checks(
    make_workshop: Callable[[Path], Any], run: Callable[[str, Callable[[], str]], T]
) -> tuple[T, ...]:
    """Do everything with a demo journal in a folder that is thrown away.

    *make_workshop* gives what opens journals and backs them up in a folder. *run* makes one attempt
    under its name: what that gives, or raises, is what came of it.
    """
    with tempfile.TemporaryDirectory(prefix="ahpjournal-") as place:
        folder = Path(place)
        made = make_workshop(folder)
        journal, pdf = folder / "self-test.ahpjournal", folder / "coach.pdf"
        steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("demo", lambda: _demo(made, journal)),
            ("spell-check", lambda: _spelling(made, journal)),
            ("pdf", lambda: _pdf(made, journal, pdf)),
            ("reply", lambda: _reply(pdf)),
            ("encryption", lambda: _encryption(made, journal)),
            ("backup", lambda: _backup(made, journal)),
            ("restore", lambda: _restore(made, journal, folder / "back.ahpjournal")),
        )
        return tuple(run(name, step) for name, step in steps)


@contextmanager
def _opened(made: Any, journal: Path, secret: str = "") -> Iterator[JournalSession]:
    key = protection.unlock(journal, Passphrase(secret)) if secret else protection.NO_KEY
    session: JournalSession = made.open(journal, key=key)
    try:
        yield session
    finally:
        session.close()


def _demo(made: Any, journal: Path) -> str:
    session: JournalSession = made.create_demo(journal)
    try:
        counts = session.info().counts
    finally:
        session.close()
    return _("{entries} reflections, {actions} actions").format(
        entries=counts["entries"], actions=counts["actions"]
    )


def _spelling(made: Any, journal: Path) -> str:
    with _opened(made, journal) as session:
        unknown = session.spelling.check("colour, ocupation")
        suggested = session.spelling.suggestions("ocupation")
    if len(unknown) != 1 or "occupation" not in suggested:
        raise OSError(_("a wrong word was not found, or the right one not suggested"))
    return _("a wrong word is found and the right one suggested")


def _pdf(made: Any, journal: Path, target: Path) -> str:
    with _opened(made, journal) as session:
        content = session.portfolios.content(session.portfolios.saved_selection())
        cleared = session.gate.keeper().clear(content, replace_all=True)
        session.portfolios.write_pdf(cleared, target, SilentJob())
    size = target.stat().st_size
    if not target.read_bytes().startswith(b"%PDF-"):
        raise OSError(_("the document is no PDF"))
    return _("the coach\u2019s PDF, {size} bytes").format(size=size)


def _reply(document: Path) -> str:
    found = read_pdf(file_bytes(document), SilentJob())
    return _("the PDF was read back: {pages} pages").format(pages=found.pages)


def _encryption(made: Any, journal: Path) -> str:
    hooks = made.backup_hooks()
    protection.set_passphrase(
        journal, Passphrase(_SECRET), SilentJob(), before=hooks.back_up, after=hooks.protect
    )
    if journal.read_bytes()[: len(_PLAIN_HEADER)] == _PLAIN_HEADER:
        raise OSError(_("the file is not encrypted"))
    try:
        protection.unlock(journal, Passphrase(_OTHER))
    except ConditionError as error:
        if error.code is not ConditionCode.WRONG_PASSPHRASE:
            raise
    else:
        raise OSError(_("another passphrase opens it"))
    with _opened(made, journal, _SECRET) as session:
        if not session.check().is_ok:
            raise OSError(_("the encrypted journal is not sound"))
    return _("encrypted, opened with its passphrase, refused with another")


def _backup(made: Any, journal: Path) -> str:
    with _opened(made, journal, _SECRET) as session:
        backup = session.backups.make(BackupReason.BY_HAND).backup
        session.backups.verify(backup)
    return _("made, opened and checked: {records} records").format(records=backup.records)


def _restore(made: Any, journal: Path, target: Path) -> str:
    with _opened(made, journal, _SECRET) as session:
        newest = session.backups.newest()
        if newest is None:
            raise OSError(_("there is no backup"))
        session.backups.restore_beside(newest, target)
        before = session.info().counts
    with _opened(made, target, _SECRET) as session:
        after = session.info().counts
    if before != after:
        raise OSError(_("what came back is not what was there"))
    return _("brought back beside the journal, and the same is in it")
