"""From a returned file to a preview: which document it was, what is new, what to warn of."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource
from ahpjournal.domain.reply_form import NO_RATING, About, Prompt, parts_of, short
from ahpjournal.domain.reply_preview import (
    ItemState,
    Known,
    PreviewAnswer,
    PreviewComment,
    ReplyPreview,
    ReplyWarning,
)
from ahpjournal.domain.returned import (
    TICKED,
    FoundBox,
    FoundComment,
    Oddity,
    ReturnedFile,
)
from ahpjournal.text import _

Rect = tuple[float, float, float, float]

_ODD = {
    Oddity.CUT: ReplyWarning.CUT,
    Oddity.SCRIPTS: ReplyWarning.SCRIPTS,
    Oddity.XFA: ReplyWarning.SCRIPTS,
    Oddity.REPAIRED: ReplyWarning.REPAIRED,
}
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class KnownForm:
    """What is known of a form, from the record of its export or from what the file carries.

    *fields* are by the names of boxes; *places* say where parts of the document begin.
    """

    export: ExportRecord | None = None
    known: Known = Known.NOTHING
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: tuple[tuple[int, float, About, str], ...] = ()
    digests: tuple[str, ...] = ()
    is_other_journal: bool = False
    is_broken: bool = False


def form_fields(form: Any) -> dict[str, Mapping[str, Any]]:
    """Give the boxes that a manifest names, as far as they can be understood."""
    given = form.get("fields") if isinstance(form, Mapping) else None
    if not isinstance(given, list):
        return {}
    wanted = {"name": str, "prompt": str, "about": str, "record": str}
    return {
        one["name"]: one
        for one in given
        if isinstance(one, dict)
        and all(isinstance(one.get(key), kind) for key, kind in wanted.items())
        and one["about"] in set(About)
    }


def form_places(form: Any) -> tuple[tuple[int, float, About, str], ...]:
    """Give where parts of the document begin, as far as it can be understood."""
    given = form.get("places") if isinstance(form, Mapping) else None
    found = []
    for one in given if isinstance(given, list) else []:
        if not isinstance(one, list) or len(one) != 4:
            continue
        page, top, about, record = one
        is_place = isinstance(page, int) and isinstance(top, int | float)
        if is_place and about in set(About) and isinstance(record, str):
            found.append((page, float(top), About(about), record))
    return tuple(sorted(found, key=lambda place: (place[0], -place[1])))


def form_rects(form: Any) -> dict[str, tuple[int, Rect]]:
    """Give where boxes lay, as far as it can be understood."""
    found: dict[str, tuple[int, Rect]] = {}
    for name, one in form_fields(form).items():
        page, rect = one.get("page"), one.get("rect")
        if (
            isinstance(page, int)
            and isinstance(rect, list)
            and len(rect) == 4
            and all(isinstance(v, int | float) and abs(v) < 1e5 for v in rect)
        ):
            left, bottom, right, top = map(float, rect)
            found[name] = (page, (left, bottom, right, top))
    return found


class ReplyReader:
    """Reads one returned file against what the journal knows."""

    def __init__(self, earlier: Iterable[Reply], titles: Mapping[tuple[About, str], str]) -> None:
        """Compare with *earlier* replies; *titles* name what answers are about."""
        self._earlier = tuple(earlier)
        self._titles = titles

    def preview(self, data: bytes, found: ReturnedFile, form: KnownForm) -> ReplyPreview:
        """Say what is in the file, beside what is here.

        Raises:
            InputError: the file holds nothing that is known or noted (NOT_A_FORM).
        """
        sha256 = hashlib.sha256(data).hexdigest()
        is_printed = bool(found.recovered) or (not found.boxes and form.export is not None)
        boxes = _recovered(found, form) if is_printed else found.boxes
        answers = [a for box in boxes if (a := _answer(box, form)) is not None]
        comments = [_comment(c, form, found.comments) for c in found.comments]
        name = next((a.value for a in answers if a.prompt == Prompt.NAME), "")
        authors = [c.author for c in comments if c.author]
        warnings = self._warnings(found, form, is_printed=is_printed)
        if any(r.sha256 == sha256 for r in self._earlier):
            warnings.append(ReplyWarning.READ_BEFORE)
        kept = tuple(self._compared(a, form) for a in answers if a.prompt != Prompt.NAME)
        noted = tuple(self._compared_comment(c) for c in comments)
        preview = ReplyPreview(
            source=ReplySource.PRINTED if is_printed else ReplySource.PDF,
            sha256=sha256,
            known=form.known,
            export=form.export,
            from_whom=" ".join((name or (authors[0] if authors else "")).split())[:_LONGEST_NAME],
            answers=kept,
            comments=noted,
            warnings=tuple(dict.fromkeys(warnings)),
        )
        if preview.is_empty and form.known is Known.NOTHING:
            raise InputError(InputCode.NOT_A_REPLY, "file")
        return preview

    def _warnings(
        self, found: ReturnedFile, form: KnownForm, *, is_printed: bool
    ) -> list[ReplyWarning]:
        warnings = [_ODD[oddity] for oddity in sorted(found.oddities) if oddity in _ODD]
        if form.is_other_journal:
            warnings.append(ReplyWarning.OTHER_JOURNAL)
        elif form.known is Known.NOTHING:
            warnings.append(ReplyWarning.NOT_OURS)
        elif form.export is None:
            warnings.append(ReplyWarning.NOT_RECORDED)
        if is_printed:
            warnings.append(ReplyWarning.PRINTED)
            return warnings
        if form.is_broken or (form.digests and form.digests != found.digests):
            warnings.append(ReplyWarning.CHANGED)
        elif form.known in {Known.NAMES, Known.METADATA} and not form.is_other_journal:
            warnings.append(ReplyWarning.UNSEALED)
        names = {box.name for box in found.boxes}
        if form.known is not Known.NOTHING and not set(form.fields) <= names:
            warnings.append(ReplyWarning.BOXES_MISSING)
        return warnings

    def _compared(self, answer: ReplyAnswer, form: KnownForm) -> PreviewAnswer:
        title = self._titles.get((answer.about, answer.record), "")
        export = form.export.id if form.export is not None else None
        before = [
            a
            for reply in self._earlier
            if reply.export == export
            for a in reply.answers
            if a.box == answer.box and answer.box
        ]
        if any(a.value == answer.value for a in before):
            return PreviewAnswer(answer, ItemState.SAME, title=title)
        if before:
            return PreviewAnswer(answer, ItemState.DIFFERENT, before[0].shown, title)
        return PreviewAnswer(answer, ItemState.NEW, title=title)

    def _compared_comment(self, comment: ReplyComment) -> PreviewComment:
        title = self._titles.get((comment.about, comment.record), "")
        known = {c.key for reply in self._earlier for c in reply.comments}
        state = ItemState.SAME if comment.key in known else ItemState.NEW
        return PreviewComment(comment, state, title)


def _recovered(found: ReturnedFile, form: KnownForm) -> tuple[FoundBox, ...]:
    """Give words found at the places of boxes, as if they stood in them."""
    boxes = []
    for name, words in found.recovered.items():
        kind = str(form.fields.get(name, {}).get("kind", "text"))
        if kind != "tick" and words.strip():
            boxes.append(FoundBox(name, kind, words.strip()))
    return tuple(boxes)


def _answer(box: FoundBox, form: KnownForm) -> ReplyAnswer | None:
    """Give what stands in a box of ours, or in a filled one of another form; None if nothing."""
    if not box.value:
        return None
    given = form.fields.get(box.name)
    if given is None:
        return _foreign(box)
    value, shown = box.value, box.value
    options = _options(given, box)
    if options or given.get("kind") == "choice":
        code = next((c for c, label in options if box.value in {c, label}), box.value)
        value, shown = code, dict(options).get(code, box.value)
        if code == NO_RATING:
            return None
    elif given.get("kind") == "tick":
        value, shown = TICKED, str(given.get("words", "")) or _("Ticked")
    return ReplyAnswer(
        box.name,
        given["prompt"],
        About(given["about"]),
        given["record"],
        str(given.get("words", "")),
        value,
        shown,
    )


def _options(given: Mapping[str, Any], box: FoundBox) -> list[tuple[str, str]]:
    labels = given.get("labels")
    if isinstance(labels, list) and all(isinstance(o, list) and len(o) == 2 for o in labels):
        return [(str(code), str(label)) for code, label in labels]
    return list(box.options)


def _foreign(box: FoundBox) -> ReplyAnswer | None:
    """A box that nothing is known of: what kind of box it is, or its name, has to do."""
    if box.kind == "choice" and box.value == NO_RATING:
        return None
    parts = parts_of(box.name)
    prompt = parts[2] if parts else ""
    about = About.OVERALL
    shown = dict(box.options).get(box.value, box.value)
    asked = "" if prompt in set(Prompt) else box.name
    return ReplyAnswer(box.name, prompt, about, "", asked, box.value, shown)


def _comment(
    comment: FoundComment, form: KnownForm, every: tuple[FoundComment, ...]
) -> ReplyComment:
    about, record = About.OVERALL, ""
    for page, top, part, part_record in form.places:
        if (page, -top) <= (comment.page, -comment.top):
            about, record = part, part_record
    quoted = comment.quoted
    if not quoted and comment.answers is not None and 0 <= comment.answers < len(every):
        quoted = every[comment.answers].text
    return ReplyComment(
        comment.kind,
        comment.page,
        about,
        record,
        comment.text,
        quoted,
        comment.author,
        comment.at,
    )


def ends_of(found: ReturnedFile) -> list[tuple[Known, str]]:
    """Give the ends of ids that a file without a sound seal points to, the surest first."""
    ends: dict[str, Known] = {}
    for box in found.boxes:
        parts = parts_of(box.name)
        if parts is not None:
            ends.setdefault(parts[0], Known.NAMES)
    if found.identifier.startswith("urn:uuid:"):
        ends.setdefault(short(found.identifier), Known.METADATA)
    for reference in found.references:
        ends.setdefault(reference, Known.PRINT)
    return [(known, end) for end, known in ends.items()]
