"""Facts about the database and its place on this computer, for the self-test and the window."""

from pathlib import Path

from ahpjournal.storage.facts import StorageFacts, storage_facts
from ahpjournal.storage.location import is_shared_location
from ahpjournal.storage.opening import refuse_journal

__all__ = ["StorageFacts", "is_shared_location", "refuse_to_replace_journal", "storage_facts"]


def refuse_to_replace_journal(target: Path) -> None:
    """Make sure that a file written to *target* replaces no journal nor what belongs to it.

    Raises:
        ConditionError: it would (IS_A_JOURNAL).
    """
    refuse_journal(target, None)
