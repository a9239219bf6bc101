"""Templates of one's own: reflective models that their owner makes and changes."""

import re
import textwrap
from dataclasses import field, replace

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel, Stage

NAME_LENGTH = 80
"""Characters of a name or heading, which has to fit on a line."""
TEXT_LENGTH = 600
"""Characters of a description or question."""
MOST_STAGES = 30
MOST_QUESTIONS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Template:
    """A reflective model of one's own. *id* is UUID text, which entries name as their model.

    A stage keeps its id when its words change. *retired* are stages that were taken out: entries
    written under them show their text under the old heading.
    """

    id: str
    name: str = field(default="", repr=False)
    description: str = field(default="", repr=False)
    citation: str = ""
    """Author and year of the model that it was made from; empty if it is all one's own."""
    stages: tuple[Stage, ...] = field(default=(), repr=False)
    retired: tuple[Stage, ...] = field(default=(), repr=False)
    is_removed: bool = False

    @property
    def model(self) -> ReflectiveModel:
        """The template as entries use it."""
        return ReflectiveModel(self.id, self.name, self.description, self.citation, self.stages)

    @property
    def model_ever(self) -> ReflectiveModel:
        """The template with every stage that it ever had."""
        return replace(self.model, stages=(*self.stages, *self.retired))

    def with_stages(self, stages: tuple[Stage, ...]) -> "Template":
        """Give the template with other *stages*; those that go are retired, none is forgotten."""
        present = {stage.id for stage in stages}
        gone = tuple(s for s in (*self.stages, *self.retired) if s.id not in present)
        return replace(self, stages=stages, retired=gone)


def tidy_line(text: str, longest: int) -> str:
    """Give *text* on one line, cut after *longest* characters."""
    return _one_line(text)[:longest].rstrip()


def tidy_questions(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Give questions as a template keeps them: none blank; a long one goes on as the next."""
    found = [part for line in lines for part in textwrap.wrap(_one_line(line), TEXT_LENGTH)]
    return tuple(found[:MOST_QUESTIONS])


def tidy_template(template: Template) -> Template:
    """Give *template* as it is kept: short names on one line, every stage once."""
    stages = {stage.id: _tidy_stage(stage) for stage in template.stages[:MOST_STAGES]}
    retired = {s.id: _tidy_stage(s) for s in template.retired if s.id not in stages}
    return replace(
        template,
        name=tidy_line(template.name, NAME_LENGTH),
        description=tidy_line(template.description, TEXT_LENGTH),
        citation=tidy_line(template.citation, NAME_LENGTH),
        stages=tuple(stages.values()),
        retired=tuple(retired.values()),
    )


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())


def _tidy_stage(stage: Stage) -> Stage:
    return Stage(stage.id, tidy_line(stage.heading, NAME_LENGTH), tidy_questions(stage.questions))


def free_name(wanted: str, taken: frozenset[str]) -> str:
    """Give *wanted*, or with a number behind it if a template is called that already."""
    folded = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in folded:
        number += 1
        ending = f" ({number})"
        name = wanted[: NAME_LENGTH - len(ending)].rstrip() + ending
    return name
