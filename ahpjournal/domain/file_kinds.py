"""What a file is, told from its first bytes and, where they leave it open, from its name."""

from enum import Enum, auto

from ahpjournal.domain.attachments import ending_of

HEAD_BYTES = 4096
"""So much of a file tells what it is."""
UNKNOWN = "application/octet-stream"
PROGRAM = "application/x-executable"
SCRIPT = "text/x-script"

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", PROGRAM),  # a link of Windows: it can start anything
    (b"#!", SCRIPT),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
)
_BRANDS = (
    (("heic", "heix", "heim", "heis", "mif1", "msf1", "hevc"), "image/heic"),
    (("avif", "avis"), "image/avif"),
    (("M4A ", "M4B "), "audio/mp4"),
    (("qt  ",), "video/quicktime"),
)
_IN_ZIP = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docm": "application/vnd.ms-word.document.macroenabled.12",
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "pptm": "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    "epub": "application/epub+zip",
}
_IN_OLE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
}
_TEXTS = {
    "md": "text/markdown",
    "markdown": "text/markdown",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "ics": "text/calendar",
    "eml": "message/rfc822",
    "vcf": "text/vcard",
    "xml": "application/xml",
}
_MARKUP = (
    (b"<svg", "image/svg+xml"),
    (b"<!doctype svg", "image/svg+xml"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<head", "text/html"),
    (b"<body", "text/html"),
    (b"<script", "text/html"),
)
_RUNNING = (
    "action ade adp apk app appimage application appref-ms bas bash bat bundle chm cmd com"
    " command cpl crt csh deb desktop dll dmg elf exe fish gadget hlp hta inf ins iso isp jar jnlp"
    " js jse ksh lnk lua mad maf mde mjs msc msh msi msix msp mst nsh ocx osx paf pcd php"
    " pif pkg pl prg ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw rb reg rpm run scf scpt scr sct"
    " settingcontent-ms sh shb so sys tcsh terminal url vb vbe vbs vbscript vhd vhdx vxd"
    " webloc website workflow ws wsc wsf wsh xbap xll zsh"
)
_RUNS = frozenset(_RUNNING.split())
"""Endings of what runs, or starts something else, when it is opened."""
_ENDINGS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/bmp": ("bmp",),
    "image/tiff": ("tif", "tiff"),
    "image/heic": ("heic", "heif"),
    "image/avif": ("avif",),
    "image/svg+xml": ("svg",),
    "application/rtf": ("rtf", "doc"),
    "application/zip": ("zip",),
    "application/x-7z-compressed": ("7z",),
    "application/vnd.rar": ("rar",),
    "application/gzip": ("gz", "tgz"),
    "audio/mpeg": ("mp3",),
    "audio/wav": ("wav",),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/flac": ("flac",),
    "audio/mp4": ("m4a", "m4b"),
    "video/mp4": ("mp4", "m4v", "3gp"),
    "video/quicktime": ("mov", "qt"),
    "video/webm": ("webm", "mkv"),
    "text/html": ("html", "htm"),
    "text/plain": ("txt", "text", "log"),
    **{kind: (ending,) for ending, kind in (*_IN_ZIP.items(), *_IN_OLE.items())},
    **{kind: (ending,) for ending, kind in _TEXTS.items() if ending != "markdown"},
}
_PREVIEWED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_CALM = frozenset(
    {
        *_PREVIEWED,
        *("image/tiff", "image/heic", "image/avif", "application/pdf", "text/plain"),
        *("text/markdown", "text/csv", "text/tab-separated-values", "application/json"),
        *(_IN_ZIP[ending] for ending in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "epub")),
    }
)


class Opening(Enum):
    """How a file may be opened with the computer's own program."""

    FREE = auto()
    ASK = auto()
    """Opening it may load more or run parts of it: the person is told so first."""
    REFUSED = auto()
    """It is a program or a script, or named like one."""


def media_type(head: bytes, name: str) -> str:
    """Give the media type of a file that begins with *head*; never what only its name says.

    The name decides between kinds that begin alike, such as the documents that are ZIP archives.
    """
    found = _signed(head)
    ending = ending_of(name)
    if found == "application/zip":
        return _IN_ZIP.get(ending, found)
    if found == "application/x-ole-storage":
        return _IN_OLE.get(ending, found)
    if found:
        return found
    if not _is_text(head):
        return UNKNOWN
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, kind in _MARKUP:
        if start.startswith(beginning):
            return kind
    if start.startswith(b"<?xml"):
        return "image/svg+xml" if b"<svg" in start else "application/xml"
    return _TEXTS.get(ending, "text/plain")


def opening_of(kind: str, name: str) -> Opening:
    """Tell how a file of a media type with this name may be opened."""
    if kind in {PROGRAM, SCRIPT} or ending_of(name) in _RUNS:
        return Opening.REFUSED
    return Opening.FREE if kind in _CALM else Opening.ASK


def safe_ending(kind: str, name: str) -> str:
    """Give the ending, with its dot, that a copy of the file gets: one that fits its content.

    Empty where the name has one that fits, or where none is known.
    """
    fitting = _ENDINGS.get(kind, ())
    if not fitting or ending_of(name) in fitting:
        return ""
    return f".{fitting[0]}"


def is_picture(kind: str) -> bool:
    """Tell whether a small picture of it can be shown."""
    return kind in _PREVIEWED


def can_be_lighter(kind: str) -> bool:
    """Tell whether a lighter copy of it can be made: a picture that does not move."""
    return kind in _PREVIEWED - {"image/gif"}


def is_readable_text(kind: str) -> bool:
    """Tell whether its first lines can be shown."""
    return kind in {"text/plain", "application/json", SCRIPT, *_TEXTS.values()}


def _signed(head: bytes) -> str:
    for beginning, kind in _SIGNATURES:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if head[:1] == b"\xff" and head[1:2] in {b"\xfb", b"\xf3", b"\xf2"}:
        return "audio/mpeg"
    if head[4:8] == b"ftyp":
        brand = head[8:12].decode("latin-1")
        return next((kind for brands, kind in _BRANDS if brand in brands), "video/mp4")
    return ""


def _is_text(head: bytes) -> bool:
    """Tell whether *head* reads as text: UTF-8 without controls, or UTF-16 with its mark."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(head) < HEAD_BYTES or error.start < len(head) - 3:
            return False
        text = head[: error.start].decode("utf-8")
    return not any(c < " " and c not in "\t\n\r\f\x1b" for c in text)
