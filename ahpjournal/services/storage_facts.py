"""Facts about the database and its place on this computer, for the self-test."""

from ahpjournal.storage.facts import StorageFacts, storage_facts
from ahpjournal.storage.location import is_shared_location

__all__ = ["StorageFacts", "is_shared_location", "storage_facts"]
