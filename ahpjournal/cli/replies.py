"""Reading a coach's reply from a PDF that came back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CommandJob, say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, password_in
from ahpjournal.domain.errors import InputError
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.reply_preview import ItemState, ReplyPreview, ReplyWarning
from ahpjournal.services.reply_words import (
    about_words,
    comment_kind_words,
    known_words,
    question_words,
    warning_words,
)
from ahpjournal.text import _, ngettext

if TYPE_CHECKING:
    from ahpjournal.domain.replies import Reply

_PATH = click.Path(path_type=Path)


@click.command(
    "reply", help=_("Read a coach\u2019s reply from a returned PDF: what is new is added.")
)
@click.argument("journal", type=_PATH)
@click.argument("pdf", type=_PATH)
@PASSPHRASE_FILE
@click.option(
    "--password-file", type=_PATH, help=_("A file whose first line is the password of the PDF.")
)
@click.option("--dry-run", is_flag=True, help=_("Only say what is in it."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def reply(
    journal: Path, pdf: Path, password_file: Path | None, *, dry_run: bool, as_json: bool
) -> None:
    """Read a coach's reply."""
    from ahpjournal.services.replies import read_file
    from ahpjournal.services.returned_pdfs import file_bytes

    password = password_in(password_file)
    data = file_bytes(pdf)
    job = CommandJob()
    with opened(journal, read_only=dry_run) as session:
        try:
            read = read_file(data, session.replies.rects(), job, password=password)
            preview = session.replies.preview(read)
            added = None if dry_run else session.replies.add(preview)
        except InputError as error:
            raise InputError(error.code, pdf.name, **error.parameters) from error
    job.end()
    say(_values(preview, added, dry_run=dry_run), _sentences(preview, added), as_json=as_json)


def _values(preview: ReplyPreview, added: "Reply | None", *, dry_run: bool) -> dict[str, Any]:
    export = preview.export
    return {
        "dry_run": dry_run,
        "added": added.id if added is not None else None,
        "known_by": preview.known.value,
        "export": export.id if export is not None else None,
        "source": preview.source.value,
        "from_whom": preview.from_whom,
        "answers": [
            {
                "box": item.answer.box,
                "prompt": item.answer.prompt,
                "about": item.answer.about.value,
                "record": item.answer.record,
                "title": item.title,
                "asked": item.answer.asked,
                "value": item.answer.value,
                "shown": item.answer.shown,
                "state": item.state.value,
                "before": item.before,
            }
            for item in preview.answers
        ],
        "comments": [
            {
                "kind": item.comment.kind.value,
                "page": item.comment.page,
                "about": item.comment.about.value,
                "record": item.comment.record,
                "title": item.title,
                "text": item.comment.text,
                "quoted": item.comment.quoted,
                "author": item.comment.author,
                "state": item.state.value,
            }
            for item in preview.comments
        ],
        "warnings": [warning.value for warning in preview.warnings],
        "changed_since": list(preview.changed_since),
    }


def _sentences(preview: ReplyPreview, added: "Reply | None") -> list[str]:
    lines = [known_words(preview.known)]
    lines += [warning_words(warning) for warning in preview.warnings]
    if preview.changed_since:
        text = _("Changed since: {titles}")
        lines.append(text.format(titles=", ".join(preview.changed_since)))
    for item in preview.answers:
        about = about_words(item.answer.about, item.title)
        state = "" if item.state is ItemState.NEW else f" ({_state(item.state)})"
        shown = item.answer.shown.replace("\n", "\n    ")
        question = question_words(item.answer)
        if item.answer.about is About.COMPETENCY:
            lines.append(f"{about}: {shown}{state}")
        else:
            lines.append(f"{about} \u2013 {question}{state}\n    {shown}")
    for note in preview.comments:
        comment = note.comment
        quoted = f" \u201c{comment.quoted}\u201d" if comment.quoted else ""
        kind = comment_kind_words(comment.kind)
        page = _("page {number}").format(number=comment.page)
        lines.append(f"{kind}, {page}{quoted}\n    {comment.text}")
    if added is not None:
        count = len(added.answers) + len(added.comments)
        text = ngettext("Added {count} thing.", "Added {count} things.", count)
        lines.append(text.format(count=count))
    elif not preview.has_news and ReplyWarning.NOTHING_FOUND not in preview.warnings:
        lines.append(_("All of it is in the journal already."))
    return lines


def _state(state: ItemState) -> str:
    if state is ItemState.SAME:
        return _("read before")
    return _("another answer than before")


ALL = (reply,)
