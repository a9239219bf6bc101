"""Words for actions. No Qt here."""

from datetime import date

from ahpjournal.domain.plans import ActionState, Due, EvaluationLevel
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import format_date


def state_name(state: ActionState) -> str:
    """Name where an action stands."""
    match state:
        case ActionState.IDEA:
            return _("Idea")
        case ActionState.PLANNED:
            return _("Planned")
        case ActionState.DOING:
            return _("Doing")
        case ActionState.WAITING:
            return _("Waiting")
        case ActionState.DONE:
            return _("Done")
        case ActionState.DROPPED:
            return _("Dropped")


def level_name(level: EvaluationLevel) -> str:
    """Name what an outcome shows."""
    match level:
        case EvaluationLevel.REACTION:
            return _("Reaction: people valued it")
        case EvaluationLevel.LEARNING:
            return _("Learning: somebody knows or can do more")
        case EvaluationLevel.BEHAVIOUR:
            return _("Behaviour: something is done differently")
        case EvaluationLevel.RESULTS:
            return _("Results: patients, staff or services are better off")


def due_words(due_on: date | None, due: Due) -> tuple[str, str]:
    """Say when an action is due, and in which tone."""
    if due_on is None or due is Due.NONE:
        return "", ""
    match due:
        case Due.OVERDUE:
            return _("Overdue since {date}").format(date=format_date(due_on)), "bad"
        case Due.TODAY:
            return _("Due today"), "warn"
        case Due.SOON:
            return _("Due {date}").format(date=format_date(due_on)), "warn"
        case _later:
            return _("Due {date}").format(date=format_date(due_on)), ""
