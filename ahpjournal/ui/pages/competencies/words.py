"""Words for sittings. No Qt here."""

from ahpjournal.domain.ratings import SittingKind
from ahpjournal.text import _
from ahpjournal.ui.pages.competencies.presenter import SittingOffer


def offer_title(offer: SittingOffer) -> str:
    """Say what a sitting is for."""
    match offer.kind:
        case SittingKind.BASELINE:
            return _("Baseline: where you start from")
        case SittingKind.MODULE:
            if offer.module_title:
                return _("After module {number}: {title}").format(
                    number=offer.module, title=offer.module_title
                )
            return _("After module {number}").format(number=offer.module)
        case SittingKind.END:
            return _("End of the programme")
        case SittingKind.LOOKBACK:
            return _("Looking back at the start")
        case SittingKind.FOLLOW_UP:
            return _("Follow-up, some months later")
        case SittingKind.AD_HOC:
            return _("An extra sitting, any time")
