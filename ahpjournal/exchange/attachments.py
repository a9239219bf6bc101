"""Attachments in a document: their bytes in Base64, beside a hash that names them."""

import base64
import binascii
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from ahpjournal.domain.attachments import MOST_BYTES, Attachment, display_name
from ahpjournal.domain.records import dataclass
from ahpjournal.text import _

_NAMESPACE = uuid.UUID("a7f0c2d4-93f5-5e55-8a3c-0f6f1b7c2e91")


@dataclass(frozen=True, slots=True)
class GivenAttachment:
    """An attachment of a document, for the entry with the id *entry*; *text* is its Base64."""

    id: str
    entry: str
    name: str = field(repr=False)
    text: str = field(repr=False)

    def content(self) -> bytes:
        """Give the bytes of the file."""
        return decoded(self.text)


def decoded(text: str) -> bytes:
    """Give the bytes that *text* stands for, whatever lines it was broken into.

    Raises:
        ValueError: it is not Base64.
    """
    return base64.b64decode("".join(text.split()), validate=True)


def read_attachment(data: Mapping[str, Any], entry: str, place: int) -> GivenAttachment:
    """Read a checked attachment of *entry*; one without an id gets one that follows from it."""
    name, text = display_name(data.get("name", "")), data["data"]
    named = f"{entry}{place}{name}{data.get('sha256') or hashlib.sha256(text.encode()).hexdigest()}"
    given = data.get("id") or str(uuid.uuid5(_NAMESPACE, named))
    return GivenAttachment(given.lower(), entry, name, text)


def write_attachment(attachment: Attachment, parts: Iterable[bytes]) -> Iterator[str]:
    """Give an attachment as JSON, piece by piece; the size of every part but the last divides by 3.

    So no file is in memory as a whole.
    """
    head = {
        "id": attachment.id,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "data": "'
    for part in parts:
        yield base64.b64encode(part).decode("ascii")
    yield '"}'


def problem_of(data: Mapping[str, Any]) -> tuple[str, str] | None:
    """Give the key of an attachment that is not as it should be, and what is expected there."""
    text = data.get("data")
    if not isinstance(text, str):
        return None  # the schema says so
    try:
        content = decoded(text)
    except (ValueError, binascii.Error):
        return "data", _("the bytes of the file in Base64")
    if not content or len(content) > MOST_BYTES:
        return "data", _("a file of 1 byte to 25 MB")
    size, sha256 = data.get("size"), data.get("sha256")
    if isinstance(size, int | float) and size != len(content):
        return "size", _("the number of bytes in data")
    if isinstance(sha256, str) and sha256 and sha256.lower() != hashlib.sha256(content).hexdigest():
        return "sha256", _("the SHA-256 of the bytes in data")
    return None
