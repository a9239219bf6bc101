"""What this copy of the program says of itself: version, and the build it comes from."""

import json
from collections.abc import Mapping
from datetime import date

from ahpjournal import __version__
from ahpjournal.assets import read_text
from ahpjournal.storage.schema import SCHEMA_VERSION
from ahpjournal.text import _

_SHORT = 8


def read_build() -> Mapping[str, str]:
    """Give what the build noted of itself: version, commit, date, lock; nothing in a checkout."""
    try:
        note = json.loads(read_text("build.json"))
    except (OSError, ValueError):
        return {}
    if not isinstance(note, dict):
        return {}
    return {str(key): str(value) for key, value in note.items()}


def version_in_words(build: Mapping[str, str] | None = None) -> str:
    """Say the version so that whoever looks after the program knows which one it is."""
    found = read_build() if build is None else build
    schema = SCHEMA_VERSION
    try:
        day = date.fromisoformat(found.get("date", ""))
    except ValueError:
        return _("{version} (journal format {schema})").format(version=__version__, schema=schema)
    words = _(
        "{version} (built from {commit} of {date}, libraries {lock}, journal format {schema})"
    )
    return words.format(
        version=__version__,
        commit=found.get("commit", "")[:_SHORT],
        date=day.strftime("%d/%m/%Y"),
        lock=found.get("lock", "")[:_SHORT],
        schema=schema,
    )
