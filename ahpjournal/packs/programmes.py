"""Programme packs: from a TOML file to a checked ``Pack``."""

from collections.abc import Collection
from pathlib import Path

from ahpjournal.domain.programme import (
    Area,
    Competency,
    ConfidenceQuestion,
    FeedbackItem,
    ModuleOutline,
    Pack,
    Prompt,
    RatingScale,
    ScaleLevel,
    Theme,
)
from ahpjournal.packs.document import Document, read_file, read_resource
from ahpjournal.packs.tables import NAME_LENGTH, Table, refuse_duplicates

FORMAT = "ahpjournal-pack"
FORMAT_VERSION = 1
DEFAULT_PACK = "ahp-quality-safety.toml"

SHORTEST_SCALE, LONGEST_SCALE = 4, 10
FEWEST_COMPETENCIES, MOST_COMPETENCIES = 3, 40
"""A profile chart needs three axes; beyond forty nobody rates with thought."""
SHORT_NAME_LENGTH = 22
LEVEL_NAME_LENGTH = 20
TITLE_LENGTH = 120
VERSION_LENGTH = 20
LANGUAGE_LENGTH = 20


def load_pack(path: Path) -> Pack:
    """Read the programme pack at *path*.

    Raises:
        ConditionError: there is no such file, or it may not be read.
        PackError: it has mistakes; every one is named with its line and key.
    """
    return _pack(read_file(path))


def load_pack_and_text(path: Path) -> tuple[Pack, str]:
    """Read the programme pack at *path*; gives the text of the file with it.

    Raises:
        ConditionError: there is no such file, or it may not be read.
        PackError: it has mistakes; every one is named with its line and key.
    """
    document = read_file(path)
    return _pack(document), document.text


def default_pack() -> Pack:
    """Read the pack that comes with the program.

    Raises:
        ConditionError: the installation lacks it.
        PackError: somebody has edited mistakes into it.
    """
    return _pack(read_resource("packs", DEFAULT_PACK))


def read_pack(text: str, file: str) -> Pack:
    """Read a programme pack from *text*; *file* is its name, for messages.

    Raises:
        PackError: it has mistakes; every one is named with its line and key.
    """
    return _pack(Document(text, file))


def _pack(document: Document) -> Pack:
    document.check_header(FORMAT, FORMAT_VERSION)
    top = Table(document, document.table)
    top.has("format")
    top.has("version")
    head = top.table("pack")
    scale = _scale(top.table("scale"))
    areas = _areas(top)
    competencies = _competencies(top, {a.id for a in areas}, len(scale.levels))
    ids = tuple(c.id for c in competencies)
    themes = _themes(top, ids)
    pack = Pack(
        id=head.identifier(),
        version=head.text("version", longest=VERSION_LENGTH),
        title=head.text("title", longest=TITLE_LENGTH),
        scale=scale,
        areas=areas,
        competencies=competencies,
        themes=themes,
        modules=_modules(top, ids, tuple(t.id for t in themes)),
        feedback=_feedback(top),
        reminders=head.texts("reminders"),
        language=head.text("language", longest=LANGUAGE_LENGTH),
        confidence=_confidence(top.table("confidence")) if top.has("confidence") else None,
    )
    head.refuse_others()
    top.refuse_others()
    document.raise_problems()
    return pack


def _scale(table: Table) -> RatingScale:
    rows = table.tables("levels", least=SHORTEST_SCALE, most=LONGEST_SCALE)
    levels = tuple(
        ScaleLevel(number, row.text("name", longest=LEVEL_NAME_LENGTH), row.text("anchor"))
        for number, row in enumerate(rows, start=1)
    )
    refuse_duplicates([(level.name, row) for level, row in zip(levels, rows, strict=True)], "name")
    no_chance = table.table("no_chance_yet")
    scale = RatingScale(
        levels=levels,
        threshold=table.number("threshold", 2, max(2, len(levels))),
        no_chance_name=no_chance.text("name", longest=LEVEL_NAME_LENGTH),
        no_chance_anchor=no_chance.text("anchor"),
    )
    for part in (*rows, no_chance, table):
        part.refuse_others()
    return scale


