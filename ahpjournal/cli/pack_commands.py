"""Commands about programme packs."""

from pathlib import Path

import click

from ahpjournal.cli.output import NOT_ACCEPTABLE, say
from ahpjournal.text import _

_PATH = click.Path(path_type=Path)


@click.group("pack", help=_("For programme teams: packs of modules, competencies and prompts."))
def pack() -> None:
    """Hold the commands about packs."""


@pack.command("check", help=_("Check a programme pack; names every mistake with line and key."))
@click.argument("file", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
@click.pass_context
def check(context: click.Context, file: Path, *, as_json: bool) -> None:
    """Check a pack."""
    from ahpjournal.services.packs import check_pack

    found = check_pack(file)
    values = {
        "file": file.name,
        "ok": found.pack is not None,
        "id": found.pack.id if found.pack is not None else None,
        "version": found.pack.version if found.pack is not None else None,
        "problems": [
            {"line": p.line, "column": p.column, "key": p.key, "code": p.code, "message": p.message}
            for p in found.mistakes
        ],
    }
    if found.pack is not None:
        sentences = [
            _(
                "{file} is a pack that can be used: {title}, version {version},"
                " {competencies} competencies, {modules} modules."
            ).format(
                file=file.name,
                title=found.pack.title,
                version=found.pack.version,
                competencies=len(found.pack.competencies),
                modules=len(found.pack.modules),
            )
        ]
    else:
        sentences = [p.message for p in found.mistakes]
    say(values, sentences, as_json=as_json)
    if found.mistakes:
        context.exit(NOT_ACCEPTABLE)


ALL = (pack,)
