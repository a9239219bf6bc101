"""Between records and rows, spelled out: nothing above this package sees a row."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.entries import (
    Cpd,
    CpdKind,
    Entry,
    EntryState,
    EntrySummary,
    Precision,
    Section,
    Sharing,
)
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.markdown import one_line
from ahpjournal.domain.plans import ActionPlan, ActionState, Cycle, EvaluationLevel, ProgressNote
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Attendance, Module, ModuleState
from ahpjournal.domain.ratings import (
    EvidenceKind,
    EvidenceLink,
    Rater,
    Rating,
    Sitting,
    SittingKind,
)
from ahpjournal.domain.texts import cleaned

Row = Mapping[str, Any]
_GAP = "\n\n"
_PREVIEW, _PREVIEW_SOURCE = 160, 600

P = ParamSpec("P")
T = TypeVar("T")


def _readable(read: Callable[P, T]) -> Callable[P, T]:
    """Say DAMAGED of a row that does not hold a record, instead of showing half of it."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(*args, **kwargs)
        except (ValueError, TypeError, KeyError) as error:
            raise ConditionError(ConditionCode.DAMAGED) from error

    return reading


def _refuse_zeros(row: Row) -> None:
    """Refuse a row with zeros in its text: none was stored, so a page of it was lost to them.

    Raises:
        ValueError: it has.
    """
    if any(isinstance(value, str) and "\0" in value for value in row.values()):
        raise ValueError("zeros")


def settled_entry(entry: Entry) -> Entry:
    """Give *entry* as it reads when stored: clean text, every link once, no blank tags."""
    entry = cleaned(entry)
    tags = tuple(dict.fromkeys(tag for name in entry.tags if (tag := name.strip())))
    themes = tuple(dict.fromkeys(entry.themes))
    competencies = tuple(dict.fromkeys(entry.competencies))
    linked = tuple(dict.fromkeys(other for other in entry.linked if other != entry.id))
    settled = (tags, themes, competencies, linked)
    if settled == (entry.tags, entry.themes, entry.competencies, entry.linked):
        return entry
    return replace(entry, tags=tags, themes=themes, competencies=competencies, linked=linked)


def settled_action(action: ActionPlan) -> ActionPlan:
    """Give *action* as it reads when stored: clean text, every link once, times in milliseconds."""
    action = cleaned(action)
    return replace(
        action,
        themes=tuple(dict.fromkeys(action.themes)),
        competencies=tuple(dict.fromkeys(action.competencies)),
        entries=tuple(dict.fromkeys(action.entries)),
        notes=tuple(ProgressNote(parse_timestamp(timestamp(n.at)), n.text) for n in action.notes),
    )


def day(value: str | None) -> date | None:
    """Read an ISO date column."""
    return date.fromisoformat(value) if value else None


def iso(value: date | None) -> str | None:
    """Write an ISO date column."""
    return value.isoformat() if value is not None else None


def moment(value: str | None) -> datetime | None:
    """Read a timestamp column."""
    return parse_timestamp(value) if value else None


def profile_row(profile: Profile) -> dict[str, Any]:
    """Give the columns of *profile*."""
    return {
        "name": profile.name,
        "profession": profile.profession,
        "role_title": profile.role_title,
        "role_level": profile.role_level,
        "organisation": profile.organisation,
        "regulator": profile.regulator,
        "cycle_starts_on": iso(profile.cycle_starts_on),
        "cycle_ends_on": iso(profile.cycle_ends_on),
        "coach": profile.coach,
    }


@_readable
def to_profile(row: Row) -> Profile:
    """Read a profile."""
    return Profile(
        name=row["name"],
        profession=row["profession"],
        role_title=row["role_title"],
        role_level=row["role_level"],
        organisation=row["organisation"],
        regulator=row["regulator"],
        cycle_starts_on=day(row["cycle_starts_on"]),
        cycle_ends_on=day(row["cycle_ends_on"]),
        coach=row["coach"],
    )


def module_row(module: Module) -> dict[str, Any]:
    """Give the columns of *module*."""
    return {
        "number": module.number,
        "title": module.title,
        "starts_on": iso(module.starts_on),
        "ends_on": iso(module.ends_on),
        "state": module.state.value,
        "notes": module.notes,
        "attendance": module.attendance.value if module.attendance is not None else "",
        "aims": "\n".join(module.aims),
        "competencies": json.dumps(module.competencies) if module.competencies is not None else "",
    }


