"""What our own finished document carries of its form."""

import json
from io import BytesIO
from typing import Any

import pikepdf

from ahpjournal.pdf.manifest import NAME


def manifest_in(data: bytes, password: str = "") -> dict[str, Any] | None:
    """Give the manifest in a document of ours; None if it has no form."""
    with pikepdf.open(BytesIO(data), password=password) as pdf:
        attached = pdf.attachments.get(NAME)
        if attached is None:
            return None
        found: dict[str, Any] = json.loads(attached.get_file().read_bytes())
        return found
