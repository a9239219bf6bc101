"""From a journal's records to JSON, a piece at a time."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import Selection
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.ratings import Rating, Sitting
from ahpjournal.exchange.attachments import write_attachment
from ahpjournal.exchange.journal_document import FORMAT, LATER_KINDS, VERSION, JournalDocument
from ahpjournal.exchange.material_json import prompt_json, search_json, template_json
from ahpjournal.exchange.replies_json import export_to_json, reply_to_json

AttachedFile = tuple[Attachment, Iterable[bytes]]


def serialise_parts(
    content: JournalDocument,
    entries: Iterable[Entry],
    journal_id: str,
    exported_at: datetime,
    files_of: Callable[[str], Iterable[AttachedFile]] = lambda _entry: (),
) -> Iterator[str]:
    """Give the text of a document piece by piece, so that a large journal needs little memory.

    *entries* stand in for those of *content* and are taken one at a time; *files_of* gives the
    attachments of an entry by its id, each with its bytes in parts.
    """
    head: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": timestamp(exported_at),
        "journal_id": journal_id,
        "profile": _profile(content.profile or Profile()),
        "pack": {"id": content.pack_id, "version": content.pack_version},
        "modules": [_module(m) for m in content.modules],
        "sittings": [_sitting(s) for s in content.sittings],
        "ratings": [_rating(r) for r in content.ratings],
        "actions": [_action(a) for a in content.actions],
        "exports": [export_to_json(e) for e in content.exports],
        "replies": [reply_to_json(r) for r in content.replies],
        "templates": [template_json(t) for t in content.templates],
        "prompts": [prompt_json(p) for p in content.prompts],
        "searches": [search_json(s) for s in content.searches],
    }
    if content.conversation is not None:
        head["conversation"] = _conversation(content.conversation)
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    yield ',\n "entries": ['
    separator = "\n"
    for entry in entries:
        yield separator + json.dumps(_entry(entry), ensure_ascii=False)[:-1]
        yield ', "attachments": ['
        between = ""
        for attachment, parts in files_of(entry.id):
            yield between
            yield from write_attachment(attachment, parts)
            between = ", "
        yield "]}"
        separator = ",\n"
    yield "],\n"
    yield ",\n".join(f' "{kind}": []' for kind in LATER_KINDS)
    yield "\n}\n"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _stamp(moment: datetime | None) -> str | None:
    return timestamp(moment) if moment is not None else None


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "profession": profile.profession,
        "role_title": profile.role_title,
        "role_level": profile.role_level,
        "organisation": profile.organisation,
        "regulator": profile.regulator,
        "cycle_starts_on": _iso(profile.cycle_starts_on),
        "cycle_ends_on": _iso(profile.cycle_ends_on),
        "coach": profile.coach,
    }


def _module(module: Module) -> dict[str, Any]:
    return {
        "number": module.number,
        "title": module.title,
        "starts_on": _iso(module.starts_on),
        "ends_on": _iso(module.ends_on),
        "state": module.state.value,
        "notes": module.notes,
        "attendance": module.attendance.value if module.attendance is not None else None,
        "aims": list(module.aims),
        "competencies": list(module.competencies) if module.competencies is not None else None,
        "removed": module.is_removed,
    }


def _sitting(sitting: Sitting) -> dict[str, Any]:
    return {
        "id": sitting.id,
        "kind": sitting.kind.value,
        "module": sitting.module,
        "on": sitting.on.isoformat(),
        "competencies": list(sitting.competencies),
        "finished_at": _stamp(sitting.finished_at),
    }


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "id": rating.id,
        "sitting": rating.sitting,
        "competency": rating.competency,
        "level": rating.level,
        "confidence": rating.confidence,
        "because": rating.because,
        "rater": rating.rater.value,
        "rated_at": timestamp(rating.rated_at),
        "corrects": rating.corrects,
        "pack_id": rating.pack_id,
        "pack_version": rating.pack_version,
        "evidence": [{"kind": e.kind.value, "id": e.record} for e in rating.evidence],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    cpd = entry.cpd
    return {
        "id": entry.id,
        "title": entry.title,
        "on": entry.on.isoformat(),
        "on_precision": entry.on_precision.value,
        "model": entry.model,
        "sections": [
            {
                "stage": s.stage,
                "markdown": s.markdown,
                "sharing": s.sharing.value if s.sharing is not None else None,
                "heading": s.heading,
            }
            for s in entry.sections
        ],
        "module": entry.module,
        "themes": list(entry.themes),
        "competencies": list(entry.competencies),
        "tags": list(entry.tags),
        "linked": list(entry.linked),
        "sharing": entry.sharing.value,
        "state": entry.state.value,
        "prompt": entry.prompt,
        "created_at": _stamp(entry.created_at),
        "updated_at": _stamp(entry.updated_at),
        "cpd": None
        if cpd is None
        else {
            "kind": cpd.kind.value,
            "hours": cpd.hours,
            "with_others": cpd.with_others,
            "learnt": cpd.learnt,
            "effect": cpd.effect,
            "benefit": cpd.benefit,
        },
    }


def _action(action: ActionPlan) -> dict[str, Any]:
    level = action.evaluation_level
    texts = ("title", "why", "first_step", "measure", "obstacle", "if_then", "support", "outcome")
    return {
        "id": action.id,
        **{name: getattr(action, name) for name in texts},
        "starts_on": _iso(action.starts_on),
        "due_on": _iso(action.due_on),
        "review_on": _iso(action.review_on),
        "state": action.state.value,
        "evaluation_level": level.value if level is not None else None,
        "notes": [{"at": timestamp(n.at), "text": n.text} for n in action.notes],
        "cycles": [
            {"plan": c.plan, "do": c.do, "study": c.study, "act": c.act} for c in action.cycles
        ],
        "module": action.module,
        "themes": list(action.themes),
        "competencies": list(action.competencies),
        "entries": list(action.entries),
        "risks": list(action.risks),
        "created_at": _stamp(action.created_at),
        "updated_at": _stamp(action.updated_at),
    }


def _conversation(selection: Selection) -> dict[str, Any]:
    return {
        "talk_about": selection.talk_about,
        "entries": list(selection.entries),
        "actions": list(selection.actions),
        "include_ratings": selection.include_ratings,
        "include_reasons": selection.include_reasons,
    }
