"""The proof that nothing reaches for a network would notice if something did."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import no_network
import pytest
from no_network import NetworkUseError, prove, suspicious

from ahpjournal.bootstrap import make_tour
from ahpjournal.cli import main
from ahpjournal.cli.network_watch import NetworkWatch

QUIET = """\
12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3
12 connect(3, {sa_family=AF_UNIX, sun_path=@"/run/X11-unix/X99"}, 20) = 0
12 openat(AT_FDCWD, "/etc/fonts/fonts.conf", O_RDONLY) = 4
12 socketpair(AF_UNIX, SOCK_STREAM, 0, [5, 6]) = 0
"""
LOUD = (
    "12 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
    "12 socket(AF_INET6, SOCK_DGRAM, 0) = 3",
    "12 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3",
    "12 connect(3, {sa_family=AF_INET, sin_port=htons(443)}, 16) = 0",
    '12 sendto(3, "x", 1, 0, {sa_family=AF_INET6, sin6_port=htons(53)}, 28) = 1',
    '12 openat(AT_FDCWD, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = 4',
)


def test_a_screen_is_no_network() -> None:
    assert list(suspicious(QUIET.splitlines())) == []


@pytest.mark.parametrize("line", LOUD)
def test_each_way_to_a_network_is_noticed(line: str) -> None:
    assert list(suspicious([line])) == [line]


@pytest.fixture
def watch() -> Iterator[NetworkWatch]:
    """Watch this process for as long as the test takes."""
    made = NetworkWatch()
    yield made
    made.end()


def test_what_an_owner_does_reaches_for_no_network(
    watch: NetworkWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    for words in no_network.journeys(tmp_path):
        if words[0] not in {"tour", "self-test"}:  # the first below, the other has a test
            assert main(list(words)) == 0, words
    assert watch.end() == ()


@pytest.mark.slow
def test_no_page_reaches_for_a_network(
    watch: NetworkWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    assert len(make_tour(tmp_path / "tour", 1366, 768, "light", 1.0)) > 10
    assert watch.end() == ()


def test_the_proof_asks_for_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(NetworkUseError, match="apt-get install strace"):
        prove([sys.executable], os.environ, tmp_path)


def test_a_program_that_reaches_out_is_caught_wherever_it_can_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    words = ("-c", reach)
    monkeypatch.setattr(no_network, "journeys", lambda _home: (words,))
    expected = "AF_INET" if shutil.which("strace") else "strace is missing"
    with pytest.raises(NetworkUseError, match=expected):
        prove([sys.executable], os.environ, tmp_path)
