"""What a coach's PDF carries so that it is known again: ids only, never a name or a word.

The seal (HMAC-SHA-256 with a key that stays in the journal) proves that the form is ours and
unaltered. It says nothing of who filled it in.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from ahpjournal.domain.reply_form import Place, PlacedField, ReplyForm

NAME = "portfolio.json"
FORMAT, VERSION = "ahpjournal-form", 1
_ALGORITHM = "HMAC-SHA256"


def manifest_of(
    form: ReplyForm,
    placed: Sequence[PlacedField],
    places: Sequence[Place],
    pages: Sequence[str],
) -> dict[str, Any]:
    """Give the manifest of *form*; *pages* are digests of what stands on each page."""
    where = {p.name: p for p in placed}
    fields = [
        {
            "name": f.name,
            "kind": f.kind.value,
            "prompt": f.prompt.value,
            "about": f.about.value,
            "record": f.record,
            "page": where[f.name].page,
            "rect": [round(v, 1) for v in where[f.name].rect],
            "options": [code for code, _label in f.options],
        }
        for f in form.fields
        if f.name in where
    ]
    body: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "journal": form.journal_id,
        "export": form.export_id,
        "revision": form.revision,
        "fields": fields,
        "places": [[p.page, round(p.top, 1), p.about.value, p.record] for p in places],
        "pages": list(pages),
    }
    return sealed(body, form.key_id, form.key)


def canonical(body: dict[str, Any]) -> bytes:
    """Give *body* as bytes that are the same for the same content."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sealed(body: dict[str, Any], key_id: str, key: bytes) -> dict[str, Any]:
    """Give *body* with its seal."""
    whole = {**body, "alg": _ALGORITHM, "key": key_id}
    return {**whole, "mac": _seal(whole, key)}


def is_sealed_with(manifest: dict[str, Any], key: bytes) -> bool:
    """Tell whether the seal of *manifest* is that of *key*."""
    body = {name: value for name, value in manifest.items() if name != "mac"}
    given = manifest.get("mac")
    if manifest.get("alg") != _ALGORITHM or not isinstance(given, str) or not given.isascii():
        return False
    return hmac.compare_digest(_seal(body, key), given)


def page_digest(content: bytes) -> str:
    """Name what stands on a page; *content* is what draws it, without its boxes and notes."""
    return hashlib.sha256(b" ".join(content.split())).hexdigest()[:24]


def _seal(body: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, canonical(body), hashlib.sha256).hexdigest()
