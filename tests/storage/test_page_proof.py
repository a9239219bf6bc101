"""One whole page proves the key; no other key opens any."""

import secrets
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.keys import KEY_BYTES, NO_KEY, PAGE_BYTES, Key
from ahpjournal.storage.page_proof import opens_a_page


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, Key]:
    """Give an encrypted database of some pages, and its key."""
    path, key = tmp_path / "x", Key(secrets.token_bytes(KEY_BYTES))
    connection = open_connection(path, create=True, key=key)
    connection.execute("CREATE TABLE t (a)")
    connection.execute("INSERT INTO t VALUES (zeroblob(40000))")
    connection.close()
    return path, key


def test_its_own_key_opens_a_page_and_no_other_does(sealed: tuple[Path, Key]) -> None:
    path, key = sealed
    assert opens_a_page(path, key)
    assert not opens_a_page(path, NO_KEY)
    assert not opens_a_page(path, Key(bytes([key.raw[0] ^ 1]) + key.raw[1:]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.integers(0, 8))
def test_any_one_page_is_enough(sealed: tuple[Path, Key], kept: int) -> None:
    path, key = sealed
    whole = path.read_bytes()
    damaged = bytearray(b"\xff" * len(whole))
    damaged[:16] = whole[:16]
    place = slice(kept * PAGE_BYTES, (kept + 1) * PAGE_BYTES)
    damaged[place] = whole[place]
    path.write_bytes(damaged)
    assert opens_a_page(path, key)
    damaged[kept * PAGE_BYTES + 100] ^= 1
    path.write_bytes(damaged)
    assert not opens_a_page(path, key)
    path.write_bytes(whole)


@pytest.mark.parametrize("data", [b"", b"x", bytes(PAGE_BYTES), bytes(3 * PAGE_BYTES)])
def test_what_has_no_pages_proves_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert not opens_a_page(path, Key(bytes(KEY_BYTES)))


def test_a_large_file_is_asked_here_and_there(sealed: tuple[Path, Key]) -> None:
    path, key = sealed
    whole = path.read_bytes()
    path.write_bytes(bytes(len(whole)) + bytes(PAGE_BYTES * 5_000))
    assert not opens_a_page(path, key)
