"""The commands; each opens what it needs, does one thing and says what it did."""

import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ahpjournal import __version__
from ahpjournal.cli.counts import counted
from ahpjournal.cli.export_command import export
from ahpjournal.cli.files import read_bytes
from ahpjournal.cli.import_command import import_
from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CONDITION, say
from ahpjournal.cli.repair import repair
from ahpjournal.cli.scan import scan
from ahpjournal.cli.searching import search
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, given_passphrase
from ahpjournal.domain.errors import (
    InputCode,
    InputError,
)
from ahpjournal.policy import read_policies
from ahpjournal.services.check_words import problems_in_words
from ahpjournal.services.messages import describe_warning
from ahpjournal.services.moments import moment_in_words
from ahpjournal.text import _

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PATH = click.Path(path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))


@click.command("new", help=_("Create an empty journal, or one with the demo content."))
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.option("--demo", is_flag=True, help=_("Fill it with the demo content."))
@_JSON
def new(journal: Path, *, demo: bool, as_json: bool) -> None:
    """Create a journal."""
    from ahpjournal.bootstrap import journal_name, workshop

    made, path = workshop(), journal_name(journal)
    passphrase = given_passphrase()
    if passphrase is None and not demo:
        read_policies().require_removable_passphrase()
    create = made.create_demo if demo else made.create
    session = create(path, passphrase=passphrase)
    try:
        values = {"path": str(path), "journal_id": session.journal_id}
        sentences = [_("Made {path}.").format(path=path)]
        if passphrase is not None:
            values["recovery_code"] = session.recovery_code().text
            text = _("It is encrypted. The recovery code, to be kept on paper: {code}")
            sentences.append(text.format(code=values["recovery_code"]))
        say(values, sentences, as_json=as_json)
    finally:
        session.close()


@click.command("info", help=_("Say what a journal holds, without naming its owner."))
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@_JSON
def info(journal: Path, *, as_json: bool) -> None:
    """Say what a journal holds."""
    with opened(journal, read_only=True) as session:
        found = session.info(with_backup=True)
        warnings = [describe_warning(code, str(journal)) for code in session.warnings]
    values = {
        "path": str(journal),
        "journal_id": found.journal_id,
        "owner_initials": found.owner_initials,
        "counts": found.counts,
        "schema_version": found.schema_version,
        "encrypted": found.is_encrypted,
        "size_bytes": found.size_bytes,
        "last_backup": found.last_backup,
        "warnings": [warning.code for warning in warnings],
    }
    counts = counted(found.counts)
    sentences = [
        _("{path}: {counts}.").format(path=journal, counts=counts),
        _("Owner\u2019s initials: {initials}. Schema {version}. {encrypted} {size} bytes.").format(
            initials=found.owner_initials or "\u2013",
            encrypted=_("Encrypted.") if found.is_encrypted else _("Not encrypted."),
            version=found.schema_version,
            size=found.size_bytes,
        ),
        *(f"{w.title}. {w.what_happened} {w.what_is_safe} {w.next_step}" for w in warnings),
        _("Last backup: {moment}.").format(moment=moment_in_words(found.last_backup))
        if found.last_backup
        else _("No backup yet."),
    ]
    say(values, sentences, as_json=as_json)


@click.command("check", help=_("Check a journal from end to end; changes nothing."))
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@_JSON
@click.pass_context
def check(context: click.Context, journal: Path, *, as_json: bool) -> None:
    """Check a journal."""
    with opened(journal, read_only=True) as session:
        report = session.check()
    values = {
        "path": str(journal),
        "ok": report.is_ok,
        "problems": [{"code": found.code, "where": found.detail} for found in report.problems],
        "counts": report.counts,
    }
    if report.is_ok:
        sentences = [_("{path} is sound.").format(path=journal)]
    else:
        sentences = [
            _("{path} is damaged: {problems}.").format(
                path=journal, problems=problems_in_words(report.problems)
            ),
            _(
                "Bring back a backup, or make a repaired copy beside it: ahpjournal repair JOURNAL"
                " --to NEW. The file itself stays as it is."
            ),
        ]
    say(values, sentences, as_json=as_json)
    if not report.is_ok:
        context.exit(CONDITION)


