"""Words about a coach's reply: why a file cannot be read, and what to know of one that was."""

from ahpjournal.domain.errors import InputCode
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
