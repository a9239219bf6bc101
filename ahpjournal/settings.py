"""Settings of this computer, in a TOML file in the local (not roaming) application folder."""

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.output_file import whole_file
from ahpjournal.policy import NO_POLICIES, Policies, read_policies

FILE_NAME = "settings.toml"
HOME_VARIABLE = "AHPJOURNAL_HOME"
RECENT = 8
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
LOCK_MINUTES = (5, 10, 15, 30, 60)


class ThemeChoice(StrEnum):
    """How the window looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered on this computer; nothing of a journal's content."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100
    recent: tuple[str, ...] = ()
    window: str = ""
    backup_folder: str = ""
    """Where backups go besides the program's own folder; empty for none."""
    lock_minutes: int = 10
    """Minutes without use after which an encrypted journal is locked."""
    checks_spelling: bool = True
    shows_identifiers: bool = True


def home(policies: Policies | None = None) -> Path:
    """Give the folder of this program: the organisation's choice, or the local application folder.

    The variable AHPJOURNAL_HOME names another where the organisation sets none. *policies* are read
    when not given.
    """
    chosen = (read_policies() if policies is None else policies).data_folder
    if chosen is not None:
        return chosen
    override = os.environ.get(HOME_VARIABLE)
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_data_dir("AHP Journal", appauthor=False, roaming=False))


class SettingsStore:
    """Reads settings once and writes each change at once.

    What the organisation sets holds in place of a person's own choice, which is kept all the same.
    """

    def __init__(self, folder: Path, policies: Policies = NO_POLICIES) -> None:
        """Use *folder*; a file that cannot be read is put aside and defaults are used."""
        self._path = folder / FILE_NAME
        self.policies = policies
        self._own = self._load()

    @property
    def current(self) -> Settings:
        """The settings in force."""
        return in_force(self._own, self.policies)

    def use(self, settings: Settings) -> None:
        """Use *settings* from now on, for this time only."""
        self._own = self._without_policies(settings)

    def save(self, settings: Settings) -> None:
        """Use *settings* from now on and next time.

        Raises:
            ConditionError: the folder cannot be written to; they hold for this time only.
        """
        self.use(settings)
        settings = self._own
        import tomli_w

        values = {
            "theme": settings.theme.value,
            "text_size": settings.text_size,
            "recent": [path for path in settings.recent if _is_text(path)],
            "window": settings.window,
            "checks_spelling": settings.checks_spelling,
            "shows_identifiers": settings.shows_identifiers,
            "backup_folder": settings.backup_folder if _is_text(settings.backup_folder) else "",
            "lock_minutes": settings.lock_minutes,
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ConditionError(ConditionCode.NO_PERMISSION, str(self._path.parent)) from error
        with whole_file(self._path) as file:
            file.write(tomli_w.dumps(values).encode())

    def remember(self, journal: Path) -> None:
        """Put *journal* first in the list of recent ones, whatever folder comes to be the present.

        Raises:
            ConditionError: the folder cannot be written to; it holds for this time only.
        """
        name = str(journal.absolute())
        if self.current.recent[:1] == (name,):
            return
        rest = tuple(p for p in self.current.recent if p not in {name, str(journal)})
        self.save(replace(self.current, recent=(name, *rest)[:RECENT]))

    def forget(self, journal: Path) -> None:
        """Take *journal* out of the list of recent ones.

        Raises:
            ConditionError: the folder cannot be written to; it holds for this time only.
        """
        names = {str(journal), str(journal.absolute())}
        rest = tuple(p for p in self.current.recent if p not in names)
        self.save(replace(self.current, recent=rest))

    def _without_policies(self, settings: Settings) -> Settings:
        """Put the person's own choices back where the organisation's are in force."""
        policies, own = self.policies, self._own
        if policies.auto_lock_minutes is not None:
            settings = replace(settings, lock_minutes=own.lock_minutes)
        if policies.backup_folder is not None:
            settings = replace(settings, backup_folder=own.backup_folder)
        return settings

    def _load(self) -> Settings:
        try:
            values = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except OSError:
            return Settings()
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
            self._put_aside()
            return Settings()
        return from_values(values)

    def _put_aside(self) -> None:
        with suppress(OSError):
            os.replace(self._path, self._path.with_suffix(".bad"))


def in_force(own: Settings, policies: Policies) -> Settings:
    """Give the settings that hold where a person chose *own* and the organisation *policies*."""
    if policies.auto_lock_minutes is not None:
        own = replace(own, lock_minutes=policies.auto_lock_minutes)
    if policies.backup_folder is not None:
        own = replace(own, backup_folder=str(policies.backup_folder))
    return own


def _is_text(path: str) -> bool:
    """Tell whether *path* can be written down: the name of a file may hold any bytes."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def from_values(values: Mapping[str, object]) -> Settings:
    """Read settings from plain values; a value of the wrong kind counts as the default."""
    default = Settings()
    theme, size = values.get("theme"), values.get("text_size")
    recent, window = values.get("recent"), values.get("window")
    backups = values.get("backup_folder")
    minutes = values.get("lock_minutes")
    known = {choice.value for choice in ThemeChoice}
    return Settings(
        theme=ThemeChoice(theme) if isinstance(theme, str) and theme in known else default.theme,
        text_size=size if isinstance(size, int) and size in TEXT_SIZES else default.text_size,
        recent=tuple(p for p in recent if isinstance(p, str))[:RECENT]
        if isinstance(recent, list)
        else (),
        window=window if isinstance(window, str) else "",
        checks_spelling=values.get("checks_spelling") is not False,
        shows_identifiers=values.get("shows_identifiers") is not False,
        backup_folder=backups if isinstance(backups, str) else "",
        lock_minutes=minutes
        if isinstance(minutes, int) and minutes in LOCK_MINUTES
        else default.lock_minutes,
    )
