"""Words for modules. No Qt here."""

from ahpjournal.text import _


def module_name(number: int, title: str = "") -> str:
    """Name a module in a list: its number and its title, if it has one."""
    if not title:
        return _("Module {number}").format(number=number)
    return _("{number}: {title}").format(number=number, title=title)
