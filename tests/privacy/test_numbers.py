import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.findings import Confidence
from ahpjournal.privacy.numbers import check_digit_fits, starts_with_a_date


def found(text: str) -> list[tuple[str, str]]:
    return [(f.what, f.why.value) for f in IdentifierCheck().find(text)]


def test_published_examples() -> None:
    assert check_digit_fits("9434765919")
    assert not check_digit_fits("9876543211")
    assert check_digit_fits("4010232137")


@given(st.integers(10**8, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(nine: int, place: int, step: int) -> None:
    digits = [d for d in "0123456789" if check_digit_fits(f"{nine}{d}")]
    assert len(digits) <= 1
    for digit in digits:
        whole = f"{nine}{digit}"
        wrong = whole[:place] + str((int(whole[place]) + step) % 10) + whole[place + 1 :]
        assert not check_digit_fits(wrong)


@pytest.mark.parametrize(
    ("digits", "is_date"),
    [("3112990293", True), ("2902567588", True), ("3104567588", False), ("0013567588", False)],
)
def test_a_chi_number_begins_with_a_date(digits: str, is_date: bool) -> None:
    assert starts_with_a_date(digits) is is_date


def test_the_first_digit_must_be_plausible_unless_it_is_called_so() -> None:
    number = next(
        f"{nine}{digit}"
        for nine in range(133_000_000, 133_001_000)
        for digit in range(10)
        if check_digit_fits(f"{nine}{digit}") and not starts_with_a_date(str(nine))
    )
    assert found(f"It says {number}.") == []
    assert found(f"NHS number {number}.") == [(number, "check-digit")]


def test_what_it_is_called_decides() -> None:
    assert found("NHS no. 943 476 5910") == [("943 476 5910", "called-nhs-number")]
    assert found("invoice no. 943 476 5919") == []
    assert found("It says 4444444444.") == []
    sure = IdentifierCheck().find("NHS 943 476 5919")[0]
    assert sure.confidence is Confidence.SURE


@pytest.mark.parametrize("text", ["BG123456A", "AO123456A", "DA123456A", "AB123456E", "AB1234567"])
def test_a_national_insurance_number_has_its_form(text: str) -> None:
    assert [why for _what, why in found(text) if "insurance" in why] == []


def test_without_its_last_letter_it_must_be_called_so() -> None:
    assert found("AB 12 34 56") == []
    assert found("NINO: AB 12 34 56") == [("AB 12 34 56", "called-national-insurance")]


def test_hospital_numbers() -> None:
    assert found("MRN: 44556677") == [("44556677", "called-hospital-number")]
    assert found("RXH1234567") == [("RXH1234567", "hospital-number-form")]
    assert found("PMC1234567 and INC1234567") == []
