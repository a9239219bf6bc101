"""The export gate: what points to a person in words that are about to leave, and what is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields, is_dataclass, replace
from enum import Enum

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.decisions import Decision, DecisionChoice, decision_key
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.exported_texts import PlaceKind, TextPlace, rewrite_content, texts_of
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.domain.records import dataclass
from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.findings import Finding, IdentifierKind
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.identifiers import IdentifierService
from ahpjournal.services.privacy_proof import PrivacyProof, PrivateTexts
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

_LEADS = ("](", "](mailto:")
_AROUND = 60
"""Characters shown before and after words that were found."""


@dataclass(frozen=True, slots=True)
class GateFinding:
    """Words that may point to a person, where they stand, and what was decided about them.

    *before* and *after* are what stands around them; *place* is where they were found first,
    *count* how often they stand in what leaves.
    """

    place: TextPlace
    finding: Finding = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    count: int = 1
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided yet."""
        return self.decision is None


@dataclass(frozen=True, slots=True)
class GateReview:
    """Everything that was found in what leaves, in reading order, the same words once."""

    findings: tuple[GateFinding, ...]

    @property
    def open_count(self) -> int:
        """How many are still to be decided."""
        return sum(found.is_open for found in self.findings)


@dataclass(frozen=True, slots=True)
class Cleared:
    """A document that went through the gate: as it leaves, and the proof to be made at the end."""

    content: PortfolioContent
    proof: PrivacyProof = field(repr=False)


class Gatekeeper:
    """Looks over documents with the decisions of one moment; may be used in any thread."""

    def __init__(
        self,
        decisions: Mapping[tuple[str, str], Decision],
        check: IdentifierCheck,
        private: PrivateTexts,
    ) -> None:
        """Use *decisions* by the words they are about; nothing of *private* leaves unasked."""
        self._decisions = decisions
        self._check = check
        self._private = private

    def review(self, texts: Iterable[tuple[TextPlace, str]]) -> GateReview:
        """Look through texts."""
        found: dict[tuple[str, str], GateFinding] = {}
        for place, text in texts:
            for finding in self._check.find(text):
                key = decision_key(finding.kind.value, finding.what)
                known = found.get(key)
                if known is not None:
                    found[key] = replace(known, count=known.count + 1)
                    continue
                before, after = _around(text, finding)
                found[key] = GateFinding(
                    place, finding, before, after, decision=self._decisions.get(key)
                )
        return GateReview(tuple(found.values()))

    def decided(self, review: GateReview) -> GateReview:
        """Give *review* with what is decided now."""
        return GateReview(
            tuple(
                replace(
                    one,
                    decision=self._decisions.get(
                        decision_key(one.finding.kind.value, one.finding.what)
                    ),
                )
                for one in review.findings
            )
        )

    def review_content(self, content: PortfolioContent) -> GateReview:
        """Look through a document: every text in it but the names of its owner and the coach."""
        return self.review(one for one in texts_of(content) if not _is_name(one[0]))

    def rewritten(self, text: str, *, replace_all: bool = False) -> str:
        """Give *text* as it leaves: words to be replaced stand replaced.

        With *replace_all*, words about which nothing was decided are replaced by a phrase, too.
        """
        parts, last = [], 0
        for finding in self._check.find(text):
            decision = self._decisions.get(decision_key(finding.kind.value, finding.what))
            phrase = decision.replacement if decision is not None else ""
            if decision is None and replace_all:
                phrase = suggested_phrase(finding.kind)
            link = _link_around(text, finding, last) if phrase else None
            if link is not None:
                words, end = link
                parts += [text[last : words.start - 1], text[words.start : words.stop]]
                parts.append(f" ({phrase})")
                last = end
            elif phrase:
                parts += [text[last : finding.start], phrase]
                last = finding.end
        return "".join((*parts, text[last:]))

    def clear(self, content: PortfolioContent, *, replace_all: bool = False) -> Cleared:
        """Let a document pass, with words replaced as was decided.

        With *replace_all*, words about which nothing was decided are replaced by a phrase, too.

        Raises:
            InputError: something is still to be decided (FINDINGS_OPEN).
        """
        found = self.review_content(content)
        if found.open_count and not replace_all:
            raise InputError(InputCode.FINDINGS_OPEN, "findings")

        def change(place: TextPlace, text: str) -> str:
            return text if _is_name(place) else self.rewritten(text, replace_all=replace_all)

        leaves = rewrite_content(content, change)
        replaced = [
            one.finding.what
            for one in found.findings
            if one.decision is None or one.decision.choice is DecisionChoice.REPLACE
        ]
        models = {chosen.model.id: chosen.model for chosen in content.entries if chosen.model}
        allowed = (text for _place, text in texts_of(leaves))
        shown = _texts_in((content.pack, tuple(models.values()), content.form))
        return Cleared(leaves, PrivacyProof(self._private, (*allowed, *shown), replaced))


