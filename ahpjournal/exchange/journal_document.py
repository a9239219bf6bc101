"""A journal as JSON, version 1: what a document holds, and its schema (resources/schema)."""

import json
from dataclasses import field
from functools import lru_cache
from typing import Any

from ahpjournal.assets import read_text
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import Selection
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.ratings import Rating, Sitting
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.replies import Reply
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.templates import Template
from ahpjournal.exchange.attachments import GivenAttachment

FORMAT, VERSION = "ahpjournal", 1
LATER_KINDS = (
    "risks",
    "responsibilities",
    "contacts",
    "values",
    "narratives",
)
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class JournalDocument:
    """The records of a document. *ignored* are JSON paths of keys nobody knows."""

    profile: Profile | None = None
    pack_id: str = ""
    pack_version: str = ""
    modules: tuple[Module, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    ratings: tuple[Rating, ...] = ()
    entries: tuple[Entry, ...] = ()
    actions: tuple[ActionPlan, ...] = ()
    exports: tuple[ExportRecord, ...] = ()
    replies: tuple[Reply, ...] = ()
    templates: tuple[Template, ...] = ()
    prompts: tuple[OwnPrompt, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    conversation: Selection | None = None
    attachments: tuple[GivenAttachment, ...] = ()
    later: dict[str, int] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Give the JSON Schema of the format."""
    loaded: dict[str, Any] = json.loads(read_text("schema", "journal-1.schema.json"))
    return loaded
