"""The document's fonts, embedded, with stand-ins for letters the text face lacks.

Works round three faults of reportlab 5.1.0's TrueType embedding that PDF/UA-1 validation shows:
character maps with unused codes at U+0000, astral characters in five digits and blocks of more
than a hundred entries; and scaled widths reused for the tail of ``hmtx``.
"""

import threading
from functools import lru_cache

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from ahpjournal.assets import resource_path
from ahpjournal.pdf.shaping import has_glyph, make_room_for_missing, text_of

BODY = "Body"
FALLBACKS = ("DejaVu", "NotoSans", "NotoEmoji")
_FACES = {
    "Body": ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext_400Regular.ttf"),
    "Body-Bold": ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext_700Bold.ttf"),
    "Body-Italic": ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext_400Regular_Italic.ttf"),
    "Body-BoldItalic": (
        "atkinson-hyperlegible-next",
        "AtkinsonHyperlegibleNext_700Bold_Italic.ttf",
    ),
    "DejaVu": ("dejavu", "DejaVuSans.ttf"),
    "DejaVu-Bold": ("dejavu", "DejaVuSans-Bold.ttf"),
    "NotoSans": ("noto", "NotoSans_400Regular.ttf"),
    "NotoEmoji": ("noto", "NotoEmoji_400Regular.ttf"),
}
_FAMILIES = {
    "Body": ("Body", "Body-Bold", "Body-Italic", "Body-BoldItalic"),
    "DejaVu": ("DejaVu", "DejaVu-Bold", "DejaVu", "DejaVu-Bold"),
    "NotoSans": ("NotoSans",) * 4,
    "NotoEmoji": ("NotoEmoji",) * 4,
}
_HHEA_METRICS_OFFSET = 34
_LOCK = threading.Lock()


def register_fonts() -> None:
    """Make the fonts known to reportlab, once."""
    with _LOCK:
        if BODY in pdfmetrics.getRegisteredFontNames():
            return
        ttfonts.makeToUnicodeCMap = _to_unicode_map
        STATE_DEFAULTS["fontName"] = BODY  # a drawing names this one even if it writes nothing
        for name, (folder, file) in _FACES.items():
            pdfmetrics.registerFont(_load(name, str(resource_path("fonts", folder, file))))
        for family, faces in _FAMILIES.items():
            for i, face in enumerate(faces):
                addMapping(family, i & 1, i >> 1, face)


@lru_cache(maxsize=4096)
def font_for(character: str) -> str | None:
    """Give the first family that has *character*; None if no font has it."""
    for name in (BODY, *FALLBACKS):
        if has_glyph(character, name):
            return name
    make_room_for_missing(character, ("DejaVu", "DejaVu-Bold"))
    return None


def text_width(words: str, size: float, is_bold: bool) -> float:  # noqa: FBT001 - the charts' way to ask
    """Give the width of *words* in points."""
    return float(pdfmetrics.stringWidth(words, "Body-Bold" if is_bold else BODY, size))


def _load(name: str, path: str) -> TTFont:
    font = TTFont(name, path)
    face = font.face
    face.seek_table("hhea")
    face.skip(_HHEA_METRICS_OFFSET)
    count = face.read_ushort()
    width = face.hmetrics[count - 1][0]
    face.hmetrics[count:] = [(width, bearing) for _scaled, bearing in face.hmetrics[count:]]
    return font


def _to_unicode_map(_name: str, subset: list[int]) -> str:
    rows = [
        f"<{code:02X}> <{text_of(chr(point)).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
