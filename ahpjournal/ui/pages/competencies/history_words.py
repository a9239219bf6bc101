"""Words for what was rated: whose view, which level, when and under which version. No Qt here."""

from ahpjournal.domain.ratings import Rater
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import format_date
from ahpjournal.ui.pages.competencies.history_presenter import RatedLine


def rater_name(rater: Rater) -> str:
    """Say whose view a rating is."""
    match rater:
        case Rater.SELF:
            return _("You")
        case Rater.COACH:
            return _("Coach")
        case Rater.COLLEAGUE:
            return _("Colleague")


def level_words(line: RatedLine) -> str:
    """Say which level was given, and of how many."""
    number = line.rating.level
    if number is None:
        return _("No chance yet")
    if line.top is None:
        return _("Level {level}").format(level=number)
    if line.level is None:
        return _("{level} of {top}").format(level=number, top=line.top)
    return _("{level} of {top} \u00b7 {name}").format(
        level=number, top=line.top, name=line.level.name
    )


def facts_words(line: RatedLine) -> str:
    """Say who rated, when, at which sitting, how sure, and under which version of the pack."""
    rating = line.rating
    parts = [rater_name(rating.rater), line.occasion, format_date(line.on)]
    if rating.confidence is not None:
        parts.append(_("{confidence} out of 100 sure").format(confidence=rating.confidence))
    if rating.pack_version and line.pack:
        parts.append(
            _("rated under {pack}, version {version}").format(
                pack=line.pack, version=rating.pack_version
            )
        )
    elif rating.pack_version:
        parts.append(_("rated under version {version}").format(version=rating.pack_version))
    return " \u00b7 ".join(part for part in parts if part)
