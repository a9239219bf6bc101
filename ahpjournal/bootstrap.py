"""The composition root: builds every object once and hands them to each other."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ahpjournal import logs
from ahpjournal.assets import read_text, resource_path
from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import Clock, FixedClock, StoryClock, SystemClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids, TimeOrderedIds
from ahpjournal.domain.jobs import Job, SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.records import dataclass
from ahpjournal.packs import (
    DEFAULT_PACK,
    default_pack,
    load_professions,
    load_reflective_models,
    load_role_levels,
)
from ahpjournal.policy import NO_POLICIES, Policies, read_policies
from ahpjournal.services import private_copies
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.backups import back_up_before
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.protection import NO_KEY, BackupHooks, Key, forget_key_slots
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import (
    JournalSession,
    create_journal,
    memory_journal,
    open_journal,
)
from ahpjournal.settings import SettingsStore, home

SUFFIX = ".ahpjournal"
if TYPE_CHECKING:
    from ahpjournal.domain.merging import MergeReport
    from ahpjournal.services.repairs import RepairReport

DEFAULT_NAME = "Journal.ahpjournal"
DEMO_NAME = "Demo journal.ahpjournal"
FIRST_DAY_NAME = "First day.ahpjournal"
DEMO_NOW = datetime(2026, 6, 24, 8, 0, tzinfo=UTC)
"""When the demo journal's story ends: its window and its pictures begin on this day."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What opens journals: content, time and ids."""

    content: ProgrammeContent
    clock: Clock
    ids: Ids
    places: BackupPlaces | None = None
    policies: Policies = NO_POLICIES

    def create(self, path: Path, *, passphrase: Passphrase | None = None) -> JournalSession:
        """Make an empty journal at *path*; encrypted if there is a *passphrase*.

        Raises:
            ConditionError: something is there already, or the folder is missing or refuses.
        """
        return create_journal(
            path,
            clock=self.clock,
            ids=self.ids,
            content=self.content,
            passphrase=passphrase,
            places=self.places,
            policies=self.policies,
        )

    def open(self, path: Path, *, read_only: bool = False, key: Key = NO_KEY) -> JournalSession:
        """Open the journal at *path*; an encrypted one with its *key*.

        One that a newer version wrote opens *read_only* as far as this version understands it.

        Raises:
            ConditionError: it cannot be opened; the file is untouched.
        """
        return open_journal(
            path,
            clock=self.clock,
            ids=self.ids,
            content=self.content,
            read_only=read_only,
            key=key,
            places=self.places,
            policies=self.policies,
        )

    def open_or_read(
        self, path: Path, *, read_only: bool = False, key: Key = NO_KEY
    ) -> JournalSession:
        """Open the journal at *path* like open(); to read it only if a newer version wrote it.

        Raises:
            ConditionError: it cannot be opened, or a newer version wrote it in ways that this one
                does not understand; the file is untouched.
        """
        try:
            return self.open(path, read_only=read_only, key=key)
        except ConditionError as error:
            if read_only or error.code is not ConditionCode.TOO_NEW:
                raise
        return self.open(path, read_only=True, key=key)

    def repair(self, path: Path, target: Path, job: Job, key: Key = NO_KEY) -> "RepairReport":
        """Make a repaired copy of the journal at *path*, which is only read, at *target*.

        Raises:
            ConditionError: it is in use or nothing of it can be read, or *target* is taken.
            Cancelled: the user stopped it; nothing is left behind.
        """
        from ahpjournal.services.repairs import repair_journal

        return repair_journal(path, target, clock=self.clock, ids=self.ids, job=job, key=key)

    def restore(self, backup: Path, target: Path, job: Job, key: Key = NO_KEY) -> Backup:
        """Bring a backup back as a journal of its own at *target*.

        Raises:
            ConditionError: something is there, the folder refuses, or the backup is not sound.
        """
        return RestoreService(self.clock, self.places).beside(backup, target, job, key)

    def backup_hooks(self) -> BackupHooks:
        """Give what keeps backups in step when a passphrase is set, changed or removed."""
        return BackupHooks(self.clock, self.places)

    def merge(
        self,
        journal: Path,
        other: Path,
        job: Job,
        *,
        dry_run: bool = False,
        key: Key = NO_KEY,
        other_key: Key | None = None,
    ) -> "MergeReport":
        """Bring the changes of the copy at *other*, which is only read, into *journal*.

        *journal* must not be open; it is backed up first. With *dry_run* nothing is changed.
        Without *other_key*, *key* is tried on the other one too.

        Raises:
            InputError: both are the same file (SAME_FILE).
            ConditionError: one of them cannot be used, they are no copies of each other, or the
                backup could not be made; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """

        def back_up() -> None:
            if self.places is not None:
                back_up_before(journal, key, BackupReason.BEFORE_MERGE, self.clock, self.places)

        from ahpjournal.services.merging import Merger

        return Merger(self.clock, self.ids).bring_together(
            journal, other, job, back_up=back_up, dry_run=dry_run, key=key, other_key=other_key
        )

    def memory(self) -> JournalSession:
        """Make a journal that is gone when closed."""
        return memory_journal(clock=self.clock, ids=self.ids, content=self.content)

    def fill_with_demo(self, session: JournalSession) -> None:
        """Bring the demo content into an empty journal.

        Raises:
            ConditionError: the demo content is missing from the installation.
        """
        _fill_with_demo(session, demo_content())

    def create_demo(self, path: Path, *, passphrase: Passphrase | None = None) -> JournalSession:
        """Make a journal with the demo content at *path*; encrypted if there is a *passphrase*.

        Raises:
            ConditionError: it cannot be made there; nothing is left behind.
        """
        content = demo_content()
        with self.made(path, passphrase=passphrase, closes=False) as session:
            _fill_with_demo(session, content)
        return session

    @contextmanager
    def made(
        self, path: Path, *, passphrase: Passphrase | None = None, closes: bool = True
    ) -> Iterator[JournalSession]:
        """Make an empty journal at *path* that goes again if what is done with it fails.

        Raises:
            ConditionError: something is there already, or the folder is missing or refuses.
        """
        session = self.create(path, passphrase=passphrase)
        try:
            yield session
        except BaseException:
            session.close()
            path.unlink(missing_ok=True)
            forget_key_slots(path)
            raise
        if closes:
            session.close()


