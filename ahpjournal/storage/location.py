"""Whether a path lies on a network share or in a folder that a sync program copies."""

import os
import sys
from pathlib import Path

_NETWORK_TYPES = ("nfs", "cifs", "smb", "smb3", "9p", "afs", "ncpfs", "fuse.sshfs", "fuse.rclone")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE = 4


def is_shared_location(path: Path) -> bool:
    """Tell whether *path* is on a network drive or inside a synced folder."""
    return _is_synced(path) or _is_network(path)


def _is_synced(path: Path) -> bool:
    resolved = path.absolute()
    for variable in _SYNC_VARIABLES:
        folder = os.environ.get(variable)
        if folder and resolved.is_relative_to(Path(folder)):
            return True
    parts = {part.lower() for part in resolved.parts}
    return "cloudstorage" in parts or "mobile documents" in parts


def _is_network(path: Path) -> bool:
    if sys.platform == "win32":
        return _is_remote_drive(path)
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return False
    best, kind = "", ""
    resolved = str(path.absolute())
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = fields[1].replace("\\040", " ")
        inside = resolved == place or resolved.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind.startswith(_NETWORK_TYPES)


if sys.platform == "win32":

    def _is_remote_drive(path: Path) -> bool:
        import ctypes

        drive = path.absolute().drive
        if drive.startswith("\\\\"):
            return True
        kind: int = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")
        return kind == _DRIVE_REMOTE

else:

    def _is_remote_drive(path: Path) -> bool:  # noqa: ARG001 - only Windows has drive types
        return False
