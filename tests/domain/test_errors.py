import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError


def test_an_error_says_its_code_and_nothing_that_was_typed() -> None:
    error = InputError(InputCode.TOO_LONG, "title", typed="a secret", limit=80)
    assert str(error) == "too-long"
    assert error.field == "title"
    assert error.parameters["limit"] == 80
    assert "secret" not in repr(error)


def test_a_condition_names_the_path_apart_from_its_text() -> None:
    error = ConditionError(ConditionCode.DISK_FULL, "/home/someone/private.ahpjournal")
    assert str(error) == "disk-full"
    assert error.path.endswith("private.ahpjournal")


def test_parameters_cannot_be_changed() -> None:
    error = ConditionError(ConditionCode.TOO_NEW, version=2)
    with pytest.raises(TypeError):
        error.parameters["version"] = 3  # type: ignore[index]  # what the test is about
