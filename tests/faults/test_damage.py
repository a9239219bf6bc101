"""A damaged file is never a crash, never a silent blank and never written over.

Some of the ways in which a file goes bad; `dev.py bench faults` tries five hundred.
"""

from pathlib import Path

import pytest

from ahpjournal.domain.passphrases import Passphrase
from tests.builders import PASSPHRASE
from tests.faults.damage import KINDS, Judge, damaged

PLAIN, ENCRYPTED = 50, 20


@pytest.mark.slow
@pytest.mark.parametrize(("passphrase", "files"), [(None, PLAIN), (PASSPHRASE, ENCRYPTED)])
def test_damaged_files_are_told_left_alone_and_what_can_be_read_is_offered(
    folder: Path, passphrase: Passphrase | None, files: int, quick_keys: None
) -> None:
    judge = Judge(folder, passphrase)
    for number in range(files):
        judge.judge(number)
    figures = judge.figures
    assert figures.wrongs == []
    assert figures.repaired + figures.nothing_readable == files
    assert figures.kept > 0.6 * figures.possible
    if passphrase is not None:
        assert figures.opened_sound == 0  # every page of an encrypted journal is sealed


def test_every_kind_of_damage_changes_the_file() -> None:
    whole = bytes(range(256)) * 16 * 40
    for number in range(len(KINDS) * 20):
        name, hurt = damaged(whole, number)
        assert damaged(whole, number) == (name, hurt)
    names = {damaged(whole, number)[0] for number in range(len(KINDS))}
    assert names == set(KINDS)
