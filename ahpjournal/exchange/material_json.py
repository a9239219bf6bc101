"""Templates, prompts and searches of one's own as JSON, version 1."""

from collections.abc import Mapping
from typing import Any

from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.templates import Template, tidy_template


def template_json(template: Template) -> dict[str, Any]:
    """Give the object for *template*."""
    return {
        "id": template.id,
        "name": template.name,
        "description": template.description,
        "citation": template.citation,
        "stages": [
            *(_stage_json(stage, is_retired=False) for stage in template.stages),
            *(_stage_json(stage, is_retired=True) for stage in template.retired),
        ],
        "removed": template.is_removed,
    }


def to_template(data: Mapping[str, Any], template_id: str) -> Template:
    """Read a template that the schema has let through."""
    stages = [(_to_stage(stage), stage.get("retired", False)) for stage in data.get("stages", ())]
    return tidy_template(
        Template(
            id=template_id,
            name=data.get("name", ""),
            description=data.get("description", ""),
            citation=data.get("citation", ""),
            stages=tuple(stage for stage, is_retired in stages if not is_retired),
            retired=tuple(stage for stage, is_retired in stages if is_retired),
            is_removed=data.get("removed", False),
        )
    )


def prompt_json(prompt: OwnPrompt) -> dict[str, Any]:
    """Give the object for *prompt*."""
    return {
        "id": prompt.id,
        "text": prompt.text,
        "theme": prompt.theme,
        "takes_turns": prompt.takes_turns,
    }


def search_json(search: SavedSearch) -> dict[str, Any]:
    """Give the object for a saved search; its place is that in the list."""
    return {"id": search.id, "name": search.name, "query": search.query}


def to_search(data: Mapping[str, Any], search_id: str) -> SavedSearch:
    """Read a saved search that the schema has let through."""
    return SavedSearch(search_id, " ".join(data["name"].split()), data["query"].strip())


def to_prompt(data: Mapping[str, Any], prompt_id: str) -> OwnPrompt:
    """Read a prompt that the schema has let through."""
    return OwnPrompt(
        prompt_id,
        " ".join(data["text"].split()),
        data.get("theme", ""),
        data.get("takes_turns", True),
    )


def _stage_json(stage: Stage, *, is_retired: bool) -> dict[str, Any]:
    return {
        "id": stage.id,
        "heading": stage.heading,
        "questions": list(stage.questions),
        "retired": is_retired,
    }


def _to_stage(data: Mapping[str, Any]) -> Stage:
    return Stage(data["id"], data.get("heading", ""), tuple(data.get("questions", ())))
