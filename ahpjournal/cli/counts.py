"""How many of what, in words."""

from collections.abc import Mapping

from ahpjournal.text import _, ngettext


def counted(counts: Mapping[str, int]) -> str:
    """Say *counts* by kind, such as 1 entry and 2 actions; nothing if there are none."""
    return ", ".join(_one(kind, count) for kind, count in counts.items()) or _("nothing")


def _one(kind: str, count: int) -> str:
    words = {
        "entries": ngettext("{count} entry", "{count} entries", count),
        "actions": ngettext("{count} action", "{count} actions", count),
        "sittings": ngettext("{count} sitting", "{count} sittings", count),
        "ratings": ngettext("{count} rating", "{count} ratings", count),
        "modules": ngettext("{count} module", "{count} modules", count),
        "profile": ngettext("{count} profile", "{count} profiles", count),
        "templates": ngettext("{count} template", "{count} templates", count),
        "prompts": ngettext("{count} prompt", "{count} prompts", count),
        "searches": ngettext("{count} saved search", "{count} saved searches", count),
        "attachments": ngettext("{count} attachment", "{count} attachments", count),
        "risks": ngettext("{count} risk", "{count} risks", count),
        "responsibilities": ngettext("{count} responsibility", "{count} responsibilities", count),
        "contacts": ngettext("{count} contact", "{count} contacts", count),
        "values": ngettext("{count} value", "{count} values", count),
        "narratives": ngettext("{count} narrative", "{count} narratives", count),
        "replies": ngettext("{count} reply", "{count} replies", count),
        "tags": ngettext("{count} tag", "{count} tags", count),
        "exports": ngettext("{count} export", "{count} exports", count),
    }
    return words.get(kind, f"{{count}} {kind}").format(count=count)
