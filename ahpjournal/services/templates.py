"""Reflective models to write under: those of the program, and templates of one's own."""

import re
import unicodedata
from dataclasses import replace

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.domain.templates import Template, free_name
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

FREE = "free"
_STAGE_LETTERS = 12
_FILE_LETTERS = 40


@dataclass(frozen=True, slots=True)
class TemplateRead:
    """A template from a file, or its mistakes in words, each with its line and key."""

    template: Template | None
    mistakes: tuple[str, ...] = ()


class TemplateService:
    """Everything one does with templates, and the choice of models for entries."""

    def __init__(
        self, journal: JournalFile, feed: ChangeFeed, ids: Ids, shipped: tuple[ReflectiveModel, ...]
    ) -> None:
        """Work on *journal*; *shipped* are the models that come with the program."""
        self._journal = journal
        self._feed = feed
        self._ids = ids
        self.shipped = shipped
        self._shipped = {model.id: model for model in shipped}
        self._kept: tuple[Template, ...] | None = None
        feed.subscribe(self._on_change)

    # --- models ---------------------------------------------------------------------------------

    def models(self) -> tuple[ReflectiveModel, ...]:
        """Give every model on offer: the program's, then one's own."""
        return (*self.shipped, *(_shown(t.model) for t in self._known() if not t.is_removed))

    def model(self, model_id: str) -> ReflectiveModel:
        """Find a model, also one that was removed; an unknown id gives free form."""
        template = self._template(model_id)
        if template is not None:
            return _shown(template.model)
        return self._shipped.get(model_id) or self._shipped[FREE]

    def model_ever(self, model_id: str) -> ReflectiveModel:
        """Find a model with every stage that it ever had; an unknown id gives free form."""
        return self.find(model_id) or self._shipped[FREE]

    def find(self, model_id: str) -> ReflectiveModel | None:
        """Find a model with every stage that it ever had, to name the parts of old entries."""
        template = self._template(model_id)
        return _shown(template.model_ever) if template else self._shipped.get(model_id)

    def is_own(self, model_id: str) -> bool:
        """Tell whether this is a template of one's own, removed or not."""
        return self._template(model_id) is not None

    # --- templates ------------------------------------------------------------------------------

    def all(self) -> tuple[Template, ...]:
        """Give one's own templates, in order.

        Raises:
            ConditionError: they cannot be read.
        """
        with self._journal.reading():
            found = self._journal.templates.list_all()
        return tuple(template for template in found if not template.is_removed)

    def get(self, template_id: str) -> Template | None:
        """Give one template; None if there is none, or it was removed.

        Raises:
            ConditionError: it cannot be read.
        """
        return next((t for t in self.all() if t.id == template_id), None)

    def new_stage(self) -> Stage:
        """Give an empty stage with an id that no other has."""
        return Stage(f"s-{self._ids.new()[-_STAGE_LETTERS:]}", "", ())

    def add(self) -> Template:
        """Store a new template with one empty stage.

        Raises:
            ConditionError: the journal cannot be written.
        """
        name = free_name(_("New template"), self._names())
        return self.save(Template(self._ids.new(), name, stages=(self.new_stage(),)))

    def copy_of(self, model_id: str) -> Template:
        """Store a template that says what a model says; its stages keep their ids.

        Raises:
            ConditionError: there is no such model (MISSING), or the journal cannot be written.
        """
        model = next((m for m in self.models() if m.id == model_id), None)
        if model is None:
            raise ConditionError(ConditionCode.MISSING)
        stages = tuple(replace(s, heading=s.heading or "") for s in model.stages)
        name = free_name(_("{model}: my version").format(model=model.name), self._names())
        return self.save(Template(self._ids.new(), name, model.description, model.citation, stages))

    def save(self, template: Template) -> Template:
        """Store *template*; a stage that it has no more is retired, and no entry loses a text.

        Raises:
            ConditionError: the journal cannot be written.
        """
        before = self._template(template.id)
        if before is not None:
            earlier = replace(template, stages=before.stages, retired=before.retired)
            template = earlier.with_stages(template.stages)
        with self._journal.transaction():
            kept = self._journal.templates.save(template)
        self._feed.publish(Topic.TEMPLATES)
        return kept

    def remove(self, template_id: str) -> None:
        """Offer a template no more; entries written under it stay as they are.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(template_id, is_removed=True)

    def restore(self, template_id: str) -> None:
        """Offer a template again that was removed.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(template_id, is_removed=False)

    def move(self, template_id: str, step: int) -> None:
        """Move a template *step* places on; nothing happens at either end.

        Raises:
            ConditionError: the journal cannot be written.
        """
        order = moved([t.id for t in self.all()], template_id, step)
        with self._journal.transaction():
            self._journal.templates.order.put_in_order(order)
        self._feed.publish(Topic.TEMPLATES)

    # --- files ----------------------------------------------------------------------------------

    def file_name(self, template: Template) -> str:
        """Suggest a name for the file of a template."""
        return f"{_slug(template.name)}.toml"

    def file_text(self, template: Template) -> str:
        """Give the file of a template, for others to read in."""
        from ahpjournal.packs import write_template  # only where it is asked for

        return write_template(replace(_shown(template.model), id=_slug(template.name)))

    def read_in(self, data: bytes, file: str) -> TemplateRead:
        """Store the template in the bytes of the file named *file*; the same one is stored once.

        Nothing is stored if the file has mistakes.

        Raises:
            ConditionError: the journal cannot be written.
        """
        from ahpjournal.packs import PackError, describe_problems, read_template

        try:
            model = read_template(data, file)
        except PackError as error:
            return TemplateRead(None, describe_problems(error))
        for template in self.all():
            shown = _shown(template.model)
            if (shown.name, shown.stages) == (model.name, model.stages):
                return TemplateRead(template)
        name = free_name(model.name, self._names())
        template = Template(self._ids.new(), name, model.description, model.citation, model.stages)
        return TemplateRead(self.save(template))

    def _set_removed(self, template_id: str, *, is_removed: bool) -> None:
        template = self._template(template_id)
        if template is None or template.is_removed is is_removed:
            return
        with self._journal.transaction():
            self._journal.templates.save(replace(template, is_removed=is_removed))
        self._feed.publish(Topic.TEMPLATES)

    def _names(self) -> frozenset[str]:
        return frozenset(model.name for model in self.models())

    def _template(self, template_id: str) -> Template | None:
        if template_id in self._shipped:
            return None
        return next((t for t in self._known() if t.id == template_id), None)

    def _known(self) -> tuple[Template, ...]:
        """Give every template, removed or not; none where they cannot be read."""
        if self._kept is None:
            try:
                with self._journal.reading():
                    self._kept = self._journal.templates.list_all()
            except AhpJournalError:
                return ()  # entries can be read all the same
        return self._kept

    def _on_change(self, topics: Topic) -> None:
        if Topic.TEMPLATES in topics:
            self._kept = None


def moved(order: list[str], record: str, step: int) -> list[str]:
    """Give *order* with *record* moved by *step* places, as far as it goes."""
    if record not in order:
        return order
    place = order.index(record)
    rest = [one for one in order if one != record]
    rest.insert(min(max(place + step, 0), len(rest)), record)
    return rest


def _shown(model: ReflectiveModel) -> ReflectiveModel:
    """Give *model* with words where its owner left out a name or a heading."""
    is_one = len(model.stages) == 1
    stages = tuple(
        stage
        if stage.heading or is_one
        else replace(stage, heading=_("Stage {number}").format(number=number))
        for number, stage in enumerate(model.stages, start=1)
    )
    return replace(model, name=model.name or _("Template without a name"), stages=stages)


def _slug(name: str) -> str:
    """Give letters, digits and dashes for *name*, as files and ids may have them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))[:_FILE_LETTERS].strip("-")
    return words if words[:1].isalpha() else f"template-{words}".strip("-")[:_FILE_LETTERS]
