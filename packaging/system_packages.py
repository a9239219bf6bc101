"""Finds what Qt and Python need from a Linux system, and installs it where that is allowed.

Qt's wheel brings Qt itself; the libraries below belong to the system. They are looked for by
loading them, which is the only test that tells the truth on every distribution.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, field

# Shared library -> Debian packages that bring it, the newest name first.
DRAWING = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
}
X11_WINDOW = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}
WAYLAND_WINDOW = {
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
}
WHY_LIBRARIES = "Qt, which draws the window and the pictures, needs them."
WHY_VENV = "Python needs it to make the folder .venv, where the packages of this program go."
LAST_LINES = 15


@dataclass(frozen=True)
class Missing:
    """What the system lacks: libraries, each with its packages, and Python's own venv."""

    libraries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    venv_package: str = ""

    def __bool__(self) -> bool:
        return bool(self.libraries or self.venv_package)


def is_linux() -> bool:
    """Tell whether this is Linux, where Qt takes libraries from the system."""
    return platform.system() == "Linux"


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if is_linux():
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def can_load(library: str) -> bool:
    """Tell whether the system's loader finds *library*."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_missing(*, window: bool) -> Missing:
    """Look for what is missing; with *window*, also what a window on this screen needs."""
    importlib.invalidate_caches()
    venv_package = ""
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        venv_package = f"python3.{sys.version_info.minor}-venv"
    wanted: dict[str, tuple[str, ...]] = {}
    if is_linux():
        wanted.update(DRAWING)
        if window and os.environ.get("DISPLAY"):
            wanted.update(X11_WINDOW)
        if window and os.environ.get("WAYLAND_DISPLAY"):
            wanted.update(WAYLAND_WINDOW)
    lacking = {name: packages for name, packages in wanted.items() if not can_load(name)}
    return Missing(lacking, venv_package)


def administrator_prefix() -> list[str] | None:
    """Give what to put before a command to run it as administrator; None where refused."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is not None:
        allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
        if allowed.returncode == 0:
            return [sudo, "-n"]
    return None


def choose_packages(missing: Missing) -> list[str]:
    """Give the names of the packages to install, as this release of the system spells them."""
    chosen = {_known_name(packages) for packages in missing.libraries.values()}
    if missing.venv_package:
        chosen.add(missing.venv_package)
    return sorted(chosen)


def install(missing: Missing) -> list[str]:
    """Install what is missing through apt, without asking.

    Returns:
        The last lines of what apt said if that did not work; nothing if it did.
    """
    prefix = administrator_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        return ["There is no apt here, or no right to use it."]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=120"]
    said = ""
    for refresh_first in (False, True):  # a list of packages may be absent or out of date
        if refresh_first:
            subprocess.run([*apt, "update"], capture_output=True, check=False)
        command = [*apt, "install", "-y", "--no-install-recommends", *choose_packages(missing)]
        outcome = subprocess.run(command, capture_output=True, text=True, check=False)
        if outcome.returncode == 0:
            return []
        said = outcome.stdout + outcome.stderr
    return said.strip().splitlines()[-LAST_LINES:]


def words_for_administrator(missing: Missing) -> str:
    """Say exactly what to ask IT for, and why."""
    lines = ["Something is missing on this computer that only an administrator can add."]
    if shutil.which("apt-get"):
        lines += ["Please ask IT to run this line:", ""]
        lines += ["    sudo apt-get install " + " ".join(choose_packages(missing)), ""]
    else:
        lines += ["Please ask IT to install the packages of your system that bring:", ""]
        lines += [f"    {name}" for name in sorted(missing.libraries)]
        if missing.venv_package:
            lines += ["    Python's modules venv and ensurepip"]
        lines += [""]
    reasons = [WHY_LIBRARIES] if missing.libraries else []
    if missing.venv_package:
        reasons.append(WHY_VENV)
    return "\n".join([*lines, "Why: " + " ".join(reasons)])


def _known_name(packages: tuple[str, ...]) -> str:
    asks = shutil.which("apt-cache")
    if len(packages) > 1 and asks is not None:
        for name in packages:
            shown = subprocess.run(
                [asks, "show", "--no-all-versions", name],
                capture_output=True,
                check=False,
            )
            if shown.returncode == 0:
                return name
    return packages[-1]
