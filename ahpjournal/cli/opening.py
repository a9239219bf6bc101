"""Opening the journal that a command names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ahpjournal.cli.unlocking import key_of
from ahpjournal.domain.errors import WarningCode
from ahpjournal.services.messages import describe_warning

if TYPE_CHECKING:
    from ahpjournal.services.protection import Key
    from ahpjournal.services.session import JournalSession


@contextmanager
def opened(
    journal: Path, *, read_only: bool, key: "Key | None" = None
) -> "Iterator[JournalSession]":
    """Open *journal* for one command; with the passphrase given, unless its *key* is known."""
    from ahpjournal.bootstrap import own_workshop

    found = key_of(journal) if key is None else key
    session = own_workshop().open(journal, read_only=read_only, key=found)
    if session.is_from_newer_version and not click.get_current_context().params.get("as_json"):
        said = describe_warning(WarningCode.NEWER_VERSION, str(journal))
        click.echo(f"{said.title}. {said.what_happened} {said.what_is_safe}", err=True)
    try:
        yield session
    finally:
        session.close()
