"""Whether a path lies on a network share or in a folder that a sync program copies."""

import os
import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = ("nfs", "cifs", "smb", "9p", "afs", "ncpfs", "fuse.")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_SYNC_FOLDERS = frozenset({"cloudstorage", "mobile documents"})
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def is_shared_location(path: Path) -> bool:
    """Tell whether *path* is on a network drive or inside a synced folder."""
    place = path.absolute()
    if _is_synced(place):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return mount_type(place).startswith(_NETWORK_TYPES)


def mount_type(path: Path) -> str:
    """Give the type of the file system that holds *path*; empty if the system does not tell."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(_OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[1]))
        if path.is_relative_to(place) and len(place.parts) >= best:
            best, kind = len(place.parts), fields[2]
    return kind


def _is_synced(path: Path) -> bool:
    folders = (os.environ.get(variable) for variable in _SYNC_VARIABLES)
    if any(folder and path.is_relative_to(folder) for folder in folders):
        return True
    return not _SYNC_FOLDERS.isdisjoint(part.lower() for part in path.parts)


if sys.platform == "win32":

    def _is_remote_drive(path: Path) -> bool:
        import ctypes

        if path.drive.startswith("\\\\"):
            return True
        kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\")
        return kind == _DRIVE_REMOTE
