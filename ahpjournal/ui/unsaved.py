"""What was typed and is not on disk: to be shown, tried again and, if asked, put elsewhere."""

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from ahpjournal.domain.records import dataclass
from ahpjournal.output_file import whole_file
from ahpjournal.services.storage_facts import refuse_to_replace_journal
from ahpjournal.text import _


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """A text that could not be saved so far; *where* says which page or field it belongs to."""

    where: str
    text: str = field(repr=False)


def write_copy(target: Path, texts: Sequence[UnsavedText]) -> None:
    """Write *texts* to *target* as Markdown, for its owner's eyes only.

    Raises:
        ConditionError: it cannot be written, or *target* is a journal; nothing is left behind.
    """
    refuse_to_replace_journal(target)
    parts = [_("# Typed in AHP Journal and not saved there")]
    parts += [f"## {one.where}\n\n{one.text.strip()}" for one in texts]
    with whole_file(target) as file:
        file.write(("\n\n".join(parts) + "\n").encode())
