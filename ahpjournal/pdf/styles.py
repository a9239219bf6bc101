"""Type on paper: sizes in points, colours that print well in grey."""

from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM = 62.0, 62.0, 64.0, 66.0
FRAME_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT

INK, INK2, INK3 = HexColor("#18222D"), HexColor("#445062"), HexColor("#5A6778")
ACCENT, RULE, PALE = HexColor("#005EB8"), HexColor("#C3CCD6"), HexColor("#F3F6F9")

_BODY = {
    "fontName": "Body",
    "fontSize": 10.5,
    "leading": 15.2,
    "textColor": INK,
    "spaceAfter": 6,
    "bulletFontName": "Body",
    "bulletFontSize": 10.5,
    "splitLongWords": 1,
    "allowWidows": 0,
    "allowOrphans": 0,
}
_CHANGES = {
    "body": {},
    "lead": {"fontSize": 12, "leading": 17.5, "textColor": INK2, "spaceAfter": 8},
    "small": {"fontSize": 9, "leading": 12.5, "textColor": INK2, "spaceAfter": 4},
    "largest": {"fontSize": 13, "leading": 19.5, "spaceAfter": 9},
    "large": {"fontSize": 11.5, "leading": 17, "spaceAfter": 7.5},
    "caption": {
        "fontSize": 9,
        "leading": 12.5,
        "textColor": INK2,
        "spaceAfter": 4,
        "keepWithNext": 1,
    },
    "before": {"keepWithNext": 1},
    "field": {"spaceAfter": 4},
    "cover": {"fontName": "Body-Bold", "fontSize": 27, "leading": 33, "spaceAfter": 4},
    "kicker": {
        "fontName": "Body-Bold",
        "fontSize": 10,
        "leading": 13,
        "textColor": ACCENT,
        "spaceAfter": 4,
    },
    "h1": {
        "fontName": "Body-Bold",
        "fontSize": 19,
        "leading": 24,
        "spaceBefore": 26,
        "spaceAfter": 8,
        "keepWithNext": 1,
    },
    "h2": {
        "fontName": "Body-Bold",
        "fontSize": 13.5,
        "leading": 18,
        "spaceBefore": 12,
        "spaceAfter": 4,
        "textColor": ACCENT,
        "keepWithNext": 1,
    },
    "h3": {
        "fontName": "Body-Bold",
        "fontSize": 11.5,
        "leading": 15.5,
        "spaceBefore": 8,
        "spaceAfter": 3,
        "keepWithNext": 1,
    },
    "h4": {
        "fontName": "Body-Bold",
        "fontSize": 10.5,
        "leading": 14.5,
        "spaceBefore": 6,
        "spaceAfter": 2,
        "keepWithNext": 1,
    },
    "date": {"fontSize": 9.5, "leading": 13, "textColor": INK3, "spaceAfter": 6, "keepWithNext": 1},
    "cell": {"fontSize": 9.5, "leading": 12.8, "spaceAfter": 0},
    "head": {"fontName": "Body-Bold", "fontSize": 9.5, "leading": 12.8, "spaceAfter": 0},
    "number": {"fontSize": 9.5, "leading": 12.8, "spaceAfter": 0, "alignment": 1},
    "numberwords": {"fontSize": 7.5, "leading": 8.6, "spaceAfter": 0, "alignment": 1},
    "headnumber": {
        "fontName": "Body-Bold",
        "fontSize": 9.5,
        "leading": 12.8,
        "spaceAfter": 0,
        "alignment": 1,
    },
    "entry": {
        "fontName": "Body-Bold",
        "fontSize": 12.5,
        "leading": 16.5,
        "spaceBefore": 14,
        "spaceAfter": 2,
        "keepWithNext": 1,
    },
    "module": {
        "fontName": "Body-Bold",
        "fontSize": 15,
        "leading": 20,
        "spaceBefore": 18,
        "spaceAfter": 3,
        "textColor": ACCENT,
        "keepWithNext": 1,
    },
    "title": {"fontName": "Body-Bold", "fontSize": 34, "leading": 40, "spaceAfter": 10},
    "factlabel": {"fontSize": 9.5, "leading": 14, "textColor": INK3, "spaceAfter": 0},
    "fact": {"fontSize": 10.5, "leading": 14, "spaceAfter": 0},
    "code": {"fontName": "Body-Bold", "fontSize": 30, "leading": 42, "spaceAfter": 0},
    "quote": {"leftIndent": 14, "textColor": INK2},
    "asked": {
        "fontName": "Body-Bold",
        "fontSize": 9.5,
        "leading": 13,
        "textColor": INK2,
        "spaceBefore": 2,
        "spaceAfter": 3,
        "keepWithNext": 1,
    },
    "ticked": {"fontSize": 9.5, "leading": 13, "textColor": INK2, "spaceAfter": 0},
    "link": {"fontSize": 10, "leading": 14.5, "textColor": ACCENT, "spaceAfter": 0},
    "label": {
        "fontName": "Body-Bold",
        "fontSize": 9.5,
        "leading": 13,
        "textColor": INK2,
        "spaceBefore": 2,
        "spaceAfter": 0,
        "keepWithNext": 1,
    },
}


@lru_cache(maxsize=64)
def style(name: str, depth: int = 0) -> ParagraphStyle:
    """Give a style; *depth* indents it as the item of a list."""
    made = ParagraphStyle(f"{name}-{depth}", **{**_BODY, **_CHANGES[name]})
    if depth:
        made.leftIndent += 16 * depth
        made.bulletIndent = 16 * (depth - 1) + 2
        made.spaceAfter = 3
    return made