@_readable
def to_module(row: Row) -> Module:
    """Read a module."""
    return Module(
        number=row["number"],
        title=row["title"],
        starts_on=day(row["starts_on"]),
        ends_on=day(row["ends_on"]),
        state=ModuleState(row["state"]),
        notes=row["notes"],
        attendance=Attendance(row["attendance"]) if row["attendance"] else None,
        aims=tuple(row["aims"].split("\n")) if row["aims"] else (),
        competencies=tuple(json.loads(row["competencies"])) if row["competencies"] else None,
        is_removed=row["deleted_at"] is not None,
    )


def sitting_row(sitting: Sitting) -> dict[str, Any]:
    """Give the columns of *sitting*."""
    finished = sitting.finished_at
    return {
        "uid": sitting.id,
        "kind": sitting.kind.value,
        "module": sitting.module,
        "held_on": sitting.on.isoformat(),
        "competencies": json.dumps(sitting.competencies),
        "finished_at": timestamp(finished) if finished is not None else None,
    }


@_readable
def to_sitting(row: Row) -> Sitting:
    """Read a sitting."""
    return Sitting(
        id=row["uid"],
        kind=SittingKind(row["kind"]),
        on=date.fromisoformat(row["held_on"]),
        module=row["module"],
        competencies=tuple(json.loads(row["competencies"])),
        finished_at=moment(row["finished_at"]),
    )


def rating_row(rating: Rating) -> dict[str, Any]:
    """Give the columns of *rating*."""
    return {
        "uid": rating.id,
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
    }


@_readable
def to_evidence(row: Row) -> EvidenceLink:
    """Read one thing that a rating rests on."""
    return EvidenceLink(EvidenceKind(row["kind"]), row["record"])


@_readable
def to_rating(row: Row, evidence: Iterable[EvidenceLink] = ()) -> Rating:
    """Read a rating with what it rests on."""
    return Rating(
        id=row["uid"],
        sitting=row["sitting"],
        competency=row["competency"],
        level=row["level"],
        rated_at=parse_timestamp(row["rated_at"]),
        confidence=row["confidence"],
        because=row["because"],
        rater=Rater(row["rater"]),
        corrects=row["corrects"],
        pack_id=row["pack_id"],
        pack_version=row["pack_version"],
        evidence=tuple(evidence),
    )


def entry_row(entry: Entry) -> dict[str, Any]:
    """Give the columns of *entry*; its sections lie end to end in ``body``, cut by ``layout``."""
    layout = [
        {
            "stage": section.stage,
            "heading": section.heading,
            "sharing": section.sharing.value if section.sharing is not None else None,
            "length": len(section.markdown),
        }
        for section in entry.sections
    ]
    return {
        "uid": entry.id,
        "held_on": entry.on.isoformat(),
        "on_precision": entry.on_precision.value,
        "model": entry.model,
        "module": entry.module,
        "sharing": entry.sharing.value,
        "state": entry.state.value,
        "title": entry.title,
        "preview": _preview(entry),
        "prompt": entry.prompt,
        "layout": json.dumps(layout, ensure_ascii=False),
        "cpd": _cpd_text(entry.cpd),
        "body": _GAP.join(section.markdown for section in entry.sections),
    }


@_readable
def to_entry(
    row: Row,
    themes: Iterable[str],
    competencies: Iterable[str],
    tags: Iterable[str],
    linked: Iterable[str] = (),
) -> Entry:
    """Read an entry with its links."""
    _refuse_zeros(row)
    return Entry(
        id=row["uid"],
        on=date.fromisoformat(row["held_on"]),
        title=row["title"],
        on_precision=Precision(row["on_precision"]),
        model=row["model"],
        sections=_sections(row["body"], json.loads(row["layout"])),
        module=row["module"],
        themes=tuple(themes),
        competencies=tuple(competencies),
        tags=tuple(tags),
        linked=tuple(linked),
        sharing=Sharing(row["sharing"]),
        state=EntryState(row["state"]),
        cpd=_to_cpd(row["cpd"]),
        prompt=row["prompt"],
        created_at=moment(row["created_at"]),
        updated_at=moment(row["updated_at"]),
    )


def unreadable_summary(row: Row) -> EntrySummary:
    """Give what a list shows of an entry that cannot be read; *row* has its number and id."""
    try:
        on = date.fromisoformat(str(row.get("held_on")))
    except ValueError:
        on = date.min
    return EntrySummary(row["n"], row["uid"], on, Precision.DAY, "", "", is_readable=False)


