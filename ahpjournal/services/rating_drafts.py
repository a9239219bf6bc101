"""Reasons that are still being typed, kept on disk apart from the ledger."""

import json
from dataclasses import field

from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.journal_file import JournalFile

VIEW = "view-being-typed"
CORRECTION = "correction-being-typed"


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """A correction as it stood in its form; *level* None is "no chance yet".

    *unlinked* is what the rating is no longer to rest on.
    """

    level: int | None
    because: str = field(repr=False)
    unlinked: tuple[EvidenceLink, ...] = ()


class RatingDrafts:
    """Each draft has a key of its own, so that none takes another's place, here or in a merge."""

    def __init__(self, journal: JournalFile) -> None:
        """Keep them in *journal*."""
        self._journal = journal

    def keep_view(self, competency: str, text: str) -> None:
        """Keep the reason of somebody else's view of *competency*; an empty one is dropped.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._put(f"{VIEW}:{competency}", text if text.strip() else "")

    def view(self, competency: str) -> str:
        """Give the reason that was being typed for a view of *competency*; mostly empty."""
        return self._get(f"{VIEW}:{competency}")

    def keep_correction(self, rating_id: str, draft: CorrectionDraft) -> None:
        """Keep what is being typed as the correction of a rating.

        Raises:
            ConditionError: the journal cannot be written.
        """
        unlinked = [[link.kind.value, link.record] for link in draft.unlinked]
        values = [draft.level, draft.because, unlinked]
        self._put(f"{CORRECTION}:{rating_id}", json.dumps(values, ensure_ascii=False))

    def correction(self, rating_id: str) -> CorrectionDraft | None:
        """Give the correction of a rating that was being typed; mostly None."""
        kept = self._get(f"{CORRECTION}:{rating_id}")
        if not kept:
            return None
        level, because, *rest = json.loads(kept)
        links = (EvidenceLink(EvidenceKind(kind), record) for kind, record in (rest or [[]])[0])
        return CorrectionDraft(
            int(level) if level is not None else None, str(because), tuple(links)
        )

    def drop_correction(self, rating_id: str) -> None:
        """Forget what was typed as the correction of a rating.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._put(f"{CORRECTION}:{rating_id}", "")

    def _get(self, key: str) -> str:
        with self._journal.reading():
            return self._journal.settings.get(key)

    def _put(self, key: str, value: str) -> None:
        if self._get(key) != value:
            with self._journal.transaction():
                self._journal.settings.put(key, value)
