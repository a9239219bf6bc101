"""What the identifier check finds: kinds, reasons and how sure it is."""

from enum import IntEnum, StrEnum

from ahpjournal.domain.records import dataclass


class IdentifierKind(StrEnum):
    """What sort of thing points to a person. The names are stable: files and scripts use them."""

    NHS_NUMBER = "nhs-number"
    """An NHS, CHI or H&C number: ten digits with one and the same check digit."""
    NATIONAL_INSURANCE = "national-insurance"
    HOSPITAL_NUMBER = "hospital-number"
    REGISTRATION = "registration"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    BIRTH_DATE = "birth-date"
    EXACT_DATE = "exact-date"
    AGE = "age"
    PERSON = "person"
    PLACE_OF_CARE = "place-of-care"
    LINK = "link"
    OWN_WORD = "own-word"
    """A name, an organisation or a job title from the owner's own list."""


class Reason(StrEnum):
    """Why something was found. The names are stable; words for people are made elsewhere."""

    CHECK_DIGIT = "check-digit"
    CHI_CHECK_DIGIT = "chi-check-digit"
    CALLED_NHS_NUMBER = "called-nhs-number"
    """It is called an NHS, CHI or H&C number, but its check digit is wrong: mistyped, perhaps."""
    NATIONAL_INSURANCE_FORM = "national-insurance-form"
    CALLED_NATIONAL_INSURANCE = "called-national-insurance"
    CALLED_HOSPITAL_NUMBER = "called-hospital-number"
    HOSPITAL_NUMBER_FORM = "hospital-number-form"
    HCPC_FORM = "hcpc-form"
    NMC_FORM = "nmc-form"
    CALLED_REGISTRATION = "called-registration"
    EMAIL_FORM = "email-form"
    EMAIL_IN_WORDS = "email-in-words"
    UK_PHONE_FORM = "uk-phone-form"
    FOREIGN_PHONE_FORM = "foreign-phone-form"
    CALLED_PHONE = "called-phone"
    EXTENSION = "extension"
    """An extension, a bleep or a pager."""
    POSTCODE_FORM = "postcode-form"
    POSTCODE_DISTRICT = "postcode-district"
    CALLED_BIRTH_DATE = "called-birth-date"
    DATE_WITH_YEAR = "date-with-year"
    DATE_WITHOUT_YEAR = "date-without-year"
    HOLIDAY_WITH_YEAR = "holiday-with-year"
    EXACT_AGE = "exact-age"
    AGE_AND_SEX = "age-and-sex"
    TITLE_AND_NAME = "title-and-name"
    WARD_OR_BED = "ward-or-bed"
    WEB_ADDRESS = "web-address"
    OWN_NAME = "own-name"
    OWN_ORGANISATION = "own-organisation"
    OWN_JOB_TITLE = "own-job-title"


class Confidence(IntEnum):
    """How sure a finding is, in three steps."""

    POSSIBLE = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that points to a person.

    *start* and *end* count characters of the text that was given, *what* is that part of it.
    """

    kind: IdentifierKind
    start: int
    end: int
    what: str
    why: Reason
    confidence: Confidence

    def moved(self, by: int) -> "Finding":
        """Give the same finding *by* characters further on."""
        return Finding(
            self.kind, self.start + by, self.end + by, self.what, self.why, self.confidence
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """What one rule found, in characters of the text it was shown."""

    kind: IdentifierKind
    start: int
    end: int
    why: Reason
    confidence: Confidence = Confidence.LIKELY
