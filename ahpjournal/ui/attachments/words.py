"""What is said of attachments. No Qt here."""

from collections.abc import Sequence

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.file_kinds import PROGRAM, SCRIPT
from ahpjournal.services.messages import describe
from ahpjournal.text import _, ngettext
from ahpjournal.ui.amounts import size_words

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


def place_words(names: Sequence[str]) -> str:
    """Say of photos that they carry the place where they were taken."""
    if len(names) == 1:
        return _(
            "\u201c{name}\u201d says where it was taken. It is kept as it is, with all that is in"
            " it."
        ).format(name=names[0])
    return ngettext(
        "{count} photo says where it was taken. It is kept as it is, with all that is in it.",
        "{count} photos say where they were taken. They are kept as they are, with all that is in"
        " them.",
        len(names),
    ).format(count=len(names))
