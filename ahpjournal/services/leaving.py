"""Everything that leaves with a document, item by item: read off its very content."""

from dataclasses import field

from ahpjournal.domain.entries import Entry
from ahpjournal.domain.markdown import word_count
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import LeavingKind, PortfolioContent, PortfolioKind
from ahpjournal.domain.records import dataclass
from ahpjournal.text import _


@dataclass(frozen=True, slots=True)
class LeavingItem:
    """One thing that leaves. *words* counts its words; *kept_back* its private sections."""

    kind: LeavingKind
    title: str = field(repr=False)
    id: str = ""
    words: int = 0
    kept_back: int = 0


def leaving_items(content: PortfolioContent) -> tuple[LeavingItem, ...]:
    """List what leaves with *content*, in the order of the document; empty if nothing was chosen.

    What only comes along (the cover, the modules' titles) does not count as chosen.
    """
    items = [*_words(content), *_ratings(content)]
    items += [_action(action) for action in content.actions]
    items += [
        LeavingItem(
            LeavingKind.ENTRY,
            chosen.entry.title or _("Reflection without a title"),
            chosen.entry.id,
            _words_of_entry(chosen.entry),
            chosen.kept_back,
        )
        for chosen in content.entries
    ]
    if content.kind is PortfolioKind.ARCHIVE:
        title = _(
            "The whole journal as an encrypted file, to bring it back from: every text, versions"
            " and bin too. It opens with the passphrase of the archive only"
        )
        items.append(LeavingItem(LeavingKind.JOURNAL, title))
    return (*_cover(content), *items) if items else ()


def _cover(content: PortfolioContent) -> list[LeavingItem]:
    shown = _owner(content)
    cover = ", ".join(text.strip() for text in shown if text.strip())
    items = [LeavingItem(LeavingKind.COVER, cover)] if cover else []
    if content.shows_programme and content.kind in {PortfolioKind.PORTFOLIO, PortfolioKind.ARCHIVE}:
        title = _("The programme: titles and dates of its modules")
        items.append(LeavingItem(LeavingKind.PROGRAMME, title))
    return items


def _owner(content: PortfolioContent) -> list[str]:
    """Give what the document says about its owner, as its first page does."""
    profile, profession = content.profile, content.profession
    who = [profile.name, profile.role_title]
    match content.kind:
        case PortfolioKind.COACH:
            return [*who, profession, profile.coach]
        case PortfolioKind.ENTRY:
            return [*who, profession]
        case PortfolioKind.NARRATIVE:
            return [*who, profile.organisation]
        case _:
            dated = profile.cycle_starts_on is not None or profile.cycle_ends_on is not None
            cycle = _("registration cycle") if dated else ""
            return [*who, profession, profile.organisation, profile.regulator, cycle]


def _words(content: PortfolioContent) -> list[LeavingItem]:
    if not content.talk_about.strip():
        return []
    title = _("What I want to talk about")
    return [LeavingItem(LeavingKind.WORDS, title, words=word_count(content.talk_about))]


def _ratings(content: PortfolioContent) -> list[LeavingItem]:
    report = content.progress
    if report is None:
        return []
    items = [LeavingItem(LeavingKind.RATINGS, _("Self-ratings and charts, all sittings"))]
    reasons = [c.because for c in report.competencies if c.because]
    if content.with_reasons and reasons:
        title = _("Your latest reason for each rating")
        words = sum(word_count(text) for text in reasons)
        items.append(LeavingItem(LeavingKind.REASONS, title, words=words))
    return items


def _action(action: ActionPlan) -> LeavingItem:
    title = action.title or _("Action without a title")
    texts = [action.title, action.why, action.first_step, action.measure, action.obstacle]
    texts += [action.if_then, action.support, action.outcome, *(n.text for n in action.notes)]
    texts += [text for c in action.cycles for text in (c.plan, c.do, c.study, c.act)]
    words = sum(word_count(text) for text in texts)
    return LeavingItem(LeavingKind.ACTION, title, action.id, words)


def _words_of_entry(entry: Entry) -> int:
    cpd = entry.cpd
    texts = (cpd.learnt, cpd.effect, cpd.benefit) if cpd is not None else ()
    return entry.words + sum(word_count(text) for text in texts)
