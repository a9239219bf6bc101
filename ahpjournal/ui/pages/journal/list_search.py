"""Filters in the search of the journal's list, the same as on the find page. No Qt here."""

from ahpjournal.domain.search import (
    Filter,
    FilterKey,
    Grouping,
    SearchKind,
    Wanted,
    filters_in,
    number_of,
    parse,
)
from ahpjournal.services.search import SearchService
from ahpjournal.services.search_words import describe_problem
from ahpjournal.ui.pages.journal.state import EntryView

_ENTRIES = Filter(FilterKey.IN, (SearchKind.ENTRY.value,))


def has_filters(query: str) -> bool:
    """Tell whether *query* asks for more than words."""
    return bool(filters_in(parse(query)))


def filtered(
    search: SearchService, query: str, view: EntryView, module: int | None
) -> tuple[tuple[int, ...], str]:
    """Give the keys of entries that *query* with its filters finds in *view*, newest event first.

    Where a filter cannot be followed nothing is found; the words say what to write instead.
    *module* is the number of the module under way.

    Raises:
        ConditionError: the journal cannot be read.
    """
    meant = search.understand(query)
    if not meant.can_be_followed:
        wrong = (problem for problem in meant.problems if not problem.is_hint)
        return (), "\n".join(describe_problem(problem) for problem in wrong)
    wanted = Wanted(meant.wanted.words, (*meant.wanted.filters, _ENTRIES, *_of_view(view, module)))
    found = search.timeline(wanted, Grouping.MONTH)
    return tuple([number_of(key) for key in found.keys]), ""


def _of_view(view: EntryView, module: int | None) -> tuple[Filter, ...]:
    match view:
        case EntryView.MODULE:
            return (Filter(FilterKey.MODULE, (str(module),)),) if module is not None else ()
        case EntryView.LATER:
            return (Filter(FilterKey.IS, ("draft",)),)
        case EntryView.ALL:
            return ()
