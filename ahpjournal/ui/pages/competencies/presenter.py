"""What the competencies page shows and does. No Qt here."""

from collections.abc import Callable
from dataclasses import replace

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rating, Sitting, SittingKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.pages.competencies.evidence_choice import EvidenceChoice
from ahpjournal.ui.pages.competencies.history_presenter import HistoryPresenter
from ahpjournal.ui.pages.competencies.screens import finished_of, overview_of
from ahpjournal.ui.pages.competencies.state import (
    AskedCompetency,
    CompetenciesDisplay,
    SittingState,
)
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction


class CompetenciesPresenter:
    """Decides what the page shows; the "because" text is saved with its rating."""

    def __init__(
        self,
        display: CompetenciesDisplay,
        session: JournalSession,
        navigator: Navigator,
        sitting_label: Callable[[Sitting], str],
        timers: Timers,
    ) -> None:
        """Present the ratings of *session* on *display*."""
        self._autosave = Autosave(timers, self._keep_because)
        self.history = HistoryPresenter(display, session, sitting_label, timers)
        self._display = display
        self._session = session
        self._navigator = navigator
        self._label = sitting_label
        self._sitting: Sitting | None = None
        self._position = 0
        self._chosen: tuple[EvidenceLink, ...] | None = None
        self._search: str | None = None
        self._is_finished = False
        self._problem: UserMessage | None = None
        topics = Topic.RATINGS | Topic.PROGRAMME | Topic.ENTRIES | Topic.ACTIONS
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:
        """Show the overview, or the sitting that *route* names or asks for (NEW).

        Its text names a competency whose history is to be shown.
        """
        self._recover()
        self._refresher.shown()
        if self._is_finished:  # said once: whoever comes again wants the competencies
            self.show_overview()
        if route.action in {RouteAction.RESUME, RouteAction.SHOW} and route.record:
            self.go_to_record(route.record)
        elif route.action is RouteAction.NEW and route.module is not None:
            self.start(SittingKind.MODULE, route.module)
        elif route.action is RouteAction.NEW:
            suggested = self._session.ratings.suggested()
            if suggested is not None:
                self.start(suggested.kind, suggested.module)
        elif route.text:
            self.open_history(route.text)

    def hidden(self) -> None:
        """Keep the reason being typed."""
        self.flush()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save the reason being typed."""
        return self._save_because() and self.history.flush()

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self.history.forget()
        self._refresher.close()

    @property
    def sitting_id(self) -> str:
        """The id of the sitting under way; empty if nobody is rating."""
        return self._sitting.id if self._sitting is not None else ""

    @property
    def record_id(self) -> str:
        """The id of the sitting, or of the competency whose history is in view; else empty."""
        return self.sitting_id or self.history.competency_id

    @property
    def position(self) -> int:
        """Which competency of the sitting is in view, from 0."""
        return self._position

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed or self.history.has_unsaved

    def open_history(self, competency_id: str) -> None:
        """Show everything that was rated of a competency; not while a sitting is under way."""
        if self._sitting is None and not self._session.ratings.unfinished():
            self.history.open(competency_id)

    def because_edited(self) -> None:
        """Keep the reason on disk while it is typed; it joins the ledger when one moves on."""
        self._autosave.touch()

    def start(self, kind: SittingKind, module: int | None) -> None:
        """Begin a sitting, or resume the unfinished one of the same kind and module."""
        for sitting in self._session.ratings.unfinished():
            if sitting.kind is kind and sitting.module == module:
                self.resume(sitting.id)
                return
        try:
            sitting = self._session.ratings.start(kind, module=module)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()
            return
        self._enter(sitting)

    def resume(self, sitting_id: str) -> None:
        """Go on with an unfinished sitting at the first competency not yet rated."""
        for sitting in self._session.ratings.unfinished():
            if sitting.id == sitting_id:
                self._enter(sitting)
                return
        self._refresh()

    def go_to_record(self, record: str) -> None:
        """Go on with the sitting *record*, or show the history of the competency it names."""
        if any(sitting.id == record for sitting in self._session.ratings.unfinished()):
            self.resume(record)
        else:
            self.open_history(record)

    def rate(self, level: int | None) -> None:
        """Rate the competency in view; None is "no chance yet"."""
        present = self._present_rating()
        confidence = present.confidence if present is not None else None
        self._append(level, confidence, self._display.typed_because())

    def set_confidence(self, confidence: int | None) -> None:
        """Say how sure one is, 0 to 100 in tens; only once a level is chosen."""
        rating = self._present_rating()
        if rating is not None:
            self._append(rating.level, confidence, self._display.typed_because())

    def open_evidence(self) -> None:
        """Offer what the rating in view may rest on; only once a level is chosen."""
        if self._present_rating() is not None:
            self._search = ""
            self._render_sitting()

    def search_evidence(self, typed: str) -> None:
        """Narrow what is offered to what holds the words *typed*."""
        if self._search is not None:
            self._search = typed
            self._render_sitting()

    def tick_evidence(self, ticked: frozenset[EvidenceLink]) -> None:
        """Let the rating rest on what is *ticked* among what is offered; the rest stays."""
        rating = self._present_rating()
        if rating is None or self._search is None:
            return
        offered = [item.link for item in self._offered(rating)]
        before = rating.evidence if self._chosen is None else self._chosen
        kept = tuple(link for link in before if link not in offered or link in ticked)
        new = tuple(link for link in offered if link in ticked and link not in kept)
        self._chosen = kept + new
        self._render_sitting()

    def unlink_evidence(self, link: EvidenceLink) -> None:
        """Let the rating no longer rest on *link*."""
        rating = self._present_rating()
        if rating is None:
            return
        before = rating.evidence if self._chosen is None else self._chosen
        self._chosen = tuple(one for one in before if one != link)
        if self._search is None:
            self._save_because()
        self._render_sitting()

    def close_evidence(self) -> None:
        """Keep what was chosen with the rating."""
        self._search = None
        self._save_because()
        self._render_sitting()

    def ask_all(self) -> None:
        """Let the sitting under way ask every competency."""
        if self._sitting is None or not self._save_because():
            return
        try:
            self._sitting = self._session.ratings.ask_all(self._sitting.id)
        except AhpJournalError as error:
            self._problem = describe(error)
        self._render_sitting()

    def open_record(self, item: EvidenceItem) -> None:
        """Show what a rating rests on; an attachment by the reflection that it lies in."""
        if not item.is_here or not self.flush():
            return
        is_action = item.link.kind is EvidenceKind.ACTION
        page = PageId.ACTIONS if is_action else PageId.JOURNAL
        self._navigator.go(Route(page, RouteAction.SHOW, item.within or item.link.record))

    def move(self, step: int) -> None:
        """Go *step* competencies on (or back), staying within the sitting."""
        self.go_to(self._position + step)

    def go_to(self, position: int) -> None:
        """Go to the competency at *position* (from 0)."""
        if self._sitting is None or not 0 <= position < len(self._sitting.competencies):
            return
        if self._save_because():
            self._position = position
            self._chosen = self._search = None
        self._render_sitting()

    def finish(self) -> None:
        """Complete the sitting and say so."""
        sitting = self._sitting
        if sitting is None or not self._save_because():
            return
        state = finished_of(self._session, sitting, self._label(sitting))
        self._sitting = None
        try:
            self._session.ratings.finish(sitting.id)
        except AhpJournalError as error:
            self._sitting = sitting
            self._problem = describe(error)
            self._render_sitting()
            return
        self._is_finished = True
        self._display.render_finished(state)

    def look_back(self) -> None:
        """Begin to look back at the start, or go on with it."""
        self.start(SittingKind.LOOKBACK, None)

    def leave(self) -> None:
        """Leave the sitting for later; one without any rating is not kept."""
        sitting = self._sitting
        if sitting is None or not self._save_because():
            return
        self._sitting = None
        if not self._session.ratings.ratings_of(sitting.id):
            self._session.ratings.discard(sitting.id)
        self._refresh()

    def show_overview(self) -> None:
        """Go back to the overview."""
        self._sitting = None
        self._is_finished = False
        if self.history.close():
            self._refresh()

    def show_progress(self) -> None:
        """Go to the charts."""
        self._navigator.go(Route(PageId.PROGRESS))

    def _enter(self, sitting: Sitting) -> None:
        if not self.history.close():
            return
        self._is_finished = False
        self._sitting = sitting
        self._chosen = self._search = None
        done = self._session.ratings.answers(sitting.id)
        waiting = [i for i, c in enumerate(sitting.competencies) if c not in done]
        self._position = waiting[0] if waiting else max(len(sitting.competencies) - 1, 0)
        self._render_sitting()

    def _present_rating(self) -> Rating | None:
        if self._sitting is None:
            return None
        competency = self._sitting.competencies[self._position]
        return self._session.ratings.answers(self._sitting.id).get(competency)

    def _append(self, level: int | None, confidence: int | None, because: str) -> bool:
        if self._sitting is None:
            return True
        try:
            self._session.ratings.rate(
                self._sitting.id,
                self._sitting.competencies[self._position],
                level,
                confidence=confidence,
                because=because.strip(),
                evidence=self._chosen,
            )
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render_sitting()
            return False
        self._problem = None
        self._chosen = None
        self._render_sitting()
        return True

    def _keep_because(self) -> bool:
        if self._sitting is None:
            return True
        competency = self._sitting.competencies[self._position]
        try:
            self._session.ratings.keep_reason(
                self._sitting.id, competency, self._display.typed_because()
            )
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render_sitting()
            return False
        return True

    def _recover(self) -> None:
        if self._session.is_read_only:
            return
        try:
            self._session.ratings.recover_reason()
        except AhpJournalError as error:
            self._problem = describe(error)

    def _save_because(self) -> bool:
        self._autosave.forget()
        rating = self._present_rating()
        typed = self._display.typed_because().strip()
        if rating is None:
            return True
        has_evidence = self._chosen is not None and self._chosen != rating.evidence
        if typed == rating.because and not has_evidence:
            return True
        if self._append(rating.level, rating.confidence, typed):
            return True
        self._autosave.touch()
        return False

    def _refresh(self) -> None:
        if self._sitting is not None:
            self._render_sitting()
            return
        if self.history.is_open:
            self.history.render()
            return
        self._display.render_overview(overview_of(self._session, self._label, self._problem))
        self._problem = None

    def _render_sitting(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        pack = self._session.pack
        done = self._session.ratings.answers(sitting.id)
        asked = tuple(
            AskedCompetency(
                competency,
                competency.id in done,
                competency.id in done and done[competency.id].level is None,
            )
            for competency_id in sitting.competencies
            if (competency := pack.competency(competency_id)) is not None
        )
        rating = done.get(sitting.competencies[self._position])
        typed = self._display.typed_because() if self._problem is not None else ""
        self._display.render_sitting(
            SittingState(
                sitting=sitting,
                label=self._label(sitting),
                asked=asked,
                position=self._position,
                levels=pack.scale.levels,
                no_chance_name=pack.scale.no_chance_name,
                no_chance_anchor=pack.scale.no_chance_anchor,
                rating=rating,
                because=typed or (rating.because if rating is not None else ""),
                problem=self._problem,
                evidence=self._evidence_choice(rating),
                confidence=None if sitting.kind is SittingKind.LOOKBACK else pack.confidence,
                all_count=len(pack.competencies),
            )
        )

    def _evidence_choice(self, rating: Rating | None) -> EvidenceChoice:
        if rating is None:
            return EvidenceChoice()
        links = rating.evidence if self._chosen is None else self._chosen
        found = self._session.ratings.evidence_of([replace(rating, evidence=links)])
        linked = tuple(found[link] for link in links)
        return EvidenceChoice(linked, self._offered(rating) if self._search is not None else None)

    def _offered(self, rating: Rating) -> tuple[EvidenceItem, ...]:
        return self._session.ratings.evidence_for(rating.competency, self._search or "")
