"""Reflective models: one TOML file for each."""

from ahpjournal.assets import resource_names
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.domain.templates import MOST_QUESTIONS, MOST_STAGES
from ahpjournal.packs.document import Document, read_bytes, read_resource
from ahpjournal.packs.problems import ProblemCode
from ahpjournal.packs.tables import (
    LONGEST_LIST,
    NAME_LENGTH,
    TEXT_LENGTH,
    Table,
    refuse_duplicates,
)

FORMAT = "ahpjournal-reflection"
FORMAT_VERSION = 1
FOLDER = "reflection"
HIGHEST_ORDER = 1000


def load_reflective_models() -> tuple[ReflectiveModel, ...]:
    """Read the models that come with the program, in the order in which to offer them.

    Raises:
        ConditionError: the installation lacks them.
        PackError: somebody has edited mistakes into one of them.
    """
    try:
        names = resource_names(FOLDER, ".toml")
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.RESOURCE_MISSING, FOLDER) from error
    found = [_ordered_model(read_resource(FOLDER, name)) for name in names]
    return tuple(model for _order, model in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


def read_reflective_model(text: str, file: str) -> ReflectiveModel:
    """Read one model from *text*; *file* is the file's name, which is the model's id and ``.toml``.

    Raises:
        PackError: it has mistakes; every one is named with its line and key.
    """
    return _ordered_model(Document(text, file))[1]


def read_template(data: bytes, file: str) -> ReflectiveModel:
    """Read a model that somebody made, from the bytes of the file named *file*.

    It may lack what only the program's own models need: a place among them, a description and
    questions. The file may have any name.

    Raises:
        PackError: it has mistakes; every one is named with its line and key.
    """
    document = read_bytes(data, file)
    document.check_header(FORMAT, FORMAT_VERSION)
    top = Table(document, document.table)
    for key in ("format", "version"):
        top.has(key)
    model = ReflectiveModel(
        id=top.identifier() if top.has("id") else "",
        name=top.text("name", longest=NAME_LENGTH),
        description=_optional(top, "description", TEXT_LENGTH),
        citation=_optional(top, "citation", NAME_LENGTH),
        stages=_stages(top, least_questions=0, most=MOST_STAGES),
    )
    if top.has("order"):
        top.number("order", 1, HIGHEST_ORDER)
    top.refuse_others()
    document.raise_problems()
    return model


def write_template(model: ReflectiveModel) -> str:
    """Write *model* as a file that read_template() and the program itself can read."""
    lines = [
        f"format = {_quoted(FORMAT)}",
        f"version = {FORMAT_VERSION}",
        "",
        f"id = {_quoted(model.id)}",
        f"order = {HIGHEST_ORDER}",
        f"name = {_quoted(model.name)}",
        f"description = {_quoted(model.description)}",
        f"citation = {_quoted(model.citation)}",
    ]
    for stage in model.stages:
        lines += [
            "",
            "[[stages]]",
            f"id = {_quoted(stage.id)}",
            f"heading = {_quoted(stage.heading)}",
            "questions = [",
            *(f"    {_quoted(question)}," for question in stage.questions),
            "]",
        ]
    return "\n".join(lines) + "\n"


def _optional(top: Table, key: str, longest: int) -> str:
    return top.text(key, longest=longest, may_be_empty=True) if top.has(key) else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _ordered_model(document: Document) -> tuple[int, ReflectiveModel]:
    document.check_header(FORMAT, FORMAT_VERSION)
    top = Table(document, document.table)
    top.has("format")
    top.has("version")
    model = ReflectiveModel(
        id=top.identifier(),
        name=top.text("name", longest=NAME_LENGTH),
        description=top.text("description"),
        citation=top.text("citation", longest=NAME_LENGTH, may_be_empty=True),
        stages=_stages(top),
    )
    stem = document.file.removesuffix(".toml")
    if model.id and model.id != stem:
        document.add(ProblemCode.UNKNOWN_REFERENCE, ("id",), expected=stem, found=model.id)
    order = top.number("order", 1, HIGHEST_ORDER)
    top.refuse_others()
    document.raise_problems()
    return order, model


def _stages(top: Table, *, least_questions: int = 1, most: int = LONGEST_LIST) -> tuple[Stage, ...]:
    rows = top.tables("stages", least=1, most=most)
    stages = tuple(
        Stage(
            id=row.identifier(),
            heading=row.text("heading", longest=NAME_LENGTH, may_be_empty=len(rows) == 1),
            questions=_questions(row, least_questions),
        )
        for row in rows
    )
    refuse_duplicates([(stage.id, row) for stage, row in zip(stages, rows, strict=True)], "id")
    for row in rows:
        row.refuse_others()
    return stages


def _questions(row: Table, least: int) -> tuple[str, ...]:
    if least == 0 and not row.has("questions"):
        return ()
    return row.texts("questions", least=least, most=MOST_QUESTIONS if least == 0 else LONGEST_LIST)
