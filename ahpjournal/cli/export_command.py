"""The command that gives a journal out in another form."""

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CommandJob, choose, say
from ahpjournal.cli.selection import SELECT_HELP, select_for
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, password_in
from ahpjournal.domain.errors import ConditionError, InputCode, InputError
from ahpjournal.domain.exports import ExportedItem
from ahpjournal.domain.portfolio import ONE_ENTRY, PortfolioKind
from ahpjournal.domain.records import dataclass
from ahpjournal.policy import EXPORT_KINDS, LATER_KINDS
from ahpjournal.services.identifier_words import kind_name
from ahpjournal.services.leaving import LeavingItem, leaving_items
from ahpjournal.services.messages import describe
from ahpjournal.services.portfolio_words import pages_alone
from ahpjournal.text import _, ngettext

if TYPE_CHECKING:
    from ahpjournal.domain.portfolio import PortfolioContent
    from ahpjournal.services.export_gate import GateReview
    from ahpjournal.services.portfolios import FinishedPdf
    from ahpjournal.services.protection import Key

_DOCUMENTS = tuple(kind.value for kind in PortfolioKind)
_PATH = click.Path(path_type=Path)


@click.command("export", help=_("Save the journal as JSON, or a document from it as a PDF."))
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.option("--as", "kind", required=True, metavar="|".join(EXPORT_KINDS))
@click.option("--to", "target", required=True, type=_PATH)
@click.option("--select", "selects", multiple=True, metavar="RULE", help=SELECT_HELP)
@click.option(
    "--password-file",
    type=_PATH,
    help=_(
        "A file with the password that the PDF is to ask for; send it by another way. An archive"
        " needs one: it is the passphrase of the journal inside."
    ),
)
@click.option(
    "--open-pages",
    is_flag=True,
    help=_(
        "Archive only: anybody may read the pages, for keeping as PDF/A-3a. They show only what is"
        " marked to be shared; the journal inside stays encrypted."
    ),
)
@click.option(
    "--findings",
    type=click.Choice(("fail", "list", "replace")),
    default="fail",
    show_default=True,
    help=_(
        "What to do about words that may point to a person and about which nothing was decided:"
        " stop, list them and write nothing, or let a phrase stand for them in the document."
    ),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def export(
    journal: Path,
    kind: str,
    target: Path,
    selects: tuple[str, ...],
    password_file: Path | None,
    findings: str,
    *,
    open_pages: bool,
    as_json: bool,
) -> None:
    """Save a journal in another form; a document that leaves is written down in it."""
    choose("--as", kind, (*EXPORT_KINDS, *LATER_KINDS))
    is_document = kind in _DOCUMENTS
    if kind in LATER_KINDS:
        raise InputError(InputCode.NOT_OFFERED, f"--as {kind}")
    for option, given in (("--select", selects), ("--password-file", password_file)):
        if given and not is_document:
            raise click.BadParameter(_("It goes with a document only."), param_hint=option)
    is_archive = kind == PortfolioKind.ARCHIVE.value
    _refuse_unclear(
        kind,
        selects,
        open_pages=open_pages,
        needs_password=password_file is None and findings != "list",
    )
    password = password_in(password_file)
    values: dict[str, Any] = {"path": str(target)}
    job = CommandJob()
    with opened(journal, read_only=True) as session:
        session.policies.require_export(kind)
        if not session.is_encrypted:
            session.policies.require_removable_passphrase()
        if is_document:
            chosen = PortfolioKind(kind)
            if findings != "list":
                session.portfolios.require_protection(chosen, password)
            selection = select_for(session, chosen, selects, has_open_pages=open_pages)
            content = session.portfolios.content(selection, chosen)
            if is_archive and not as_json:
                click.echo(pages_alone(), err=True)
            if findings == "list":
                _list_findings(session.gate.keeper().review_content(content), as_json=as_json)
                return
            cleared = session.gate.keeper().clear(content, replace_all=findings == "replace")
            finished = session.portfolios.make_pdf(cleared, job, password=password)
            session.portfolios.save_pdf(finished, target)
            left = leaving_items(cleared.content)
            values["left"] = [_item(item) for item in left]
            leaving = _Left(cleared.content, finished, target.name, finished.password, session.key)
        else:
            session.transfer.export_json(target, job)
            left, leaving = (), None
    if leaving is not None:
        values["recorded"] = _record(journal, leaving)
    job.end()
    values["size_bytes"] = target.stat().st_size
    say(values, [_("Saved {path}.").format(path=target), *map(_line, left)], as_json=as_json)


def _refuse_unclear(
    kind: str, selects: tuple[str, ...], *, open_pages: bool, needs_password: bool
) -> None:
    """Refuse what lacks something, and say what to write.

    Raises:
        UsageError: it does.
    """
    is_archive = kind == PortfolioKind.ARCHIVE.value
    if open_pages and not is_archive:
        raise click.BadParameter(_("It goes with an archive only."), param_hint="--open-pages")
    if is_archive and needs_password:
        raise click.UsageError(
            _(
                "An archive needs --password-file: a file with a passphrase, which encrypts the"
                " journal inside. Without it nobody can bring the journal back, so keep it apart."
            )
        )
    if kind in {k.value for k in ONE_ENTRY} and not any(map(_names_entries, selects)):
        raise click.UsageError(
            _(
                "Say which reflection: --select entry:ID. ahpjournal search JOURNAL WORD --json"
                " shows the ids."
            )
        )


def _names_entries(rule: str) -> bool:
    """Tell whether a rule may bring a reflection in."""
    return not rule.startswith(("kind:", "not:", "action", "ratings:", "reasons:"))


@dataclass(frozen=True, slots=True)
class _Left:
    """A document that has left, and what opens the journal to take note of it."""

    content: "PortfolioContent"
    finished: "FinishedPdf"
    name: str
    password: str = field(repr=False)
    key: "Key" = field(repr=False)


def _record(journal: Path, left: _Left) -> bool:
    """Take note of what has left; tell whether the journal could be written to."""
    items = [
        ExportedItem(item.kind.value, item.id, item.title) for item in leaving_items(left.content)
    ]
    try:
        with opened(journal, read_only=False, key=left.key) as session:
            session.exports.record(
                left.content,
                left.name,
                left.finished.data,
                items,
                pages=left.finished.pages,
                for_whom=left.content.profile.coach if left.content.form is not None else "",
                password=left.password,
            )
    except ConditionError as error:
        said = describe(error)
        text = _("The document is saved, and could not be written down as sent: {reason}")
        click.echo(text.format(reason=said.what_happened), err=True)
        return False
    return True


def _list_findings(review: "GateReview", *, as_json: bool) -> None:
    """Say what was found in a document, in its order."""
    values = [
        {
            "kind": found.finding.kind.value,
            "what": found.finding.what,
            "why": found.finding.why.value,
            "count": found.count,
            "in": found.place.kind.value,
            "record": found.place.record,
            "decision": found.decision.choice.value if found.decision else None,
        }
        for found in review.findings
    ]
    lines = [
        _("{kind}: {what} \u2013 in \u201c{title}\u201d").format(
            kind=kind_name(found.finding.kind), what=found.finding.what, title=found.place.title
        )
        for found in review.findings
    ]
    total = ngettext("{count} finding.", "{count} findings.", len(lines)).format(count=len(lines))
    say({"findings": values, "open": review.open_count}, [*lines, total], as_json=as_json)


def _item(item: LeavingItem) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "id": item.id,
        "title": item.title,
        "words": item.words,
        "kept_back": item.kept_back,
    }


def _line(item: LeavingItem) -> str:
    details = []
    if item.words:
        count = ngettext("{count} word", "{count} words", item.words)
        details.append(count.format(count=item.words))
    if item.kept_back:
        count = ngettext(
            "{count} private section kept back",
            "{count} private sections kept back",
            item.kept_back,
        )
        details.append(count.format(count=item.kept_back))
    return f"  {item.title}" + (f" ({', '.join(details)})" if details else "")
