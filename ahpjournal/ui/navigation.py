"""The pages of the window, in order. A new page is one line here."""

from collections.abc import Callable

from ahpjournal.domain.records import dataclass
from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.routes import PageId


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page the window can build: *icon* names a picture; *at_foot* puts it below the rest.

    A page that belongs to another, *within*, is not listed; that one is marked instead.
    """

    id: PageId
    title: str
    icon: str
    build: Callable[[PageContext], Page]
    at_foot: bool = False
    within: PageId | None = None


def page_specs() -> tuple[PageSpec, ...]:
    """Give every page; each is imported when it is first built, which keeps the start quick."""
    return (
        PageSpec(PageId.TODAY, _("Today"), "layout-dashboard", _build_today),
        PageSpec(PageId.PROGRAMME, _("Programme"), "graduation-cap", _build_programme),
        PageSpec(PageId.COMPETENCIES, _("Competencies"), "sliders-horizontal", _build_competencies),
        PageSpec(PageId.PROGRESS, _("Progress"), "chart-line", _build_progress),
        PageSpec(PageId.JOURNAL, _("Journal"), "notebook-pen", _build_journal),
        PageSpec(PageId.FIND, _("Find"), "search", _build_find),
        PageSpec(PageId.ACTIONS, _("Actions"), "list-checks", _build_actions),
        PageSpec(PageId.PORTFOLIO, _("Portfolio"), "file-text", _build_portfolio),
        PageSpec(PageId.SETTINGS, _("Settings"), "settings", _build_settings, at_foot=True),
        PageSpec(
            PageId.SAFEKEEPING, _("Safekeeping"), "shield-check", _build_safekeeping, at_foot=True
        ),
        PageSpec(PageId.ABOUT, _("About"), "info", _build_about, at_foot=True),
        PageSpec(
            PageId.REPLIES,
            _("Replies"),
            "message-square",
            _build_replies,
            within=PageId.PORTFOLIO,
        ),
        PageSpec(
            PageId.MATERIAL,
            _("Prompts, templates and tags"),
            "lightbulb",
            _build_material,
            within=PageId.JOURNAL,
        ),
    )


def _build_today(context: PageContext) -> Page:
    from ahpjournal.ui.pages.today.page import build_page

    return build_page(context)


def _build_programme(context: PageContext) -> Page:
    from ahpjournal.ui.pages.programme.page import build_page

    return build_page(context)


def _build_competencies(context: PageContext) -> Page:
    from ahpjournal.ui.pages.competencies.page import build_page

    return build_page(context)


def _build_progress(context: PageContext) -> Page:
    from ahpjournal.ui.pages.progress.page import build_page

    return build_page(context)


def _build_journal(context: PageContext) -> Page:
    from ahpjournal.ui.pages.journal.page import build_page

    return build_page(context)


def _build_find(context: PageContext) -> Page:
    from ahpjournal.ui.pages.find.page import build_page

    return build_page(context)


def _build_actions(context: PageContext) -> Page:
    from ahpjournal.ui.pages.actions.page import build_page

    return build_page(context)


def _build_portfolio(context: PageContext) -> Page:
    from ahpjournal.ui.pages.portfolio.page import build_page

    return build_page(context)


def _build_settings(context: PageContext) -> Page:
    from ahpjournal.ui.pages.settings.page import build_page

    return build_page(context)


def _build_safekeeping(context: PageContext) -> Page:
    from ahpjournal.ui.pages.safekeeping.page import build_page

    return build_page(context)


def _build_about(context: PageContext) -> Page:
    from ahpjournal.ui.pages.about.page import build_page

    return build_page(context)


def _build_replies(context: PageContext) -> Page:
    from ahpjournal.ui.pages.replies.page import build_page

    return build_page(context)


def _build_material(context: PageContext) -> Page:
    from ahpjournal.ui.pages.material.page import build_page

    return build_page(context)
