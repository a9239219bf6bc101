"""The parts of a coach's PDF that the coach fills in, and the page that tells how."""

from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, Spacer
from typing_extensions import override

from ahpjournal.domain.reply_form import About, FieldKind, FormField, ReplyForm
from ahpjournal.pdf.forms import Beside, FieldBox, spoken
from ahpjournal.pdf.markup import escape, visible
from ahpjournal.pdf.paragraphs import Bookmark, TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.pdf.tagging import TaggedCanvas
from ahpjournal.text import _

KEY = "your-reply"
"""Where the part for the coach begins."""

_HEIGHTS = {FieldKind.LINE: 22.0, FieldKind.TEXT: 66.0, FieldKind.TICK: 13.0}
_LIST_HEIGHT, _LIST_SHARE = 20.0, 0.42
_TALL = 84.0


class LinkLine(TaggedParagraph):
    """A paragraph that leads to the part for the coach."""

    _draws_itself = False

    @override
    def draw(self) -> None:
        super().draw()
        canvas: TaggedCanvas = self.canv
        with canvas.tagged(self.element):
            canvas.link_to(_("Go to: Your reply"), KEY, (0, 0, self.width, self.height))


def invitation(form: ReplyForm, part: Element) -> list[Any]:
    """Give the lines on page one that tell the coach of the boxes."""
    if any(box.about is About.ENTRY for box in form.fields):
        words = _(
            "For the coach: you can write in this document. Boxes stand below reflections and in"
            " the last part, \u201cYour reply\u201d, which says how."
        )
    else:
        words = _(
            "For the coach: you can write in this document. Boxes stand in the last part,"
            " \u201cYour reply\u201d, which says how."
        )
    link = part.add("P").add("Link")
    return [Spacer(1, 8), LinkLine(escape(words), style("link"), link)]


def entry_boxes(form: ReplyForm, entry_id: str, title: str, part: Element) -> list[Any]:
    """Give the boxes about one reflection, kept together; none if it has none."""
    fields = form.about(About.ENTRY, entry_id)
    if not fields:
        return []
    found: list[Any] = [Spacer(1, 6)]
    for field in fields:
        found += _asked(field, part, visible(title)[:120])
    return [KeepTogether(found)]


def reply_part(form: ReplyForm, root: Element, names: dict[str, str]) -> list[Any]:
    """Give the part for the coach: how to reply, then the whole, then the coach's own view.

    *names* are those of competencies, by id.
    """
    part = root.add("Sect")
    heading = TaggedParagraph(
        escape(_("Your reply")),
        style("h1"),
        part.add("H1"),
        bookmark=Bookmark(0, _("Your reply"), KEY),
    )
    found: list[Any] = [CondPageBreak(560), heading, *_how(part)]
    whole = [*form.about(About.OVERALL), *form.about(About.ACTIONS)]
    if whole:
        found.append(_heading(_("On the whole"), part))
        found += [KeepTogether(_asked(field, part, "")) for field in whole]
    ratings = [f for f in form.fields if f.about is About.COMPETENCY]
    if ratings:
        words = _(
            "Where would you put them, from what you have seen? Choose a level for as many as you"
            " like. Your view will stand beside theirs, never over it."
        )
        found += [
            CondPageBreak(140),
            _heading(_("How you see it"), part),
            TaggedParagraph(escape(words), style("body"), part.add("P")),
        ]
        found += [_level(field, part, names.get(field.record, field.record)) for field in ratings]
        found.append(Spacer(1, 6))
        found += [KeepTogether(_asked(f, part, "")) for f in form.about(About.RATINGS)]
    return found


def _how(part: Element) -> list[Any]:
    steps = (
        _(
            "Open this file in a PDF reader: Adobe Acrobat Reader, Edge, Chrome, Firefox or"
            " Preview. If you read it in an e-mail, save it first."
        ),
        _(
            "Click in a box and type; the Tab key leads to the next one. Leave empty what you"
            " like. Highlights and notes of your reader come back as well."
        ),
        _(
            "Save the file. Chrome and Edge ask when you download it: choose \u201cWith your"
            " changes\u201d."
        ),
        _(
            "Send the saved file back in the way it came. Please do not print it to a new PDF: the"
            " boxes would be lost."
        ),
        _("Please name no patients, and nobody who did not agree to it."),
    )
    found: list[Any] = [_heading(_("How to reply"), part)]
    holder = part.add("L", attributes="<</O/List/ListNumbering/Decimal>>")
    for number, words in enumerate(steps, start=1):
        item = holder.add("LI")
        label, body = item.add("Lbl"), item.add("LBody").add("P")
        found.append(
            TaggedParagraph(
                escape(words), style("body", 1), body, bulletText=f"{number}.", label=label
            )
        )
    return found


def _heading(words: str, part: Element) -> TaggedParagraph:
    return TaggedParagraph(escape(words), style("h2"), part.add("H2"))


def _asked(field: FormField, part: Element, about: str) -> list[Any]:
    """Give a question and its box."""
    words = TaggedParagraph(escape(field.words), style("asked"), part.add("P"))
    if field.kind is FieldKind.TICK:
        words.style = style("ticked")
        box = FieldBox(field, part, spoken(field.words, about), _HEIGHTS[FieldKind.TICK])
        return [Beside(box, words, 0.1, is_first=True), Spacer(1, 6)]
    height = _HEIGHTS[field.kind]
    if field.kind is FieldKind.TEXT and field.about is not About.ENTRY:
        height = _TALL
    box = FieldBox(field, part, spoken(field.words, about), height)
    return [words, box, Spacer(1, 9)]


def _level(field: FormField, part: Element, name: str) -> Beside:
    words = TaggedParagraph(escape(name), style("cell"), part.add("P"))
    box = FieldBox(field, part, spoken(field.words, name), _LIST_HEIGHT)
    return Beside(box, words, _LIST_SHARE, is_first=False)
