"""Reflective models as ordered stages, and switching between them without losing text."""

from dataclasses import replace

from ahpjournal.domain.entries import Section
from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a model: stable id, heading (may be empty) and helper questions."""

    id: str
    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReflectiveModel:
    """A way to structure a reflection; *citation* names author and year."""

    id: str
    name: str
    description: str
    citation: str
    stages: tuple[Stage, ...]

    def stage(self, stage_id: str) -> Stage | None:
        """Find a stage by id."""
        return next((s for s in self.stages if s.id == stage_id), None)


def arrange_sections(
    sections: tuple[Section, ...], old: ReflectiveModel | None, new: ReflectiveModel
) -> tuple[Section, ...]:
    """Lay *sections* out under the stages of *new* without losing a character.

    A section whose stage *new* has keeps its text. Written text of any other stage follows after
    the stages, under its old heading, so that switching back restores it; so does a second text
    under the same stage, with its own sharing. Empty sections of other stages go. Free form's
    single text section takes nothing from other stages.
    """
    chosen = {stage.id: _of_stage(sections, stage.id) for stage in new.stages}
    taken = set(chosen.values())
    laid_out = [
        replace(sections[at], heading="")
        if (at := chosen[stage.id]) is not None
        else Section(stage.id)
        for stage in new.stages
    ]
    for at, section in enumerate(sections):
        if at in taken or not section.markdown.strip():
            continue
        stage = (old.stage(section.stage) if old is not None else None) or new.stage(section.stage)
        heading = section.heading or (stage.heading if stage is not None else "")
        laid_out.append(replace(section, heading=heading))
    return tuple(laid_out)


def _of_stage(sections: tuple[Section, ...], stage: str) -> int | None:
    """Give the place of the section for *stage*: the first written one, else the first."""
    found = [at for at, section in enumerate(sections) if section.stage == stage]
    written = [at for at in found if sections[at].markdown.strip()]
    return next(iter(written + found), None)
