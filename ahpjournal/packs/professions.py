"""The professions and role levels that a profile offers."""

from ahpjournal.domain.profile import Profession, RoleLevel
from ahpjournal.packs.document import Document, read_resource
from ahpjournal.packs.tables import NAME_LENGTH, Table, refuse_duplicates

FORMAT = "ahpjournal-professions"
FORMAT_VERSION = 1
FILE = "professions.toml"


def load_professions() -> tuple[Profession, ...]:
    """Read the allied health professions, in the order in which to offer them.

    Raises:
        ConditionError: the installation lacks them.
        PackError: somebody has edited mistakes into the file.
    """
    return read_professions(read_resource(FILE))[0]


def load_role_levels() -> tuple[RoleLevel, ...]:
    """Read the levels at which a role can sit, from the nearest to patients outwards.

    Raises:
        ConditionError: the installation lacks them.
        PackError: somebody has edited mistakes into the file.
    """
    return read_professions(read_resource(FILE))[1]


def read_professions(document: Document) -> tuple[tuple[Profession, ...], tuple[RoleLevel, ...]]:
    """Read professions and role levels from *document*.

    Raises:
        PackError: it has mistakes; every one is named with its line and key.
    """
    document.check_header(FORMAT, FORMAT_VERSION)
    top = Table(document, document.table)
    top.has("format")
    top.has("version")
    found = _professions(top), _role_levels(top)
    top.refuse_others()
    document.raise_problems()
    return found


def _professions(top: Table) -> tuple[Profession, ...]:
    rows = top.tables("professions", least=1)
    professions = tuple(
        Profession(
            id=row.identifier(),
            name=row.text("name", longest=NAME_LENGTH),
            plural=row.text("plural", longest=NAME_LENGTH),
            regulator=row.text("regulator", longest=NAME_LENGTH),
        )
        for row in rows
    )
    refuse_duplicates([(p.id, row) for p, row in zip(professions, rows, strict=True)], "id")
    for row in rows:
        row.refuse_others()
    return professions


def _role_levels(top: Table) -> tuple[RoleLevel, ...]:
    rows = top.tables("role_levels", least=1)
    levels = tuple(
        RoleLevel(row.identifier(), row.text("name", longest=NAME_LENGTH), row.text("description"))
        for row in rows
    )
    refuse_duplicates([(level.id, row) for level, row in zip(levels, rows, strict=True)], "id")
    for row in rows:
        row.refuse_others()
    return levels
