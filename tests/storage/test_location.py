from pathlib import Path

import pytest

from ahpjournal.storage import location
from ahpjournal.storage.location import is_shared_location, mount_type

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/asha nfs4 rw 0 0
//trust/share /mnt/trust\\040share cifs rw 0 0
asha@host:/x /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /mnt/stick fuseblk rw 0 0
tmpfs /home/asha/tmp tmpfs rw 0 0
broken
"""


@pytest.fixture(autouse=True)
def _mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(location, "MOUNTS", table)
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/x", "ext4"),
        ("/home/asha/Documents/x", "nfs4"),
        ("/home/asha/tmp/x", "tmpfs"),
        ("/home/ashanti/x", "ext4"),
        ("/mnt/trust share/x", "cifs"),
    ],
)
def test_the_nearest_mount_counts(path: str, kind: str) -> None:
    assert mount_type(Path(path)) == kind


@pytest.mark.parametrize(
    ("path", "is_shared"),
    [
        ("/var/lib/x.ahpjournal", False),
        ("/home/asha/x.ahpjournal", True),
        ("/home/asha/tmp/x.ahpjournal", False),
        ("/mnt/trust share/x.ahpjournal", True),
        ("/mnt/ssh/x.ahpjournal", True),
        ("/mnt/stick/x.ahpjournal", False),
        ("/Users/asha/Library/CloudStorage/Box/x.ahpjournal", True),
        ("/Users/asha/Library/Mobile Documents/x.ahpjournal", True),
    ],
)
def test_network_drives_and_synced_folders_are_shared(path: str, is_shared: bool) -> None:
    assert is_shared_location(Path(path)) is is_shared


def test_a_folder_of_onedrive_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", "/var/OneDrive - NHS")
    assert is_shared_location(Path("/var/OneDrive - NHS/Documents/x.ahpjournal"))
    assert not is_shared_location(Path("/var/OneDrive - NHS2/x.ahpjournal"))


def test_a_system_without_a_table_of_mounts_is_taken_as_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "MOUNTS", tmp_path / "nothing")
    assert mount_type(Path("/x")) == ""
    assert not is_shared_location(Path("/x"))
