"""Why a returned file cannot be read, in words that say what to do."""

import pytest

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.services.messages import describe

CODES = [code for code in InputCode if "pdf" in code.value or code is InputCode.OTHER_JOURNAL]


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_words_of_its_own(code: InputCode) -> None:
    message = describe(InputError(code, "reply.pdf"))
    assert message.what_happened.endswith(".")
    assert message.next_step.endswith(".")
    assert "{" not in message.what_happened + message.next_step


def test_no_two_codes_say_the_same() -> None:
    said = {describe(InputError(code, "reply.pdf")).what_happened for code in CODES}
    assert len(said) == len(CODES)
