"""One door to every kind of document."""

from ahpjournal.domain.jobs import Job
from ahpjournal.domain.portfolio import PortfolioContent, PortfolioKind
from ahpjournal.pdf.document import Target, Written
from ahpjournal.pdf.finish import PLAIN, Finish
from ahpjournal.pdf.kinds import archive, coach, narrative, one_entry, portfolio, registration

_WRITERS = {
    PortfolioKind.COACH: coach.write,
    PortfolioKind.PORTFOLIO: portfolio.write,
    PortfolioKind.ENTRY: one_entry.write,
    PortfolioKind.NARRATIVE: narrative.write,
    PortfolioKind.HCPC: registration.write,
    PortfolioKind.GOSC: registration.write,
    PortfolioKind.ARCHIVE: archive.write,
}


def render(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write the document that *content* asks for; a file already there is replaced at the end.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        InputError: it has to fit on a page and does not (ONE_PAGE_ONLY).
        Cancelled: the user stopped it; nothing is left behind.
    """
    return _WRITERS[content.kind](content, target, job, wish)
