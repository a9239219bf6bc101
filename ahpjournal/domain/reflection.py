"""Reflective models as ordered stages, and switching between them without losing text."""

from dataclasses import dataclass

from ahpjournal.domain.entries import Section


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
    the stages, under its old heading, so that switching back restores it. Empty sections of other
    stages go. Free form's single text section takes nothing from other stages.
    """
    by_stage = {s.stage: s for s in sections}
    known = {stage.id for stage in new.stages}
    laid_out = [
        _without_heading(by_stage[stage.id]) if stage.id in by_stage else Section(stage.id)
        for stage in new.stages
    ]
    for section in sections:
        if section.stage in known or not section.markdown.strip():
            continue
        stage = old.stage(section.stage) if old is not None else None
        heading = section.heading or (stage.heading if stage is not None else "")
        laid_out.append(Section(section.stage, section.markdown, section.sharing, heading))
    return tuple(laid_out)


def _without_heading(section: Section) -> Section:
    return Section(section.stage, section.markdown, section.sharing)
