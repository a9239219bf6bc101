"""The export gate: what points to a person in words that are about to leave, and what is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ahpjournal.domain.decisions import Decision, DecisionChoice, decision_key
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.exported_texts import TextPlace
from ahpjournal.privacy.findings import Finding, IdentifierKind
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.identifiers import IdentifierService
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

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


class ExportGateService:
    """Looks over what leaves. It is help, not a guarantee."""

    def __init__(
        self, journal: JournalFile, feed: ChangeFeed, identifiers: IdentifierService
    ) -> None:
        """Remember decisions in *journal*; look with *identifiers*."""
        self._journal = journal
        self._feed = feed
        self._identifiers = identifiers
        self._for_now: dict[tuple[str, str], Decision] = {}
        """Decisions in a journal that cannot be written; they hold until it is closed."""

    def review(self, texts: Iterable[tuple[TextPlace, str]]) -> GateReview:
        """Look through every text that leaves.

        Raises:
            ConditionError: the decisions cannot be read.
        """
        decisions = self._decisions()
        found: dict[tuple[str, str], GateFinding] = {}
        counts: dict[tuple[str, str], int] = {}
        for place, text in texts:
            for finding in self._identifiers.find(text):
                key = decision_key(finding.kind.value, finding.what)
                counts[key] = counts.get(key, 0) + 1
                if key not in found:
                    before, after = _around(text, finding)
                    found[key] = GateFinding(
                        place, finding, before, after, decision=decisions.get(key)
                    )
        return GateReview(
            tuple(
                GateFinding(
                    one.place, one.finding, one.before, one.after, counts[key], one.decision
                )
                for key, one in found.items()
            )
        )

    def keep(self, finding: Finding, reason: str) -> None:
        """Let words leave as they are, for a reason that is remembered.

        Raises:
            InputError: there is no reason (REASON_REQUIRED).
            ConditionError: the journal cannot be written to.
        """
        if not reason.strip():
            raise InputError(InputCode.REASON_REQUIRED, "reason")
        self._decide(
            Decision(finding.kind.value, finding.what, DecisionChoice.KEEP, reason=reason.strip())
        )

    def replace(self, finding: Finding, replacement: str) -> None:
        """Let *replacement* stand for the words in what leaves; the journal stays as it is.

        Raises:
            InputError: there is no replacement (REQUIRED), or it points to a person itself
                (NOT_ALLOWED_NOW).
            ConditionError: the journal cannot be written to.
        """
        phrase = " ".join(replacement.split())
        if not phrase:
            raise InputError(InputCode.REQUIRED, "replacement")
        if self._identifiers.find(phrase):
            raise InputError(InputCode.NOT_ALLOWED_NOW, "replacement")
        self._decide(
            Decision(finding.kind.value, finding.what, DecisionChoice.REPLACE, replacement=phrase)
        )

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

    def rewritten(self, text: str, *, replace_all: bool = False) -> str:
        """Give *text* as it leaves: words to be replaced stand replaced.

        With *replace_all*, words about which nothing was decided are replaced by a phrase, too.

        Raises:
            ConditionError: the decisions cannot be read.
        """
        decisions = self._decisions()
        parts, last = [], 0
        for finding in self._identifiers.find(text):
            decision = decisions.get(decision_key(finding.kind.value, finding.what))
            phrase = decision.replacement if decision is not None else ""
            if decision is None and replace_all:
                phrase = suggested_phrase(finding.kind)
            if phrase:
                parts += [text[last : finding.start], phrase]
                last = finding.end
        return "".join((*parts, text[last:]))

    def _decide(self, decision: Decision) -> None:
        if self._journal.is_read_only:
            self._for_now[decision_key(decision.kind, decision.text)] = decision
        else:
            with self._journal.transaction():
                self._journal.decisions.put(decision)
        self._feed.publish(Topic.PORTFOLIO)

    def _decisions(self) -> dict[tuple[str, str], Decision]:
        with self._journal.reading():
            kept = self._journal.decisions.list_all()
        return {decision_key(one.kind, one.text): one for one in kept} | self._for_now


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
