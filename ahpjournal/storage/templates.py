"""Templates of one's own, in the order their owner gave them."""

import json
from typing import Any

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.templates import Template, tidy_template
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.ordered import OrderedRecords
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing


def template_row(template: Template) -> dict[str, Any]:
    """Give the columns of *template*, but for its place."""
    stages = [_stage(stage, is_retired=False) for stage in template.stages]
    stages += [_stage(stage, is_retired=True) for stage in template.retired]
    return {
        "uid": template.id,
        "name": template.name,
        "description": template.description,
        "citation": template.citation,
        "stages": json.dumps(stages, ensure_ascii=False),
    }


def to_template(row: Row) -> Template:
    """Read a template.

    Raises:
        ConditionError: the row does not hold one (DAMAGED).
    """
    try:
        stages = [
            (Stage(s["id"], s["heading"], tuple(s["questions"])), bool(s["retired"]))
            for s in json.loads(row["stages"])
        ]
        return Template(
            id=row["uid"],
            name=row["name"],
            description=row["description"],
            citation=row["citation"],
            stages=tuple(stage for stage, is_retired in stages if not is_retired),
            retired=tuple(stage for stage, is_retired in stages if is_retired),
            is_removed=row["deleted_at"] is not None,
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConditionError(ConditionCode.DAMAGED) from error


class TemplateRepository:
    """Templates by id; one that was removed can still be asked for."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing
        self.order = OrderedRecords(writing, "template")

    def list_all(self) -> tuple[Template, ...]:
        """Give every template, in order, those that were removed among them."""
        rows = self._writing.all("SELECT * FROM template ORDER BY position, n")
        return tuple(to_template(row) for row in rows)

    def get(self, template_id: str) -> Template | None:
        """Give one template, removed or not."""
        row = self._writing.one("SELECT * FROM template WHERE uid = ?", (template_id,))
        return to_template(row) if row is not None else None

    def save(self, template: Template) -> Template:
        """Store a template, a new one behind the others; gives it as stored."""
        kept = tidy_template(cleaned(template))
        removed_at = timestamp(self._writing.clock.now()) if kept.is_removed else None
        self.order.save(kept.id, template_row(kept), removed_at=removed_at)
        return kept


def _stage(stage: Stage, *, is_retired: bool) -> dict[str, Any]:
    return {
        "id": stage.id,
        "heading": stage.heading,
        "questions": list(stage.questions),
        "retired": is_retired,
    }
