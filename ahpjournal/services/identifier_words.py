"""What the identifier check found, in words for people."""

from typing import assert_never

from ahpjournal.privacy.findings import IdentifierKind, Reason
from ahpjournal.text import _


def kind_name(kind: IdentifierKind) -> str:
    """Name what was found, as a reader would."""
    names = {
        IdentifierKind.NHS_NUMBER: _("NHS number"),
        IdentifierKind.NATIONAL_INSURANCE: _("National Insurance number"),
        IdentifierKind.HOSPITAL_NUMBER: _("Hospital number"),
        IdentifierKind.REGISTRATION: _("Registration number"),
        IdentifierKind.EMAIL: _("E-mail address"),
        IdentifierKind.PHONE: _("Telephone number"),
        IdentifierKind.POSTCODE: _("Postcode"),
        IdentifierKind.BIRTH_DATE: _("Date of birth"),
        IdentifierKind.EXACT_DATE: _("Exact date"),
        IdentifierKind.AGE: _("Exact age"),
        IdentifierKind.PERSON: _("Name of a person"),
        IdentifierKind.PLACE_OF_CARE: _("Ward or bed"),
        IdentifierKind.LINK: _("Web address"),
        IdentifierKind.OWN_WORD: _("From your own list"),
    }
    return names[kind]


def _explain_number(why: Reason) -> str:
    words = {
        Reason.CHECK_DIGIT: _(
            "Ten digits whose last one fits: an NHS or H&C number belongs to one person."
        ),
        Reason.CHI_CHECK_DIGIT: _(
            "Ten digits that begin with a date and whose last one fits: it may be a CHI number."
        ),
        Reason.CALLED_NHS_NUMBER: _(
            "It is called an NHS number, though its last digit does not fit; it may be mistyped."
        ),
        Reason.NATIONAL_INSURANCE_FORM: _("It has the form of a National Insurance number."),
        Reason.CALLED_NATIONAL_INSURANCE: _("It is called a National Insurance number."),
        Reason.CALLED_HOSPITAL_NUMBER: _("It is called a number of one patient."),
        Reason.HOSPITAL_NUMBER_FORM: _("Many hospitals write patients\u2019 numbers like this."),
        Reason.HCPC_FORM: _("The HCPC register writes its numbers like this."),
        Reason.NMC_FORM: _("The NMC register writes its numbers like this."),
        Reason.CALLED_REGISTRATION: _("It is called a number of a register: it names a colleague."),
    }
    return words[why]


def explain(why: Reason) -> str:  # noqa: C901, PLR0911, PLR0912 - one case for each reason
    """Say in one sentence why something was found, and what might stand there instead."""
    match why:
        case Reason.EMAIL_FORM | Reason.EMAIL_IN_WORDS:
            return _("An e-mail address reaches one person or team.")
        case Reason.UK_PHONE_FORM | Reason.FOREIGN_PHONE_FORM | Reason.CALLED_PHONE:
            return _("A telephone number reaches one person or team.")
        case Reason.EXTENSION:
            return _("An extension or a bleep belongs to one person or desk.")
        case Reason.POSTCODE_FORM:
            return _("A postcode stands for a few houses; a region would do.")
        case Reason.POSTCODE_DISTRICT:
            return _("A postcode district is small; a region would do.")
        case Reason.CALLED_BIRTH_DATE:
            return _("A date of birth narrows it down to very few people.")
        case Reason.DATE_WITH_YEAR | Reason.DATE_WITHOUT_YEAR | Reason.HOLIDAY_WITH_YEAR:
            return _("An exact date can be looked up; \u201cthat week\u201d or a month would do.")
        case Reason.EXACT_AGE | Reason.AGE_AND_SEX:
            return _("An exact age helps to find somebody; \u201cin their eighties\u201d would do.")
        case Reason.TITLE_AND_NAME:
            return _("A title with a surname names somebody; a role or initials of yours would do.")
        case Reason.WARD_OR_BED:
            return _("A ward or bed with a number leads to whoever was there.")
        case Reason.WEB_ADDRESS:
            return _("A web address can name an organisation or a person.")
        case Reason.OWN_NAME:
            return _("A name on your own list.")
        case Reason.OWN_ORGANISATION:
            return _("An organisation on your own list.")
        case Reason.OWN_JOB_TITLE:
            return _("A job title on your own list.")
        case (
            Reason.CHECK_DIGIT
            | Reason.CHI_CHECK_DIGIT
            | Reason.CALLED_NHS_NUMBER
            | Reason.NATIONAL_INSURANCE_FORM
            | Reason.CALLED_NATIONAL_INSURANCE
            | Reason.CALLED_HOSPITAL_NUMBER
            | Reason.HOSPITAL_NUMBER_FORM
            | Reason.HCPC_FORM
            | Reason.NMC_FORM
            | Reason.CALLED_REGISTRATION
        ):
            return _explain_number(why)
    assert_never(why)
