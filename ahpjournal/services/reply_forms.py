"""What a coach is asked in a document, and the key that seals the form."""

import secrets
from collections.abc import Collection, Iterable

from ahpjournal.domain.entries import Entry
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.reply_form import (
    NO_RATING,
    About,
    FieldKind,
    FormField,
    Prompt,
    ReplyForm,
    asked_about,
    field_name,
)
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

KEYS = "form-key-"
"""Settings with this beginning hold keys, each under a name of its own, so that merging two copies
of a journal keeps the keys of both."""

_KEY_BYTES = 32


def form_for(
    journal: JournalFile,
    export_id: str,
    pack: Pack,
    progress: ProgressReport | None,
    entries: Iterable[Entry],
    *,
    has_actions: bool,
    asked: Collection[str] | None = None,
) -> ReplyForm:
    """Give the boxes for a document with these parts.

    The reflections whose ids are in *asked* have boxes of their own; None for the newest.
    """
    key_id, key = _key(journal)
    with journal.reading():
        revision = journal.settings.meta("hlc")
    form = _Asking(export_id)
    form.about_entries(asked_about(entries, asked))
    form.about_all(has_actions=has_actions)
    if progress is not None:
        form.about_levels(pack, progress)
    return ReplyForm(
        journal_id=journal.journal_id,
        export_id=export_id,
        revision=revision,
        fields=tuple(form.fields),
        key_id=key_id,
        key=key,
    )


def keys_of(journal: JournalFile) -> dict[str, bytes]:
    """Give every key that ever sealed a form of this journal, by its name."""
    with journal.reading():
        values = journal.settings.values()
    return {
        name.removeprefix(KEYS): bytes.fromhex(value)
        for name, value in values.items()
        if name.startswith(KEYS) and _is_key(value)
    }


def keep_key(journal: JournalFile, form: ReplyForm) -> None:
    """Keep the key of a form that has left; inside a transaction."""
    if form.key and form.key_id not in keys_of(journal):
        journal.settings.put(KEYS + form.key_id, form.key.hex())


def _key(journal: JournalFile) -> tuple[str, bytes]:
    """Give the key to seal with; a new one is kept only once a form with it has left."""
    keys = keys_of(journal)
    if keys:
        name = min(keys)
        return name, keys[name]
    return secrets.token_hex(4), secrets.token_bytes(_KEY_BYTES)


def _is_key(text: str) -> bool:
    return len(text) == 2 * _KEY_BYTES and all(c in "0123456789abcdef" for c in text)


class _Asking:
    """Collects boxes under names of their own."""

    def __init__(self, export_id: str) -> None:
        self._export_id = export_id
        self.fields: list[FormField] = []

    def about_entries(self, entry_ids: Iterable[str]) -> None:
        for entry_id in entry_ids:
            noticed = _("For the coach: what do you notice here, or want to ask?")
            self._add(FieldKind.TEXT, Prompt.NOTICED, About.ENTRY, noticed, entry_id)
            talk = _("I would like to talk about this one")
            self._add(FieldKind.TICK, Prompt.TALK, About.ENTRY, talk, entry_id)

    def about_all(self, *, has_actions: bool) -> None:
        overall = About.OVERALL
        self._add(FieldKind.LINE, Prompt.NAME, overall, _("Your name, as it shall be kept"))
        self._add(FieldKind.TEXT, Prompt.STANDS_OUT, overall, _("What stands out to you?"))
        words = _("One question you would put to the writer")
        self._add(FieldKind.TEXT, Prompt.QUESTION, overall, words)
        words = _("One thing to try before you next speak")
        self._add(FieldKind.TEXT, Prompt.NEXT, overall, words)
        if has_actions:
            words = _("On the actions: what would help them along?")
            self._add(FieldKind.TEXT, Prompt.ON_ACTIONS, About.ACTIONS, words)

    def about_levels(self, pack: Pack, progress: ProgressReport) -> None:
        rated = [row.competency for row in progress.competencies if row.now is not None]
        if not rated:
            return
        levels = [
            (str(level.number), f"{level.number} {level.name}") for level in pack.scale.levels
        ]
        options = ((NO_RATING, _("No view")), *levels)
        for competency in rated:
            words = _("The level you see")
            self._add(
                FieldKind.CHOICE, Prompt.LEVEL, About.COMPETENCY, words, competency.id, options
            )
        words = _("What have you seen that makes you say so?")
        self._add(FieldKind.TEXT, Prompt.WHY, About.RATINGS, words)

    def _add(
        self,
        kind: FieldKind,
        prompt: Prompt,
        about: About,
        words: str,
        record: str = "",
        options: tuple[tuple[str, str], ...] = (),
    ) -> None:
        taken = {field.name for field in self.fields}
        name = field_name(self._export_id, record or about.value, prompt, taken)
        self.fields.append(FormField(name, kind, prompt, about, words, record, options))