def _fill_with_demo(session: JournalSession, content: bytes) -> None:
    session.transfer.import_json(content, SilentJob())
    words = read_text("demo", "talk-about.md").strip()
    suggested = session.portfolios.suggested_selection()
    session.portfolios.save_selection(replace(suggested, talk_about=words))


def load_content() -> ProgrammeContent:
    """Read pack, reflective models, professions and role levels from the resources."""
    return ProgrammeContent(
        default_pack(),
        load_reflective_models(),
        load_professions(),
        load_role_levels(),
        read_text("packs", DEFAULT_PACK),
    )


def workshop(
    clock: Clock | None = None,
    places: BackupPlaces | None = None,
    policies: Policies = NO_POLICIES,
) -> Workshop:
    """Give what opens journals, on the computer's clock unless told.

    Without *places* the journals are not backed up: they are thrown away.
    """
    chosen = clock or SystemClock()
    return Workshop(load_content(), chosen, TimeOrderedIds(chosen), places, policies)


def own_workshop(settings: SettingsStore | None = None) -> Workshop:
    """Give what opens a person's journals, with the places for their backups on this computer."""
    policies = read_policies() if settings is None else settings.policies
    folder = home(policies)
    places = BackupPlaces(folder, settings or SettingsStore(folder, policies))
    return workshop(places=places, policies=policies)


def backed_up_workshop(folder: Path) -> Workshop:
    """Give what opens journals of a story, with backups in *folder*, where no policy holds."""
    places = BackupPlaces(folder, SettingsStore(folder))
    return workshop(StoryClock(DEMO_NOW, SystemClock()), places)