class ExportGateService:
    """The gate of a journal, and what was decided. It is help, not a guarantee."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        ids: Ids,
        identifiers: IdentifierService,
    ) -> None:
        """Remember decisions in *journal*; look with *identifiers*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids
        self._identifiers = identifiers
        self._for_now: dict[tuple[str, str], Decision] = {}
        """Decisions in a journal that cannot be written; they hold until it is closed."""

    def keeper(self) -> Gatekeeper:
        """Give a gatekeeper with what was decided up to now, to be used in any thread.

        Raises:
            ConditionError: the decisions or the journal cannot be read.
        """
        with self._journal.reading():
            kept = self._journal.decisions.list_all()
            private = PrivateTexts(self._journal, self._clock, self._ids)
        decisions = {decision_key(one.kind, one.text): one for one in kept} | self._for_now
        return Gatekeeper(decisions, self._identifiers.new_check(), private)

    def keep(self, finding: Finding, reason: str) -> None:
        """Let words leave as they are, for a reason that is remembered.

        Raises:
            InputError: there is no reason (REASON_REQUIRED).
            ConditionError: the journal cannot be written to.
        """
        if not reason.strip():
            raise InputError(InputCode.REASON_REQUIRED, "reason")
        kind = finding.kind.value
        self._decide(Decision(kind, finding.what, DecisionChoice.KEEP, reason=reason.strip()))

    def replace(self, finding: Finding, replacement: str) -> None:
        """Let *replacement* stand for the words in what leaves; the journal stays as it is.

        Raises:
            InputError: there is no replacement (REQUIRED), or it points to a person itself
                (STILL_POINTS_TO_SOMEONE).
            ConditionError: the journal cannot be written to.
        """
        phrase = " ".join(replacement.split())
        if not phrase:
            raise InputError(InputCode.REQUIRED, "replacement")
        if self._identifiers.find(phrase):
            raise InputError(InputCode.STILL_POINTS_TO_SOMEONE, "replacement")
        kind = finding.kind.value
        self._decide(Decision(kind, finding.what, DecisionChoice.REPLACE, replacement=phrase))

    def replace_open(self, review: GateReview) -> None:
        """Let the suggested phrases stand for everything about which nothing was decided.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        for one in review.findings:
            if one.is_open:
                self.replace(one.finding, suggested_phrase(one.finding.kind))

    def forget(self, finding: Finding) -> None:
        """Ask again about these words.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        self._for_now.pop(decision_key(finding.kind.value, finding.what), None)
        if not self._journal.is_read_only:
            with self._journal.transaction():
                self._journal.decisions.forget(finding.kind.value, finding.what)
        self._feed.publish(Topic.PORTFOLIO)

    def _decide(self, decision: Decision) -> None:
        if self._journal.is_read_only:
            self._for_now[decision_key(decision.kind, decision.text)] = decision
        else:
            with self._journal.transaction():
                self._journal.decisions.put(decision)
        self._feed.publish(Topic.PORTFOLIO)


def suggested_phrase(kind: IdentifierKind) -> str:
    """Suggest what may stand for words of *kind* in what leaves; it points to nobody."""
    phrases = {
        IdentifierKind.NHS_NUMBER: _("a number left out here"),
        IdentifierKind.NATIONAL_INSURANCE: _("a number left out here"),
        IdentifierKind.HOSPITAL_NUMBER: _("a number left out here"),
        IdentifierKind.REGISTRATION: _("a number left out here"),
        IdentifierKind.EMAIL: _("an address left out here"),
        IdentifierKind.PHONE: _("a number left out here"),
        IdentifierKind.POSTCODE: _("the area"),
        IdentifierKind.BIRTH_DATE: _("a date left out here"),
        IdentifierKind.EXACT_DATE: _("at that time"),
        IdentifierKind.AGE: _("an adult"),
        IdentifierKind.PERSON: _("a colleague"),
        IdentifierKind.PLACE_OF_CARE: _("the place of care"),
        IdentifierKind.LINK: _("an address left out here"),
        IdentifierKind.OWN_WORD: _("someone I work with"),
    }
    return phrases[kind]


def _around(text: str, finding: Finding) -> tuple[str, str]:
    before = text[max(0, finding.start - _AROUND) : finding.start].rpartition("\n")[2]
    return before, text[finding.end : finding.end + _AROUND].partition("\n")[0]


def _link_around(text: str, finding: Finding, since: int) -> tuple[range, int] | None:
    """Give where the words of the link stand whose address was found, and where the link ends.

    Words in the place of an address make no link: without its marks, the words would stay.
    """
    for lead in _LEADS:
        close = finding.start - len(lead)
        opening = text.rfind("[", since, max(since, close))
        is_whole = text.startswith(lead, close) and text.startswith(")", finding.end)
        if close > 0 and is_whole and opening >= 0 and "]" not in text[opening:close]:
            return range(opening + 1, close), finding.end + 1
    return None


def _is_name(place: TextPlace) -> bool:
    """Tell whether a text names the owner or the coach: whom a document is from and for."""
    return place.kind is PlaceKind.COVER and place.part in {"name", "coach"}


def _texts_in(value: object) -> Iterator[str]:
    """Give every text in a record of the programme or a form, which anybody may read."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts_in(item)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts_in(getattr(value, one.name))
