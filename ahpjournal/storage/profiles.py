"""The owner's profile and the modules of their programme."""

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.rows import module_row, profile_row, to_module, to_profile
from ahpjournal.storage.writing import Writing


class ProfileRepository:
    """The one profile of a journal."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def get(self) -> Profile:
        """Give the profile; an empty one if none was saved."""
        row = self._writing.one("SELECT * FROM profile ORDER BY n LIMIT 1")
        return to_profile(row) if row is not None else Profile()

    def save(self, profile: Profile) -> None:
        """Keep *profile*; nothing is written if it is the same."""
        values = profile_row(cleaned(profile))
        row = self._writing.one("SELECT * FROM profile ORDER BY n LIMIT 1")
        if row is None:
            self._writing.insert("profile", {"uid": self._writing.ids.new(), **values})
        elif any(row[name] != value for name, value in values.items()):
            self._writing.update("profile", row["uid"], values)


class ModuleRepository:
    """Modules by number."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def list_all(self) -> tuple[Module, ...]:
        """Give every stored module by number, also those that were removed."""
        rows = self._writing.all("SELECT * FROM module ORDER BY number")
        return tuple(to_module(row) for row in rows)

    def save(self, module: Module) -> None:
        """Keep *module* in place of the one with its number; the same is not written again."""
        row = self._writing.one("SELECT * FROM module WHERE number = ?", (module.number,))
        removed_at = row["deleted_at"] if row is not None else None
        if module.is_removed != (removed_at is not None):
            removed_at = timestamp(self._writing.clock.now()) if module.is_removed else None
        values = {**module_row(cleaned(module)), "deleted_at": removed_at}
        if row is None:
            self._writing.insert("module", {"uid": self._writing.ids.new(), **values})
        elif any(row[name] != value for name, value in values.items()):
            self._writing.update("module", row["uid"], values)
