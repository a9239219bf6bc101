"""What the resources bring to a programme, in one hand."""

from dataclasses import field

from ahpjournal.domain.profile import Profession, RoleLevel
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel


@dataclass(frozen=True, slots=True)
class ProgrammeContent:
    """What comes from the resources: the pack, reflective models, professions, role levels."""

    pack: Pack
    models: tuple[ReflectiveModel, ...]
    professions: tuple[Profession, ...]
    role_levels: tuple[RoleLevel, ...]
    pack_text: str = field(default="", repr=False)
    """The file the pack was read from; empty where it was made otherwise."""
