"""Words for sittings. No Qt here."""

from collections.abc import Iterator, Sequence

from ahpjournal.domain.programme import Competency
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.text import _
from ahpjournal.ui.pages.competencies.state import FinishedState, SittingOffer


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


def question(kind: SittingKind) -> str:
    """Ask what a sitting asks: about now, or about the start as it is seen from here."""
    if kind is SittingKind.LOOKBACK:
        return _(
            "Knowing what you know today: which line described you at the start? Neither your"
            " first rating nor the current one is shown, and neither is replaced."
        )
    return _("Which line describes you now?")


def change_sentences(state: FinishedState) -> Iterator[str]:
    """Say gently what differs from the time before, without praise and without blame."""
    if state.is_look_back_next:
        yield _(
            "One short step is left: look back at the start, with what you know today. What has"
            " changed is best seen after it, so that it does not lead you."
        )
    if state.start_lower:
        yield _(
            "You now see your start lower than you rated it then: {names}. Your yardstick has"
            " moved; neither figure replaces the other."
        ).format(names=_names(state.start_lower))
    if state.start_higher:
        yield _(
            "You now see your start higher than you rated it then: {names}. Neither figure"
            " replaces the other."
        ).format(names=_names(state.start_higher))
    if state.higher:
        yield _("Higher than last time: {names}.").format(names=_names(state.higher))
    if state.lower:
        yield _(
            "Lower than last time: {names}. Often that is a stricter yardstick, not a step back."
        ).format(names=_names(state.lower))
    if state.same and not (state.higher or state.lower):
        yield _("All as last time.")
    elif state.same:
        yield _("As last time: {names}.").format(names=_names(state.same))


def _names(competencies: Sequence[Competency]) -> str:
    return "; ".join(competency.short_name for competency in competencies)
