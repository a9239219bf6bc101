"""What a Linux system lacks is found, installed where allowed, and otherwise asked for in words."""

import subprocess
from collections.abc import Callable

import pytest
import system_packages
from system_packages import Missing

EGL = Missing({"libEGL.so.1": ("libegl1",)})
Outcome = subprocess.CompletedProcess[str]


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Be a Linux computer with everything there and no screen."""
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(system_packages, "can_load", lambda _: True)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object())
    return monkeypatch


def test_nothing_is_missing_where_every_library_loads(linux: pytest.MonkeyPatch) -> None:
    assert not system_packages.find_missing(window=True)


def test_a_library_that_does_not_load_is_missing(linux: pytest.MonkeyPatch) -> None:
    linux.setattr(system_packages, "can_load", lambda name: name != "libEGL.so.1")
    assert system_packages.find_missing(window=False) == EGL


def test_only_a_window_needs_the_libraries_of_its_screen(linux: pytest.MonkeyPatch) -> None:
    linux.setattr(system_packages, "can_load", lambda _: False)
    for variable, library in (
        ("DISPLAY", "libxcb-cursor.so.0"),
        ("WAYLAND_DISPLAY", "libwayland-cursor.so.0"),
    ):
        linux.setenv(variable, ":0")
        assert library in system_packages.find_missing(window=True).libraries
        assert library not in system_packages.find_missing(window=False).libraries


def test_python_without_venv_is_missing_its_package(linux: pytest.MonkeyPatch) -> None:
    linux.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else name)
    missing = system_packages.find_missing(window=False)
    assert missing.venv_package.startswith("python3.")
    assert missing.venv_package.endswith("-venv")


def test_other_systems_bring_what_qt_needs(linux: pytest.MonkeyPatch) -> None:
    linux.setattr("platform.system", lambda: "Windows")
    linux.setattr(system_packages, "can_load", lambda _: False)
    assert not system_packages.find_missing(window=True)
    assert system_packages.has_screen()


def test_linux_has_a_screen_when_a_variable_names_it(linux: pytest.MonkeyPatch) -> None:
    assert not system_packages.has_screen()
    linux.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system_packages.has_screen()


def runs(codes: list[int], seen: list[list[str]]) -> Callable[..., Outcome]:
    """Stand in for starting programs: each gives the next exit code."""

    def run(command: list[str], **_: object) -> Outcome:
        seen.append(command)
        return subprocess.CompletedProcess(command, codes.pop(0), "Reading lists\n", "E: gone\n")

    return run


@pytest.fixture
def administrator(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Be allowed to use apt, on a system that knows the newest names."""
    monkeypatch.setattr(system_packages, "administrator_prefix", list)
    monkeypatch.setattr("shutil.which", lambda name: f"bin/{name}")
    return monkeypatch


def test_apt_installs_without_asking(administrator: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    administrator.setattr("subprocess.run", runs([0], seen))
    assert system_packages.install(EGL) == []
    assert seen[0][-3:] == ["-y", "--no-install-recommends", "libegl1"]


def test_an_old_list_of_packages_is_renewed_once(administrator: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    administrator.setattr("subprocess.run", runs([100, 0, 0], seen))
    assert system_packages.install(EGL) == []
    assert seen[1][-1] == "update"


def test_what_apt_said_last_is_handed_on(administrator: pytest.MonkeyPatch) -> None:
    administrator.setattr("subprocess.run", runs([100, 0, 100], []))
    assert system_packages.install(EGL) == ["Reading lists", "E: gone"]


def test_without_the_right_to_install_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(system_packages, "administrator_prefix", lambda: None)
    monkeypatch.setattr("subprocess.run", runs([], seen))
    assert system_packages.install(EGL)
    assert seen == []


@pytest.mark.parametrize(("code", "name"), [(0, "libglib2.0-0t64"), (100, "libglib2.0-0")])
def test_a_package_goes_by_the_name_this_release_knows(
    administrator: pytest.MonkeyPatch, code: int, name: str
) -> None:
    administrator.setattr("subprocess.run", runs([code, code], []))
    glib = Missing({"libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0")})
    assert system_packages.choose_packages(glib) == [name]


def test_it_is_told_the_line_to_run_and_why(administrator: pytest.MonkeyPatch) -> None:
    words = system_packages.words_for_administrator(Missing(EGL.libraries, "python3.11-venv"))
    assert "sudo apt-get install libegl1 python3.11-venv" in words
    assert system_packages.WHY_LIBRARIES in words
    assert system_packages.WHY_VENV in words


def test_without_apt_it_is_told_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    words = system_packages.words_for_administrator(EGL)
    assert "libEGL.so.1" in words
    assert "apt" not in words
