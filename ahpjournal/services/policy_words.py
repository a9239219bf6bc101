"""What the organisation's policies say to the person at the window, and what is wrong with them."""

from ahpjournal.policy import POLICIES, Policies, PolicyProblem, ProblemCode
from ahpjournal.text import _, ngettext


def policies_in_words(policies: Policies) -> tuple[str, ...]:
    """Say in a sentence each what is set on this computer; nothing where nothing is."""
    given = policies.given
    sentences = []
    if "DataFolder" in given:
        words = _("New journals, settings and the program\u2019s own backups are kept in {folder}.")
        sentences.append(words.format(folder=policies.data_folder))
    if policies.requires_passphrase:
        sentences.append(_("Every journal needs a passphrase."))
    if policies.auto_lock_minutes is not None:
        count = policies.auto_lock_minutes
        words = ngettext(
            "An encrypted journal locks after {count} minute without use.",
            "An encrypted journal locks after {count} minutes without use.",
            count,
        )
        sentences.append(words.format(count=count))
    if policies.allowed_export_kinds is not None:
        names = export_names()
        kinds = ", ".join(names[kind] for kind in names if policies.allows_export(kind))
        words = _("Only these kinds of export are allowed: {kinds}.")
        sentences.append(words.format(kinds=kinds) if kinds else _("No exports are allowed."))
    if policies.disables_attachments:
        sentences.append(_("No files can be added to reflections."))
    if policies.backup_folder is not None:
        words = _("Backups go to {folder}.")
        sentences.append(words.format(folder=policies.backup_folder))
    if policies.minimum_retention_days:
        count = policies.minimum_retention_days
        words = ngettext(
            "No backup is removed before it is {count} day old.",
            "No backup is removed before it is {count} days old.",
            count,
        )
        sentences.append(words.format(count=count))
    return tuple(sentences)


def problems_in_words(policies: Policies) -> tuple[str, ...]:
    """Say what of the organisation's settings does not hold, for a person to tell their IT team."""
    return tuple(problem_in_words(p) for p in policies.problems if not p.is_harmless)


def export_names() -> dict[str, str]:
    """Name every form in which a journal leaves, in the order of the list of them."""
    return {
        "json": _("copy as JSON"),
        "coach": _("PDF for the coach"),
        "portfolio": _("portfolio PDF"),
        "entry": _("PDF of one reflection"),
        "narrative": _("PDF of a narrative"),
        "hcpc": _("HCPC record"),
        "gosc": _("GOsC record"),
        "archive": _("archive PDF"),
    }


def set_by_organisation() -> str:
    """Say beside a field why it cannot be changed."""
    return _("Set by your organisation.")


def problem_in_words(problem: PolicyProblem) -> str:
    """Say to an administrator why a policy is not in force."""
    match problem.code:
        case ProblemCode.UNKNOWN_NAME:
            words = _("{name} is the name of no policy")
        case ProblemCode.WRONG_KIND:
            words = _("{name}: \u201c{value}\u201d is not the kind of value it takes")
        case ProblemCode.OUT_OF_RANGE:
            spec = next(spec for spec in POLICIES if spec.name == problem.name)
            words = _("{name}: {value} is not between {lowest} and {highest}")
            return words.format(
                name=spec.name, value=problem.value, lowest=spec.lowest, highest=spec.highest
            )
        case ProblemCode.NOT_A_WHOLE_PATH:
            words = _(
                "{name}: \u201c{value}\u201d is not a whole path, or names a variable that is"
                " not there"
            )
        case ProblemCode.UNKNOWN_CHOICE:
            words = _("{name}: \u201c{value}\u201d is not known to this version and allows nothing")
        case ProblemCode.UNREADABLE:
            words = _("{name} cannot be read; no policy in it is in force")
    return words.format(name=problem.name, value=problem.value)