@_readable
def to_summary(row: Row) -> EntrySummary:
    """Read what a list shows of an entry; *row* has ``preview`` beside the entry's columns."""
    _refuse_zeros(row)
    return EntrySummary(
        key=row["n"],
        id=row["uid"],
        on=date.fromisoformat(row["held_on"]),
        on_precision=Precision(row["on_precision"]),
        title=row["title"],
        preview=row["preview"],
        module=row["module"],
        state=EntryState(row["state"]),
        sharing=Sharing(row["sharing"]),
    )


def action_row(action: ActionPlan) -> dict[str, Any]:
    """Give the columns of *action*; ``log`` is what search reads of notes and cycles."""
    notes = [{"at": timestamp(note.at), "text": note.text} for note in action.notes]
    cycles = [{"plan": c.plan, "do": c.do, "study": c.study, "act": c.act} for c in action.cycles]
    log = [note["text"] for note in notes] + [text for cycle in cycles for text in cycle.values()]
    level = action.evaluation_level
    return {
        "uid": action.id,
        "title": action.title,
        "why": action.why,
        "first_step": action.first_step,
        "measure": action.measure,
        "starts_on": iso(action.starts_on),
        "due_on": iso(action.due_on),
        "review_on": iso(action.review_on),
        "obstacle": action.obstacle,
        "if_then": action.if_then,
        "support": action.support,
        "state": action.state.value,
        "outcome": action.outcome,
        "evaluation_level": level.value if level is not None else None,
        "notes": json.dumps(notes, ensure_ascii=False),
        "cycles": json.dumps(cycles, ensure_ascii=False),
        "log": "\n".join(text for text in log if text),
        "module": action.module,
        "risks": json.dumps(action.risks),
    }


@_readable
def to_action(
    row: Row, themes: Iterable[str], competencies: Iterable[str], entries: Iterable[str]
) -> ActionPlan:
    """Read an action with its links."""
    _refuse_zeros(row)
    level = row["evaluation_level"]
    return ActionPlan(
        id=row["uid"],
        title=row["title"],
        why=row["why"],
        first_step=row["first_step"],
        measure=row["measure"],
        starts_on=day(row["starts_on"]),
        due_on=day(row["due_on"]),
        review_on=day(row["review_on"]),
        obstacle=row["obstacle"],
        if_then=row["if_then"],
        support=row["support"],
        state=ActionState(row["state"]),
        outcome=row["outcome"],
        evaluation_level=EvaluationLevel(level) if level is not None else None,
        notes=tuple(
            ProgressNote(parse_timestamp(n["at"]), n["text"]) for n in json.loads(row["notes"])
        ),
        cycles=tuple(Cycle(**c) for c in json.loads(row["cycles"])),
        module=row["module"],
        themes=tuple(themes),
        competencies=tuple(competencies),
        entries=tuple(entries),
        risks=tuple(json.loads(row["risks"])),
        created_at=moment(row["created_at"]),
        updated_at=moment(row["updated_at"]),
    )


def _preview(entry: Entry) -> str:
    """Give the start of the text as a list shows it."""
    return one_line(entry.markdown.lstrip()[:_PREVIEW_SOURCE])[:_PREVIEW]


def _sections(body: str, layout: list[dict[str, Any]]) -> tuple[Section, ...]:
    gaps = len(_GAP) * max(0, len(layout) - 1)
    if len(body) != sum(part["length"] for part in layout) + gaps:
        raise ValueError("layout")
    sections, start = [], 0
    for part in layout:
        end = start + part["length"]
        sharing = part["sharing"]
        sections.append(
            Section(
                part["stage"],
                body[start:end],
                Sharing(sharing) if sharing is not None else None,
                part["heading"],
            )
        )
        start = end + len(_GAP)
    return tuple(sections)


def _cpd_text(cpd: Cpd | None) -> str | None:
    if cpd is None:
        return None
    values = {
        "kind": cpd.kind.value,
        "hours": cpd.hours,
        "with_others": cpd.with_others,
        "learnt": cpd.learnt,
        "effect": cpd.effect,
        "benefit": cpd.benefit,
    }
    return json.dumps(values, ensure_ascii=False)


def _to_cpd(text: str | None) -> Cpd | None:
    if text is None:
        return None
    values = json.loads(text)
    return Cpd(**{**values, "kind": CpdKind(values["kind"])})
