"""Where policies are set: the registry on Windows, a TOML file on other systems."""

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ahpjournal.policy.catalogue import POLICIES
from ahpjournal.policy.values import (
    NO_POLICIES,
    Policies,
    PolicyProblem,
    ProblemCode,
    parse_policies,
)

REGISTRY_KEY = "SOFTWARE\\Policies\\AHP Journal"
LINUX_FILE = Path("/etc/ahpjournal/policy.toml")
MAC_FILE = Path("/Library/Application Support/AHP Journal/policy.toml")
PLACES = {"linux": LINUX_FILE, "darwin": MAC_FILE}
"""The file by the name of the system; other systems with files use that of Linux."""


class PolicyRegistry(Protocol):
    """The part of the Windows registry that policies come from."""

    def machine_values(self) -> Mapping[str, object]:
        """Give name and value of what is set for the computer.

        Raises:
            OSError: the key is there and cannot be read.
        """

    def user_values(self) -> Mapping[str, object]:
        """Give name and value of what is set for the person.

        Raises:
            OSError: the key is there and cannot be read.
        """


def read_policies() -> Policies:
    """Give what the organisation sets on this computer. Never raises: see `Policies.problems`."""
    if sys.platform == "win32":
        return policies_from_registry(_WindowsRegistry())
    return policies_from_file(PLACES.get(sys.platform, LINUX_FILE))


def policies_from_file(path: Path) -> Policies:
    """Read the policies in the TOML file at *path*; none if it is not there."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return NO_POLICIES
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return parse_policies({}, [PolicyProblem(str(path), ProblemCode.UNREADABLE)])
    return parse_policies(values)


def policies_from_registry(registry: PolicyRegistry) -> Policies:
    """Read the policies in *registry*; what is set for the computer beats what is for the person.

    Names that are no policy are reported like any; the empty default value of a key is none.
    """
    problems: list[PolicyProblem] = []
    values: dict[str, object] = {}
    sources = (("HKCU", registry.user_values), ("HKLM", registry.machine_values))
    for hive, read in sources:
        try:
            values |= {_name(name): value for name, value in read().items() if name}
        except OSError:
            problems.append(PolicyProblem(f"{hive}\\{REGISTRY_KEY}", ProblemCode.UNREADABLE))
    return parse_policies(values, problems)


def _name(found: str) -> str:
    """Give the name of a policy as the list writes it: the registry ignores case."""
    return next((spec.name for spec in POLICIES if spec.name.lower() == found.lower()), found)


if sys.platform == "win32":
    import winreg

    class _WindowsRegistry:
        """The registry of this computer, in its 64-bit view."""

        def machine_values(self) -> Mapping[str, object]:
            """Give what is set for the computer."""
            return _values_of(winreg.HKEY_LOCAL_MACHINE)

        def user_values(self) -> Mapping[str, object]:
            """Give what is set for the person."""
            return _values_of(winreg.HKEY_CURRENT_USER)

    def _values_of(hive: int) -> dict[str, object]:
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            key = winreg.OpenKey(hive, REGISTRY_KEY, 0, access)
        except FileNotFoundError:
            return {}
        values: dict[str, object] = {}
        with key:
            for at in range(winreg.QueryInfoKey(key)[1]):
                name, value, _kind = winreg.EnumValue(key, at)
                values[name] = value
        return values
