"""Reflective models: one TOML file for each."""

from ahpjournal.assets import resource_names
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.packs.document import Document, read_resource
from ahpjournal.packs.problems import ProblemCode
from ahpjournal.packs.tables import NAME_LENGTH, Table, refuse_duplicates

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


def _stages(top: Table) -> tuple[Stage, ...]:
    rows = top.tables("stages", least=1)
    stages = tuple(
        Stage(
            id=row.identifier(),
            heading=row.text("heading", longest=NAME_LENGTH, may_be_empty=len(rows) == 1),
            questions=row.texts("questions", least=1),
        )
        for row in rows
    )
    refuse_duplicates([(stage.id, row) for stage, row in zip(stages, rows, strict=True)], "id")
    for row in rows:
        row.refuse_others()
    return stages
