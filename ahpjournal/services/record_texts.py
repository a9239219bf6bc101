"""Reflections and actions as plain text, for comparing versions and for copies saved elsewhere."""

from ahpjournal.domain.entries import Entry
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.text import _


def entry_text(entry: Entry, model: ReflectiveModel) -> str:
    """Give a reflection as Markdown: title, then each section under its stage's name."""
    names = {stage.id: stage.heading for stage in model.stages}
    parts = [f"# {entry.title}" if entry.title else ""]
    for section in entry.sections:
        heading = section.heading or names.get(section.stage, "")
        if section.markdown.strip():
            parts += [f"## {heading}" if heading else "", section.markdown]
    return "\n\n".join(part for part in parts if part)


def action_text(action: ActionPlan) -> str:
    """Give an action as text: title, then what is filled in, each under its name."""
    parts = [f"# {action.title}" if action.title else ""]
    for label, text in (
        (_("Why"), action.why),
        (_("First step"), action.first_step),
        (_("How I will know"), action.measure),
        (_("Obstacle"), action.obstacle),
        (_("If\u2013then"), action.if_then),
        (_("Support wanted"), action.support),
        (_("Outcome"), action.outcome),
        (_("Notes"), "\n\n".join(note.text for note in action.notes)),
    ):
        if text.strip():
            parts += [f"## {label}", text]
    return "\n\n".join(part for part in parts if part)
