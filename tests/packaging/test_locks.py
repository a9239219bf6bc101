"""The lock files pin everything, with hashes, and name no index."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)( ;.*)? \\$")
WANTED = re.compile(r"^([A-Za-z0-9_.-]+)")


def read_lock(name: str) -> str:
    return (ROOT / "packaging" / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """Give the version of each package that a lock file names."""
    found = (PIN.match(line) for line in read_lock(name).splitlines())
    return {match[1]: match[2] for match in found if match}


def wanted(requirements: list[str]) -> set[str]:
    """Give the names of the packages that a list of requirements asks for."""
    names = (WANTED.match(requirement) for requirement in requirements)
    return {match[1].lower().replace("_", "-").replace(".", "-") for match in names if match}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_with_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", read_lock(name), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(name))
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index(name: str) -> None:
    assert not re.search(r"://|--index|--find-links|file:", read_lock(name))


def test_locks_hold_what_the_project_asks_for() -> None:
    run_time = wanted(PROJECT["project"]["dependencies"])
    assert run_time <= pins("requirements.lock").keys()
    developing = wanted(PROJECT["dependency-groups"]["dev"])
    assert run_time | developing <= pins("requirements-dev.lock").keys()


def test_locks_keep_to_the_exact_versions_of_the_project() -> None:
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    exact = dict(line.lower().split("==") for line in asked if "==" in line)
    locked = pins("requirements-dev.lock")
    assert {name: locked[name] for name in exact} == exact


def test_what_is_packed_is_what_was_tested() -> None:
    packed = pins("requirements-build.lock")
    assert pins("requirements.lock").items() <= packed.items()
    assert wanted(PROJECT["dependency-groups"]["build"]) <= packed.keys()


def test_what_runs_is_what_was_tested() -> None:
    tested = pins("requirements-dev.lock")
    assert pins("requirements.lock").items() <= tested.items()