def _confidence(table: Table) -> ConfidenceQuestion:
    question = ConfidenceQuestion(
        question=table.text("question"),
        lowest=table.text("lowest", longest=NAME_LENGTH),
        highest=table.text("highest", longest=NAME_LENGTH),
    )
    table.refuse_others()
    return question


def _areas(top: Table) -> tuple[Area, ...]:
    rows = top.tables("areas", least=1)
    areas = tuple(
        Area(row.identifier(), row.text("name", longest=NAME_LENGTH), row.text("description"))
        for row in rows
    )
    refuse_duplicates([(area.id, row) for area, row in zip(areas, rows, strict=True)], "id")
    for row in rows:
        row.refuse_others()
    return areas


def _competencies(top: Table, areas: Collection[str], levels: int) -> tuple[Competency, ...]:
    rows = top.tables("competencies", least=FEWEST_COMPETENCIES, most=MOST_COMPETENCIES)
    competencies = tuple(_competency(row, areas, levels) for row in rows)
    pairs = list(zip(competencies, rows, strict=True))
    refuse_duplicates([(c.id, row) for c, row in pairs], "id")
    refuse_duplicates([(c.short_name, row) for c, row in pairs], "short_name")
    return competencies


def _competency(row: Table, areas: Collection[str], levels: int) -> Competency:
    area = row.identifier("area")
    row.check_reference(area, sorted(areas), row.at("area"))
    competency = Competency(
        id=row.identifier(),
        area=area,
        name=row.text("name", longest=NAME_LENGTH),
        short_name=row.text("short_name", longest=SHORT_NAME_LENGTH),
        description=row.text("description"),
        descriptors=row.texts("descriptors", least=levels, most=levels or LONGEST_SCALE),
    )
    row.refuse_others()
    return competency


def _themes(top: Table, competencies: Collection[str]) -> tuple[Theme, ...]:
    rows = top.tables("themes")
    themes: list[Theme] = []
    prompt_rows: list[tuple[str, Table]] = []
    for row in rows:
        theme_id = row.identifier()
        prompts = row.tables("prompts", least=1)
        theme = Theme(
            id=theme_id,
            name=row.text("name", longest=NAME_LENGTH),
            description=row.text("description"),
            competencies=row.identifiers("competencies", competencies),
            prompts=tuple(Prompt(p.identifier(), theme_id, p.text("text")) for p in prompts),
        )
        prompt_rows += [(p.id, table) for p, table in zip(theme.prompts, prompts, strict=True)]
        themes.append(theme)
        for part in (*prompts, row):
            part.refuse_others()
    refuse_duplicates([(theme.id, row) for theme, row in zip(themes, rows, strict=True)], "id")
    refuse_duplicates(prompt_rows, "id")
    return tuple(themes)


def _modules(
    top: Table, competencies: Collection[str], themes: Collection[str]
) -> tuple[ModuleOutline, ...]:
    rows = top.tables("modules", least=1)
    return tuple(
        _module(row, place, competencies, themes) for place, row in enumerate(rows, start=1)
    )


def _module(
    row: Table, place: int, competencies: Collection[str], themes: Collection[str]
) -> ModuleOutline:
    outline = ModuleOutline(
        number=row.place("number", place),
        title=row.text("title", longest=TITLE_LENGTH),
        placeholder=row.flag("placeholder", default=False),
        aims=row.texts("aims", least=1),
        competencies=row.identifiers("competencies", competencies),
        themes=row.identifiers("themes", themes),
        before_prompts=row.texts("before_prompts"),
        after_prompts=row.texts("after_prompts"),
    )
    row.refuse_others()
    return outline


def _feedback(top: Table) -> tuple[FeedbackItem, ...]:
    rows = top.tables("feedback")
    items = tuple(FeedbackItem(row.identifier(), row.text("text")) for row in rows)
    refuse_duplicates([(item.id, row) for item, row in zip(items, rows, strict=True)], "id")
    for row in rows:
        row.refuse_others()
    return items
