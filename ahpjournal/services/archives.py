"""Bringing a journal back from an archive PDF."""

from ahpjournal.domain.errors import InputError


def is_archive(data: bytes) -> bool:
    """Tell whether *data* may be an archive: a PDF."""
    return data.startswith(b"%PDF-")


def journal_in_archive(data: bytes, password: str, name: str) -> bytes:
    """Give the journal that the archive *data* holds, as JSON; *name* is its file's.

    Raises:
        InputError: it holds none (NOT_AN_ARCHIVE), or opens with another password
            (PASSWORD_NEEDED).
    """
    from ahpjournal.pdf.archives import journal_in

    try:
        return journal_in(data, password)
    except InputError as error:
        raise InputError(error.code, name) from error
