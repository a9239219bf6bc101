"""What the screens of the competencies page show, read from the journal. No Qt here."""

from collections.abc import Callable

from ahpjournal.domain.programme import Competency
from ahpjournal.domain.ratings import Sitting, SittingKind, tally
from ahpjournal.services.messages import UserMessage
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.competencies.state import (
    AreaRows,
    CompetencyRow,
    FinishedState,
    OverviewState,
    PastSitting,
    SittingOffer,
)


def overview_of(
    session: JournalSession, label_of: Callable[[Sitting], str], problem: UserMessage | None
) -> OverviewState:
    """Read what the page shows while nobody is rating."""
    ratings, pack = session.ratings, session.pack
    report = session.progress.report()
    progress = {c.competency.id: c for c in report.competencies}
    sittings = ratings.sittings()
    unfinished = tuple(_offer_to_resume(session, s) for s in ratings.unfinished())
    suggested = ratings.suggested()
    offer = None
    if suggested is not None and not unfinished:
        offer = _offer(session, suggested.kind, suggested.module)
    areas = tuple(
        AreaRows(
            area.name,
            area.description,
            tuple(
                CompetencyRow(
                    competency,
                    pack.scale.levels[level - 1] if level is not None else None,
                    level is None and bool(progress[competency.id].series),
                    progress[competency.id].evidence,
                    competency.id in report.rated_on_other_scales,
                )
                for competency in pack.competencies
                if competency.area == area.id
                for level in (progress[competency.id].now,)
            ),
        )
        for area in pack.areas
    )
    past = tuple(
        PastSitting(s, label_of(s), count)
        for s in sorted(sittings, key=lambda s: (s.on, s.id), reverse=True)
        if s.finished_at is not None
        if (count := tally(ratings.ratings_of(s.id).values())).answered
        or s.kind is not SittingKind.AD_HOC
    )
    return OverviewState(
        unfinished=unfinished,
        suggested=offer,
        others=_other_offers(session, offer),
        areas=areas,
        past=past,
        top=pack.scale.top,
        archived=session.packs.archived(),
        is_history_hidden=bool(unfinished),
        is_read_only=session.is_read_only,
        problem=problem,
    )


def _other_offers(
    session: JournalSession, suggested: SittingOffer | None
) -> tuple[SittingOffer, ...]:
    offers = [_offer(session, SittingKind.BASELINE, None)]
    offers += [_offer(session, SittingKind.MODULE, m.number) for m in session.programme.modules()]
    offers += [
        _offer(session, kind, None)
        for kind in (SittingKind.END, SittingKind.FOLLOW_UP, SittingKind.AD_HOC)
    ]
    once = {SittingKind.BASELINE, SittingKind.MODULE, SittingKind.END}
    begun = {(s.kind, s.module) for s in session.ratings.unfinished()}
    done = {one for one in session.ratings.held() | begun if one[0] in once}
    return tuple(
        offer for offer in offers if offer != suggested and (offer.kind, offer.module) not in done
    )


def _offer(session: JournalSession, kind: SittingKind, module: int | None) -> SittingOffer:
    everything = len(session.pack.competencies)
    linked = session.programme.competencies_of(module) if module is not None else ()
    asked = len(linked) or everything
    return SittingOffer(kind, module, _module_title(session, module), asked)


def _offer_to_resume(session: JournalSession, sitting: Sitting) -> SittingOffer:
    return SittingOffer(
        kind=sitting.kind,
        module=sitting.module,
        module_title=_module_title(session, sitting.module),
        asked=len(sitting.competencies),
        tally=tally(session.ratings.answers(sitting.id).values()),
        sitting=sitting.id,
    )


def _module_title(session: JournalSession, number: int | None) -> str:
    return next((m.title for m in session.programme.modules() if m.number == number), "")


def finished_of(session: JournalSession, sitting: Sitting, label: str) -> FinishedState:
    """Tell how the ratings of *sitting*, called *label*, compare with those before it."""
    given = session.ratings.answers(sitting.id)
    asked, count = len(sitting.competencies), tally(given.values())
    is_back = sitting.kind is SittingKind.LOOKBACK  # seen from elsewhere: not a later rating
    held = {kind for kind, _module in session.ratings.held()}
    if sitting.kind is SittingKind.END and SittingKind.LOOKBACK not in held:
        return FinishedState(label, count, asked, is_look_back_next=True)
    higher: list[Competency] = []
    same: list[Competency] = []
    lower: list[Competency] = []
    for row in session.progress.report().competencies:
        rating = given.get(row.competency.id)
        before = row.baseline if is_back else row.now
        if rating is None or rating.level is None or before is None:
            continue
        group = higher if rating.level > before else lower if rating.level < before else same
        group.append(row.competency)
    if is_back:
        return FinishedState(
            label,
            count,
            asked,
            start_higher=tuple(higher),
            start_lower=tuple(lower),
        )
    return FinishedState(label, count, asked, tuple(higher), tuple(same), tuple(lower))
