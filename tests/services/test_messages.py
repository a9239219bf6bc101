from dataclasses import astuple

import pytest

from ahpjournal.domain.errors import (
    AhpJournalError,
    ConditionCode,
    ConditionError,
    InputCode,
    InputError,
    WarningCode,
)
from ahpjournal.domain.passphrases import RecoveryCode
from ahpjournal.services.messages import (
    describe,
    describe_for_command,
    describe_warning,
    unexpected,
)
from ahpjournal.services.moments import moment_in_words

ERRORS: list[AhpJournalError] = [
    *(InputError(code, "title") for code in InputCode),
    *(ConditionError(code, "/home/asha/x.ahpjournal") for code in ConditionCode),
]
UNKIND = ("oops", "invalid", "error", "illegal", "!", "fatal", "exception", "failed")


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.code.value)
def test_every_code_has_words_that_help(error: AhpJournalError) -> None:
    message = describe(error)
    said = (message.title, message.what_happened, message.what_is_safe, message.next_step)
    assert all(said)
    assert all(text[-1] == "." for text in said[1:])
    assert message.code == error.code.value
    assert not [word for word in UNKIND if word in " ".join(said).lower()]
    assert "{" not in " ".join(said)


def test_a_message_names_the_field_or_the_path() -> None:
    assert describe(InputError(InputCode.TOO_LONG, "title", limit=9)).field == "title"
    said = describe(ConditionError(ConditionCode.MISSING, "/home/asha/x"))
    assert "/home/asha/x" in said.what_happened


def test_who_has_a_journal_open_is_named_if_that_is_known() -> None:
    since = "2026-06-24T09:30:12.135Z"
    for parameters, is_named in (
        ({"computer": "WARD-7", "since": since}, True),
        ({"computer": "", "since": since}, False),
        ({"computer": "", "since": ""}, False),
    ):
        said = describe(ConditionError(ConditionCode.IN_USE, "/x", **parameters)).what_happened
        assert ("WARD-7" in said, moment_in_words(since) in said) == (is_named, is_named)


def test_a_wrong_passphrase_says_nothing_of_a_file_that_was_not_looked_at() -> None:
    for code in (ConditionCode.WRONG_PASSPHRASE, ConditionCode.WRONG_RECOVERY_CODE):
        said = " ".join(astuple(describe(ConditionError(code, "/x")))[1:4])
        assert "sound" not in said
        assert "still in it" not in said


def test_a_recovery_code_that_is_not_all_there_is_told_from_a_mistyped_one() -> None:
    with pytest.raises(InputError) as caught:
        RecoveryCode("ABCD-EFGH-JKMN-PQRS-TVWX")
    said = describe(caught.value).what_happened
    assert ("34" in said, "20" in said, "does not fit" in said) == (True, True, False)
    with pytest.raises(InputError) as caught:
        RecoveryCode("A" * 34)
    assert "does not fit" in describe(caught.value).what_happened


def test_secrets_are_named_in_words() -> None:
    for error in (
        InputError(InputCode.REQUIRED, "passphrase"),
        InputError(InputCode.TOO_LONG, "passphrase"),
    ):
        assert describe_for_command(error).what_happened.startswith("The passphrase is ")


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        (InputCode.NOT_A_DATE, "on", "The date: that is not a date."),
        (InputCode.NOT_A_DATE, "due_on", "The due date: that is not a date."),
        (InputCode.NOT_A_DATE, "Starts", "Starts: that is not a date."),
        (InputCode.REQUIRED, "on", "There is no date yet."),
        (InputCode.OUT_OF_RANGE, "on", "The date is yet to come."),
        (InputCode.REQUIRED, "level", "No rating is chosen yet."),
        (InputCode.OUT_OF_RANGE, "level", "The rating is outside its scale."),
    ],
)
def test_a_field_is_named_as_people_know_it(code: InputCode, field: str, words: str) -> None:
    assert describe(InputError(code, field)).what_happened == words


def test_a_path_with_braces_is_shown_as_it_is() -> None:
    said = describe(ConditionError(ConditionCode.MISSING, "/home/{asha}/{0}"))
    assert "/home/{asha}/{0}" in said.what_happened


def test_no_two_codes_say_the_same() -> None:
    texts = [(type(e), astuple(describe(e))[:4]) for e in ERRORS]
    assert len(set(texts)) == len(ERRORS)


def test_a_fault_of_ours_has_words_too() -> None:
    message = unexpected()
    assert message.code == "fault"
    assert describe(AhpJournalError(InputCode.REQUIRED, {})) == message


@pytest.mark.parametrize("code", WarningCode)
def test_every_warning_has_calm_words(code: WarningCode) -> None:
    said = describe_warning(code, "/home/asha/x.ahpjournal")
    parts = (said.what_happened, said.what_is_safe, said.next_step)
    assert all(part and part[-1] == "." for part in parts)
    assert said.title
    assert said.code == code.value
    words = " ".join((said.title, *parts))
    assert not [word for word in UNKIND if word in words.lower()]
    assert "{" not in words


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.code.value)
def test_on_the_command_line_nothing_waits_on_a_screen(error: AhpJournalError) -> None:
    message = describe_for_command(error)
    said = f"{message.what_happened} {message.what_is_safe} {message.next_step}"
    assert "on the screen" not in said
    assert "by itself" not in said
    assert "24/06/2026" not in said
    assert message.code == error.code.value
