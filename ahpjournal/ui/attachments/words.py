"""What is said of attachments. No Qt here."""

from collections.abc import Sequence

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.file_kinds import PROGRAM, SCRIPT, can_be_lighter
from ahpjournal.services.messages import describe
from ahpjournal.text import _, ngettext
from ahpjournal.ui.amounts import size_words

LARGE_PHOTO = 1_500_000
"""Bytes from which a photo is offered to be made smaller."""
_NAMED = 5
"""So many files that were not taken in are named."""


def kind_words(kind: str) -> str:
    """Say what kind of file a media type is."""
    known = {
        PROGRAM: _("program"),
        SCRIPT: _("script"),
        "application/pdf": _("PDF"),
        "application/zip": _("archive"),
        "text/html": _("web page"),
        "text/csv": _("table"),
        "message/rfc822": _("e-mail"),
        "application/vnd.ms-outlook": _("e-mail"),
    }
    if kind in known:
        return known[kind]
    broad, _slash, exact = kind.partition("/")
    for part, words in (
        ("wordprocessing", _("document")),
        ("msword", _("document")),
        ("opendocument.text", _("document")),
        ("rtf", _("document")),
        ("spreadsheet", _("spreadsheet")),
        ("excel", _("spreadsheet")),
        ("presentation", _("slides")),
        ("powerpoint", _("slides")),
    ):
        if part in exact:
            return words
    groups = {"image": _("picture"), "audio": _("sound"), "video": _("film"), "text": _("text")}
    return groups.get(broad, _("file"))


def spoken(attachment: Attachment, *, has_place: bool, is_damaged: bool) -> str:
    """Say all that a tile shows."""
    parts = [attachment.name, kind_words(attachment.media_type), size_words(attachment.size)]
    if has_place:
        parts.append(_("says where it was taken"))
    if is_damaged:
        parts.append(_("damaged"))
    return ", ".join(parts)


def added_words(count: int) -> str:
    """Say how many files were added."""
    return ngettext("{count} file added.", "{count} files added.", count).format(count=count)


def refused_words(refused: Sequence[tuple[str, AhpJournalError]]) -> str:
    """Say which files were not taken in, and why."""
    sentences = [describe(error).what_happened for _name, error in refused[:_NAMED]]
    more = len(refused) - _NAMED
    if more > 0:
        sentences.append(ngettext("{count} more.", "{count} more.", more).format(count=more))
    return "\n".join(sentences)


def refused_title(count: int, of: int) -> str:
    """Say how many files were not taken in."""
    if count == of == 1:
        return _("The file was not added")
    return _("{count} of {total} files were not added").format(count=count, total=of)


def lighter_name(attachment: Attachment, *, has_place: bool) -> str:
    """Name the button that makes a photo lighter; empty where there is no call for it."""
    if not can_be_lighter(attachment.media_type):
        return ""
    if attachment.size > LARGE_PHOTO:
        return _("Make smaller\u2026")
    return _("Take the place out\u2026") if has_place else ""


def lighter_question(attachment: Attachment) -> tuple[str, str, str]:
    """Ask before a photo is made lighter: title, text and the word for yes."""
    text = _(
        "\u201c{name}\u201d ({size}) gives way to a copy that shows the same, at most 2,048 pixels"
        " long, without what a camera notes: place, time and kind of camera. The photo as it is now"
        " goes to the bin."
    ).format(name=attachment.name, size=size_words(attachment.size))
    return _("Keep a lighter copy?"), text, _("Keep the lighter copy")


def lighter_words(old: Attachment, new: Attachment) -> tuple[str, str]:
    """Say what came of making a photo lighter."""
    title = _("\u201c{name}\u201d has {size} now, before {before}.").format(
        name=new.name, size=size_words(new.size), before=size_words(old.size)
    )
    return title, _("Place, time and camera are no longer in it. The photo before lies in the bin.")


def place_words(names: Sequence[str]) -> str:
    """Say of photos that they carry the place where they were taken."""
    if len(names) == 1:
        return _(
            "\u201c{name}\u201d says where it was taken, and is kept as it is. A button below the"
            " files takes the place out."
        ).format(name=names[0])
    return ngettext(
        "{count} photo says where it was taken, and is kept as it is. A button below the files"
        " takes the place out.",
        "{count} photos say where they were taken, and are kept as they are. A button below the"
        " files takes the place out.",
        len(names),
    ).format(count=len(names))
