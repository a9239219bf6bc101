"""What IT runs after deployment: does everything this program needs work on this computer?"""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ahpjournal import __version__
from ahpjournal.assets import resource_names, resource_path
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.records import dataclass
from ahpjournal.policy import Policies
from ahpjournal.services.check_words import problems_in_words
from ahpjournal.services.policy_words import problem_in_words
from ahpjournal.services.returned_pdfs import try_reader
from ahpjournal.services.session import JournalSession
from ahpjournal.services.spelling import british_words, our_words
from ahpjournal.services.storage_facts import is_shared_location, storage_facts
from ahpjournal.text import _, ngettext


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was tried."""

    name: str
    is_ok: bool
    detail: str


def run_checks(
    folder: Path,
    policies: Policies,
    create: Callable[[Path], JournalSession],
    read_content: Callable[[], object],
) -> tuple[CheckResult, ...]:
    """Try everything; *folder* is where journals are kept, *policies* what is set for all."""
    return (
        CheckResult("version", is_ok=True, detail=_versions()),
        _policy(policies),
        _data_folder(folder, is_chosen=policies.data_folder is not None),
        _write(folder),
        _database(),
        tried("content", lambda: _content(read_content)),
        tried("fonts", _fonts),
        tried("dictionary", _dictionary),
        tried("journal", lambda: _round_trip(create)),
        tried("replies", _replies),
    )


def network(seen: Sequence[str]) -> CheckResult:
    """Say whether anything reached for a network; *seen* names the events."""
    detail = ", ".join(seen) or _("nothing reached for a network")
    return CheckResult("no-network", not seen, detail)


def _versions() -> str:
    return f"AHP Journal {__version__}, Python {platform.python_version()}, {sys.platform}"


def _policy(policies: Policies) -> CheckResult:
    names = ", ".join(sorted(policies.given))
    words = _("in force: {names}").format(names=names) if names else _("none is set")
    problems = [problem_in_words(problem) for problem in policies.problems]
    is_well = all(problem.is_harmless for problem in policies.problems)
    return CheckResult("policy", is_well, "; ".join([words, *problems]))


def _data_folder(folder: Path, *, is_chosen: bool) -> CheckResult:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        detail = _("{folder}: cannot be made there: {reason}")
        words = detail.format(folder=folder, reason=error.strerror)
        return CheckResult("data-folder", is_ok=False, detail=words)
    shared = is_shared_location(folder)
    detail = (
        _("{folder}: on a network drive or in a synced folder")
        if shared
        else _("{folder}: on a local drive")
    )
    if shared and is_chosen:
        detail = _("{folder}: on a network drive or in a synced folder, as the policy sets it")
    return CheckResult("data-folder", is_chosen or not shared, detail.format(folder=folder))


def _write(folder: Path) -> CheckResult:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix="self-test-") as file:
            file.write(b"ahp journal")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        detail = _("cannot write and sync: {reason}").format(reason=error.strerror)
        return CheckResult("write", is_ok=False, detail=detail)
    return CheckResult("write", is_ok=True, detail=_("written and synced"))


def _database() -> CheckResult:
    facts = storage_facts()
    cipher = facts.cipher or _("missing")
    full_text = _("there") if facts.full_text else _("missing")
    detail = _("SQLite {sqlite}, SQLCipher {cipher}, full-text search {full_text}").format(
        sqlite=facts.sqlite, cipher=cipher, full_text=full_text
    )
    return CheckResult("database", bool(facts.cipher) and facts.full_text, detail)


def tried(name: str, attempt: Callable[[], str]) -> CheckResult:
    """Make one attempt: what it gives, or raises, is what there is to say of it."""
    try:
        return CheckResult(name, is_ok=True, detail=attempt())
    except (AhpJournalError, OSError, ValueError) as error:
        return CheckResult(name, is_ok=False, detail=str(error))


def _content(read_content: Callable[[], object]) -> str:
    read_content()
    return _("programme pack, reflective models and professions read")


def _replies() -> str:
    try_reader()
    return _("the process that reads returned PDFs starts and answers")


def _fonts() -> str:
    count = 0
    for family in ("inter", "atkinson-hyperlegible-next", "dejavu", "noto"):
        count += sum(1 for name in resource_names(f"fonts/{family}", ".ttf") if name)
    resource_path("icons", "app", "ahpjournal.svg")
    return ngettext("{n} font file", "{n} font files", count).format(n=count)


def _dictionary() -> str:
    words, ours = british_words(), our_words()
    if not all(word in words for word in ("colour", "realise", "practise")):
        raise OSError("not the British dictionary")
    return _("{count} British words, {ours} of our own").format(count=len(words), ours=len(ours))


def _round_trip(create: Callable[[Path], JournalSession]) -> str:
    with tempfile.TemporaryDirectory(prefix="ahpjournal-") as folder:
        session = create(Path(folder) / "self-test.ahpjournal")
        try:
            session.entries.quick_capture("self-test")
            found = len(session.search.search("self"))
            report = session.check()
        finally:
            session.close()
    if not report.is_ok or found != 1:
        raise OSError(problems_in_words(report.problems) or "not found again")
    return _("made, written, searched, checked and removed")
