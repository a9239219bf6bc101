"""Where no window can be shown it is said plainly, before Qt would abort."""

from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.ui.screen import check_screen

NOWHERE = Path("/nowhere/libqxcb.so")


def refusal(variables: dict[str, str], plugin: Path = NOWHERE) -> ConditionError:
    """Give why a window cannot be shown."""
    with pytest.raises(ConditionError) as caught:
        check_screen(variables, "linux", plugin)
    return caught.value


@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_a_screen_nothing_is_started(variables: dict[str, str]) -> None:
    assert refusal(variables).code is ConditionCode.NO_SCREEN


def test_a_library_that_the_system_lacks_is_named(tmp_path: Path) -> None:
    plugin = tmp_path / "libqxcb.so"
    missing = refusal({"DISPLAY": ":0"}, plugin)
    assert (missing.code, missing.path) == (ConditionCode.LIBRARY_MISSING, "libqxcb.so")


@pytest.mark.parametrize(
    ("variables", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
)
def test_elsewhere_nothing_stands_in_the_way(variables: dict[str, str], platform: str) -> None:
    check_screen(variables, platform, NOWHERE)()