@click.command("add", help=_("Write a reflection at once, to be finished later."))
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.option("--title", required=True)
@click.option("--body", help=_("A text file in UTF-8, or - for standard input."))
@click.option("--on", "on_text", metavar="DATE", help=_("Date of the event, such as 2026-06-24."))
@click.option("--tag", "tags", multiple=True)
@_JSON
def add(
    journal: Path,
    title: str,
    body: str | None,
    on_text: str | None,
    tags: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Write a reflection."""
    from ahpjournal.domain.entries import Section

    if not title.strip():
        raise InputError(InputCode.REQUIRED, "--title")
    text = _read_text(body) if body else ""
    on = _date(on_text) if on_text else None
    with opened(journal, read_only=False) as session:
        draft = session.entries.draft(title=title, on=on)
        words = tuple(" ".join(tag.split()) for tag in tags if tag.strip())
        entry = session.entries.save(replace(draft, sections=(Section("text", text),), tags=words))
        say({"id": entry.id}, [entry.id], as_json=as_json)


@click.command("tour", help=_("Make a picture of every page of the demo journal, and its PDFs."))
@click.option("--to", "folder", required=True, type=_PATH)
@click.option(
    "--size",
    default="1366x768",
    show_default=True,
    metavar="WxH",
    help=_("Size of the pictures in pixels."),
)
@click.option(
    "--theme", type=click.Choice(["light", "dark", "contrast"]), default="light", show_default=True
)
@click.option(
    "--scale",
    default="1",
    show_default=True,
    metavar="SCALE",
    help=_("Pixels of the picture to one of the window: 1.5, 150 or 150%."),
)
@_JSON
def tour(folder: Path, size: str, theme: str, scale: str, *, as_json: bool) -> None:
    """Make the tour."""
    from ahpjournal.bootstrap import make_tour

    width, height = _size(size)
    written = make_tour(folder, width, height, theme, _scale(scale))
    values = {"folder": str(folder), "files": [str(path) for path in written]}
    pictures = sum(1 for path in written if path.suffix == ".png")
    pdfs = [str(path) for path in written if path.suffix == ".pdf"]
    sentences = [
        _("{count} pictures in {folder}.").format(count=pictures, folder=folder.absolute()),
        _("The PDFs: {paths}").format(paths=", ".join(pdfs)),
    ]
    say(values, sentences, as_json=as_json)


@click.command(
    "self-test", help=_("What IT runs after deployment; opens no window and no connection.")
)
@click.option(
    "--full",
    "is_full",
    is_flag=True,
    help=_("Also make a PDF, encrypt, back up, bring back and check spelling (a few seconds)."),
)
@_JSON
@click.pass_context
def self_test(context: click.Context, *, is_full: bool, as_json: bool) -> None:
    """Check the installation."""
    from ahpjournal.bootstrap import backed_up_workshop, load_content, workshop
    from ahpjournal.cli.full_self_test import full_checks
    from ahpjournal.cli.network_watch import NetworkWatch
    from ahpjournal.cli.self_test import network, run_checks, tried
    from ahpjournal.services.build_note import read_build
    from ahpjournal.settings import home

    watch = NetworkWatch()
    policies = read_policies()
    results = run_checks(
        home(policies), policies, lambda path: workshop().create(path), load_content
    )
    if is_full:
        results += full_checks(backed_up_workshop, tried)
    results += (network(watch.end()),)
    is_ok = all(result.is_ok for result in results)
    values = {
        "ok": is_ok,
        "version": __version__,
        "build": read_build(),
        "checks": [{"name": r.name, "ok": r.is_ok, "detail": r.detail} for r in results],
    }
    sentences = [f"{'ok  ' if r.is_ok else 'FAIL'}  {r.name}: {r.detail}" for r in results]
    say(values, sentences, as_json=as_json)
    if not is_ok:
        context.exit(CONDITION)


def _read_text(source: str) -> str:
    data = sys.stdin.buffer.read() if source == "-" else read_bytes(Path(source))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(InputCode.NOT_TEXT, "--body") from error


def _date(text: str) -> date:
    try:
        if _ISO_DAY.fullmatch(text) is None:
            raise ValueError  # noqa: TRY301 - other forms that Python reads are easily mistyped
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(InputCode.NOT_A_DATE, "--on") from error


def _size(text: str) -> tuple[int, int]:
    width, _cross, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit()) or not (
        320 <= int(width) <= 7680 and 240 <= int(height) <= 4320
    ):
        raise click.BadParameter(
            _("Write it as WIDTHxHEIGHT, such as 1366x768."), param_hint="--size"
        )
    return int(width), int(height)


def _scale(text: str) -> float:
    """Read 1.5, 150 or 150%; a number of ten and more can only be per cent."""
    try:
        number = float(text.strip().removesuffix("%"))
    except ValueError:
        number = 0.0
    scale = number / 100 if number >= 10 or text.strip().endswith("%") else number
    if not 0.5 <= scale <= 4:
        raise click.BadParameter(
            _("Write it as 1.5 or 150%; from 50% to 400%."), param_hint="--scale"
        )
    return scale


ALL = (new, info, check, repair, search, add, import_, export, scan, tour, self_test)