def journal_name(path: Path) -> Path:
    """Give *path* with the ending that journals have."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def demo_content() -> bytes:
    """Read the demo journal's JSON.

    Raises:
        ConditionError: it is missing from the installation.
    """
    try:
        return resource_path("demo", "journal.json").read_bytes()
    except OSError as error:
        raise ConditionError(ConditionCode.RESOURCE_MISSING, "demo/journal.json") from error


def run(journal: Path | None, *, is_demo: bool, qt_arguments: list[str]) -> int:
    """Open the window: on *journal*, the demo, the last journal or a first, empty one."""
    import ahpjournal.ui.plain_import  # noqa: F401 - before what imports much
    from ahpjournal.ui.journals import Journals
    from ahpjournal.ui.lock.ports import ServicesProtection
    from ahpjournal.ui.running import run_window

    policies = read_policies()
    folder = home(policies)
    logs.open_log(folder)
    private_copies.sweep(folder / private_copies.FOLDER)
    settings = SettingsStore(folder, policies)
    with tempfile.TemporaryDirectory(prefix="ahpjournal-demo-") as throw_away:
        opener = _Opener(settings, folder, Path(throw_away), journal, is_demo=is_demo)
        hooks = BackupHooks(SystemClock(), BackupPlaces(folder, settings))
        journals = Journals(
            opener.start,
            opener.open,
            opener.create,
            opener.demo,
            starts_with_demo=is_demo,
            restores=RestoreService(SystemClock(), BackupPlaces(folder, settings)),
            protection=ServicesProtection(hooks),
            repair=_repair,
        )
        return run_window(qt_arguments, journals, settings)


def _repair(path: Path, target: Path, job: Job, key: Key = NO_KEY) -> "RepairReport":
    return workshop().repair(path, target, job, key)


class _Opener:
    """Opens journals for the window; content is read when the first one is opened."""

    def __init__(
        self,
        settings: SettingsStore,
        folder: Path,
        throw_away: Path,
        journal: Path | None,
        *,
        is_demo: bool,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._throw_away = throw_away
        self._journal = journal
        self._is_demo = is_demo
        self._made: Workshop | None = None
        self._made_for_demo: Workshop | None = None

    def start(self) -> JournalSession:
        if self._is_demo:
            return self.demo()
        if self._journal is not None:
            return self.open(self._journal.absolute())
        recent = self._settings.current.recent
        if recent:  # also where it is gone: an empty journal in its place would look like a loss
            return self.open(Path(recent[0]))
        default = self._folder / DEFAULT_NAME
        if default.exists():
            return self.open(default)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ConditionError(ConditionCode.NO_PERMISSION, str(self._folder)) from error
        return self.create(default)

    def open(self, path: Path, *, read_only: bool = False, key: Key = NO_KEY) -> JournalSession:
        is_demo = path.parent == self._throw_away
        made = self._demo_workshop() if is_demo else self._workshop()
        return made.open_or_read(path, read_only=read_only, key=key)

    def create(self, path: Path) -> JournalSession:
        return self._workshop().create(journal_name(path))

    def demo(self) -> JournalSession:
        path = self._throw_away / DEMO_NAME
        number = 2
        while path.exists():
            path = self._throw_away / f"Demo journal {number}.ahpjournal"
            number += 1
        return self._demo_workshop().create_demo(path)

    def _demo_workshop(self) -> Workshop:
        """Give what opens demo journals: on the days of their story, and never backed up."""
        if self._made_for_demo is None:
            self._made_for_demo = workshop(
                StoryClock(DEMO_NOW, SystemClock()), policies=self._settings.policies
            )
        return self._made_for_demo

    def _workshop(self) -> Workshop:
        if self._made is None:
            self._made = own_workshop(self._settings)
        return self._made


def make_tour(folder: Path, width: int, height: int, theme: str, scale: float) -> list[Path]:
    """Write a picture of every page of the demo journal into *folder*, and its two PDFs.

    Raises:
        ConditionError: the folder cannot be written to.
    """
    from ahpjournal.domain.portfolio import PortfolioKind
    from ahpjournal.services.portfolio_words import kind_name
    from ahpjournal.settings import ThemeChoice
    from ahpjournal.ui.tour import TourWish, make_pictures

    wish = TourWish(folder, width, height, ThemeChoice(theme), scale)
    with tempfile.TemporaryDirectory(prefix="ahpjournal-tour-") as throw_away:
        places = BackupPlaces(Path(throw_away), SettingsStore(Path(throw_away)))
        made = workshop(FixedClock(DEMO_NOW), places)
        demo = made.create_demo(Path(throw_away) / DEFAULT_NAME)
        empty = made.create(Path(throw_away) / FIRST_DAY_NAME)
        try:
            contents = {
                kind: demo.portfolios.content(demo.portfolios.saved_selection(kind), kind)
                for kind in (PortfolioKind.COACH, PortfolioKind.PORTFOLIO)
            }
            demo.backups.make(BackupReason.DAILY)
            written = make_pictures(wish, demo, empty)
            for kind, content in contents.items():
                cleared = demo.gate.keeper().clear(content, replace_all=True)
                pdf = folder / f"{kind_name(kind)}.pdf"
                written.append(demo.portfolios.write_pdf(cleared, pdf, SilentJob()))
        finally:
            demo.close()
            empty.close()
    return written
