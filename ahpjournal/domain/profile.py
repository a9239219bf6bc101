"""The journal's owner."""

from dataclasses import field
from datetime import date

from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Profession:
    """One of the allied health professions; *regulator* is the body that keeps its register."""

    id: str
    name: str
    plural: str
    regulator: str


@dataclass(frozen=True, slots=True)
class RoleLevel:
    """Where in the health system a role sits (provider, system, region, national)."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Who keeps the journal; every field may be empty. *profession* and *role_level* are ids."""

    name: str = field(default="", repr=False)
    profession: str = ""
    role_title: str = field(default="", repr=False)
    role_level: str = ""
    organisation: str = field(default="", repr=False)
    regulator: str = ""
    cycle_starts_on: date | None = None
    cycle_ends_on: date | None = None
    coach: str = field(default="", repr=False)

    @property
    def initials(self) -> str:
        """First letters of the first and last word of the name, upper case; may be empty."""
        words = self.name.split()
        if not words:
            return ""
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def first_name(self) -> str:
        """First word of the name; may be empty."""
        words = self.name.split()
        return words[0] if words else ""
