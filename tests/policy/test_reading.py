"""Where policies come from: a file, or the registry on Windows; neither can stop the start."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ahpjournal.policy import reading
from ahpjournal.policy.reading import (
    REGISTRY_KEY,
    policies_from_file,
    policies_from_registry,
    read_policies,
)
from ahpjournal.policy.values import NO_POLICIES, ProblemCode


class FakeRegistry:
    """What is set for the computer and for the person; an error stands for a key that refuses."""

    def __init__(
        self, machine: Mapping[str, object] | OSError, user: Mapping[str, object] | OSError
    ) -> None:
        self._machine = machine
        self._user = user

    def machine_values(self) -> Mapping[str, object]:
        """Give them, or refuse."""
        return _given(self._machine)

    def user_values(self) -> Mapping[str, object]:
        """Give them, or refuse."""
        return _given(self._user)


def _given(values: Mapping[str, object] | OSError) -> Mapping[str, object]:
    if isinstance(values, OSError):
        raise values
    return values


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert policies_from_file(tmp_path / "policy.toml") is NO_POLICIES
    (tmp_path / "file").touch()
    assert policies_from_file(tmp_path / "file" / "policy.toml") is NO_POLICIES


def test_a_file_sets_policies_by_their_names(tmp_path: Path) -> None:
    place = tmp_path / "policy.toml"
    place.write_text(
        '\ufeff# for all wards\nAutoLockMinutes = 5\nAllowedExportKinds = ["coach"]\n',
        encoding="utf-8",
    )
    found = policies_from_file(place)
    assert found.auto_lock_minutes == 5
    assert found.allowed_export_kinds == frozenset({"coach"})
    assert found.problems == ()


@pytest.mark.parametrize(
    "content", [b"AutoLockMinutes = ", b"\xff\xfe\x00", b"a = " + b"[" * 100_000]
)
def test_a_file_that_cannot_be_read_is_reported_and_sets_nothing(
    tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "policy.toml"
    place.write_bytes(content)
    found = policies_from_file(place)
    assert found.given == frozenset()
    assert [(p.name, p.code) for p in found.problems] == [(str(place), ProblemCode.UNREADABLE)]


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    assert policies_from_file(tmp_path).problems[0].code is ProblemCode.UNREADABLE


def test_what_is_set_for_the_computer_beats_what_is_for_the_person() -> None:
    registry = FakeRegistry(
        {"AutoLockMinutes": 5, "RequirePassphrase": 1},
        {"AutoLockMinutes": 60, "DisableAttachments": 1, "": "default value of the key"},
    )
    found = policies_from_registry(registry)
    assert found.auto_lock_minutes == 5
    assert found.requires_passphrase
    assert found.disables_attachments
    assert found.problems == ()


def test_several_strings_and_folders_with_variables_come_from_the_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("USERPROFILE", os.sep + "people" + os.sep + "asha")
    folder = "$USERPROFILE/AHP" if sys.platform != "win32" else "%USERPROFILE%\\AHP"
    found = policies_from_registry(
        FakeRegistry({"AllowedExportKinds": ["coach", "hcpc"], "DataFolder": folder}, {})
    )
    assert found.allowed_export_kinds == frozenset({"coach", "hcpc"})
    assert found.data_folder is not None
    assert found.data_folder.name == "AHP"


def test_a_key_that_refuses_is_reported_and_the_other_still_holds() -> None:
    found = policies_from_registry(FakeRegistry(PermissionError(), {"AutoLockMinutes": 5}))
    assert found.auto_lock_minutes == 5
    problem = found.problems[0]
    assert (problem.name, problem.code) == (f"HKLM\\{REGISTRY_KEY}", ProblemCode.UNREADABLE)


def test_this_computer_is_asked_at_each_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "policy.toml"
    monkeypatch.setitem(reading.PLACES, sys.platform, place)
    assert read_policies() is NO_POLICIES
    place.write_text("DisableAttachments = true", encoding="utf-8")
    assert read_policies().disables_attachments
