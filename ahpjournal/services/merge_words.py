"""What a merge did, or would do, in plain sentences: for the window and the command line."""

from collections.abc import Mapping

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement, MergeReport
from ahpjournal.text import _, ngettext

_LISTED = 20


def merge_sentences(report: MergeReport) -> list[str]:
    """Give a sentence for each thing that a merge did, or would do."""
    if not report.has_changes:
        return [_("Nothing new: everything in the other copy is here already.")]
    sentences = [
        text.format(counts=_counted(counts))
        for text, counts in (
            (_("New from the other copy: {counts}."), report.new),
            (_("Newer in the other copy: {counts}."), report.updated),
            (_("Newer here, and left as they are: {counts}."), report.older),
            (_("Erased for good in the other copy, and here too: {counts}."), report.erased),
        )
        if counts
    ]
    if report.versions > 0:
        words = ngettext(
            "{count} earlier version comes along.",
            "{count} earlier versions come along.",
            report.versions,
        )
        sentences.append(words.format(count=report.versions))
    if report.settings:
        sentences.append(_("Choices kept in the journal, as for your coach, are newer there."))
    if report.disagreements:
        sentences.append(
            _(
                "Changed in both copies; the later text is current, the other one stays as a"
                " version: {names}."
            ).format(names=_names(report.disagreements))
        )
    if report.clock_ahead:
        sentences.append(
            _(
                "The clock of the other computer is more than a day ahead of this one. Check both"
                " clocks: they decide which text is the later one."
            )
        )
    return sentences


def record_name(found: Disagreement) -> str:
    """Give what a record on which two copies disagree is called."""
    match found.kind:
        case RecordKind.ENTRY:
            return found.title or _("Reflection without a title")
        case RecordKind.ACTION:
            return found.title or _("Action without a title")
        case RecordKind.MODULE:
            return _("Module {number}").format(number=found.record)
        case RecordKind.ATTACHMENT:
            return _("Attachment \u201c{name}\u201d").format(name=found.title)
        case RecordKind.TEMPLATE:
            return _("Template \u201c{name}\u201d").format(name=found.title)
        case RecordKind.SEARCH:
            return _("Search \u201c{name}\u201d").format(name=found.title)
        case _other:
            return _nameless()[found.kind]


def _nameless() -> Mapping[RecordKind, str]:
    return {
        RecordKind.SITTING: _("A sitting"),
        RecordKind.PROFILE: _("Your details"),
        RecordKind.PROMPT: _("A prompt of your own"),
        RecordKind.EXPORT: _("The record of an export"),
        RecordKind.DECISION: _("A decision about words that may identify someone"),
        RecordKind.REPLY: _("A coach\u2019s reply"),
    }


def _names(found: list[Disagreement]) -> str:
    names = [_("\u201c{name}\u201d").format(name=record_name(one)) for one in found[:_LISTED]]
    if len(found) > _LISTED:
        names.append(_("and {count} more").format(count=len(found) - _LISTED))
    return ", ".join(names)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(_count(kind, count) for kind, count in counts.items())


def _count(kind: str, count: int) -> str:
    words = {
        RecordKind.ENTRY: ngettext("{count} reflection", "{count} reflections", count),
        RecordKind.ACTION: ngettext("{count} action", "{count} actions", count),
        RecordKind.ATTACHMENT: ngettext("{count} attachment", "{count} attachments", count),
        RecordKind.SITTING: ngettext("{count} sitting", "{count} sittings", count),
        RecordKind.MODULE: ngettext("{count} module", "{count} modules", count),
        RecordKind.PROFILE: _("your details"),
        RecordKind.TEMPLATE: ngettext("{count} template", "{count} templates", count),
        RecordKind.PROMPT: ngettext("{count} prompt", "{count} prompts", count),
        RecordKind.SEARCH: ngettext("{count} search", "{count} searches", count),
        RecordKind.EXPORT: ngettext("{count} export", "{count} exports", count),
        RecordKind.DECISION: ngettext("{count} decision", "{count} decisions", count),
        RecordKind.REPLY: ngettext("{count} reply", "{count} replies", count),
    }
    ratings = ngettext("{count} rating", "{count} ratings", count)
    return {str(known): said for known, said in words.items()}.get(kind, ratings).format(
        count=count
    )
