"""A disk that takes no more: nothing acknowledged is lost, and saving goes on afterwards.

Small disks, failing ones and read-only ones are tried by `dev.py bench faults`, which may mount.
"""

from pathlib import Path

import pytest

from tests.faults import disks


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_write_that_is_cut_short_is_undone_told_and_repeated(folder: Path, kind: str) -> None:
    seen = disks.start("limit", folder, kind)
    assert seen.problems == []
    assert seen.lost == 0
    assert seen.refused >= 5
    assert seen.acknowledged >= 2
