"""Words about a coach's reply: why a file cannot be read, and what to know of one that was."""

from ahpjournal.domain.errors import InputCode
from ahpjournal.domain.replies import Reply, ReplyAnswer
from ahpjournal.domain.reply_form import About, Prompt
from ahpjournal.domain.reply_preview import Known, ReplyWarning
from ahpjournal.domain.returned import CommentKind
from ahpjournal.text import _


def returned_pdf_words(code: InputCode) -> tuple[str, str]:
    """Say what is wrong with a returned file, and what to do next."""
    match code:
        case InputCode.NOT_A_PDF:
            return (
                _("That file is not a PDF."),
                _("Choose the PDF that your coach sent back, or paste the words of the reply."),
            )
        case InputCode.PDF_NEEDS_PASSWORD:
            return (
                _("The PDF is protected by a password."),
                _("Give the password that you set when you saved it."),
            )
        case InputCode.PDF_WRONG_PASSWORD:
            return (
                _("That is not the password of this PDF."),
                _("Type it again; capitals and small letters differ."),
            )
        case InputCode.PDF_TOO_MUCH:
            return (
                _(
                    "The PDF is far larger than any reply, inside or out, and was not read to"
                    " its end."
                ),
                _(
                    "Ask your coach to save the reply again and to send that. You can also paste"
                    " the words of the reply."
                ),
            )
        case InputCode.NOT_A_REPLY:
            return (
                _("The PDF is not from this program, and nothing is filled in or noted in it."),
                _("Choose the PDF that your coach sent back, or paste the words of the reply."),
            )
        case InputCode.OTHER_JOURNAL:
            return (
                _("The PDF was made from another journal."),
                _("Open that journal, and read the reply there."),
            )
        case _other:
            return (
                _("The PDF is damaged: it cannot be read."),
                _(
                    "Ask your coach to save the reply again and to send that. You can also paste"
                    " the words of the reply."
                ),
            )


def known_words(known: Known) -> str:
    """Say by what a returned file was known."""
    match known:
        case Known.SEAL:
            return _("Its seal shows that it came from this journal and is unaltered.")
        case Known.NAMES:
            return _(
                "It was known by the names of its boxes; its seal is gone or not of this journal."
            )
        case Known.METADATA:
            return _("It was known by what its details say; anyone could write that.")
        case Known.PRINT:
            return _("It was known by the reference printed at the foot of its pages.")
        case Known.NOTHING:
            return _("Nothing in it says which document it was.")


def warning_words(warning: ReplyWarning) -> str:  # noqa: C901, PLR0911, PLR0912 - one case each
    """Say what to know before a reply is added."""
    match warning:
        case ReplyWarning.MOVED_ON:
            return _(
                "You have changed some of what you sent since then. The reply speaks of the words"
                " as they were."
            )
        case ReplyWarning.OTHER_JOURNAL:
            return _(
                "This PDF was made from another journal. Open that one, and read the reply there."
            )
        case ReplyWarning.CHANGED:
            return _(
                "The document is not as you sent it: more than its boxes was changed. Read what"
                " follows with care, and ask your coach."
            )
        case ReplyWarning.BOXES_MISSING:
            return _("Some boxes of the form are no longer in it.")
        case ReplyWarning.PRINTED:
            return _(
                "It was printed or flattened, so its boxes are gone. What follows was read off the"
                " pages: compare it, and paste what is missing. Ticks cannot be read this way."
            )
        case ReplyWarning.READ_BEFORE:
            return _("You have read this very file before.")
        case ReplyWarning.NOTHING_FOUND:
            return _(
                "No box is filled in, and nothing is noted. Perhaps it was saved without the"
                " changes: Chrome and Edge ask."
            )
        case ReplyWarning.NOT_RECORDED:
            return _("It looks like yours, but this journal has no record of sending it.")
        case ReplyWarning.NOT_OURS:
            return _("Nothing in it says that it came from this program.")
        case ReplyWarning.UNSEALED:
            return _(
                "What shows that the form is unaltered was lost on the way. Most likely a reader of"
                " PDFs took it out."
            )
        case ReplyWarning.LEVELS_UNKNOWN:
            return _(
                "Some levels are of competencies or scales that your programme does not have now."
                " They are kept in the reply, and not as ratings."
            )
        case ReplyWarning.CUT:
            return _("There is more in it than a reply can hold; the rest was left out.")
        case ReplyWarning.SCRIPTS:
            return _("It holds commands or a second form, which were not run and not read.")
        case ReplyWarning.REPAIRED:
            return _(
                "The file was damaged and could be read all the same. Something may be missing."
            )


def question_words(answer: ReplyAnswer) -> str:
    """Give what was asked: as it was printed where that is known, else by what kind of box it is.

    The questions of another journal's document are not known here, nor are what they are about.
    """
    if answer.asked:
        return answer.asked
    known: dict[str, str] = {
        Prompt.NAME: _("The coach\u2019s name"),
        Prompt.STANDS_OUT: _("What stands out"),
        Prompt.QUESTION: _("A question"),
        Prompt.NEXT: _("One thing to try"),
        Prompt.NOTICED: _("What the coach notices or asks"),
        Prompt.TALK: _("To talk about"),
        Prompt.ON_ACTIONS: _("What would help the actions along"),
        Prompt.LEVEL: _("The level that the coach sees"),
        Prompt.WHY: _("What the coach has seen that makes them say so"),
    }
    return known.get(answer.prompt, _("A box in the document"))


def about_words(about: About, title: str) -> str:
    """Name what an answer or a comment is about; *title* is empty if it is not known here."""
    if title:
        return title
    match about:
        case About.ENTRY:
            return _("A reflection")
        case About.ACTION | About.ACTIONS:
            return _("Actions")
        case About.COMPETENCY | About.RATINGS:
            return _("Ratings")
        case About.OVERALL:
            return _("On the whole")


def comment_kind_words(kind: CommentKind) -> str:
    """Name a mark on a page."""
    match kind:
        case CommentKind.NOTE:
            return _("Note")
        case CommentKind.TEXT:
            return _("Text on the page")
        case CommentKind.HIGHLIGHT:
            return _("Highlighted")
        case CommentKind.UNDERLINE:
            return _("Underlined")
        case CommentKind.CROSSED_OUT:
            return _("Crossed out")
        case CommentKind.DRAWING:
            return _("Drawing")
        case CommentKind.STAMP:
            return _("Stamp")


def reply_title(reply: Reply) -> str:
    """Name a reply: whose it is and when it was read."""
    day = reply.read_at.astimezone().strftime("%d/%m/%Y")
    if reply.from_whom:
        return _("{name}, read on {date}").format(name=reply.from_whom, date=day)
    return _("A reply read on {date}").format(date=day)
