"""Identifiers: UUID version 7, so that they sort by time of making (RFC 9562, section 5.7)."""

import os
from typing import Protocol

from ahpjournal.domain.clock import Clock


class Ids(Protocol):
    """Where new identifiers come from; tests hand in a predictable source."""

    def new(self) -> str:
        """Give a new identifier."""


class TimeOrderedIds:
    """UUID version 7 from the clock and the system's random source."""

    def __init__(self, clock: Clock) -> None:
        """Take the time part from *clock*."""
        self._clock = clock

    def new(self) -> str:
        """Give a new identifier in canonical text form."""
        return uuid7(int(self._clock.now().timestamp() * 1000), os.urandom(10))


def uuid7(milliseconds: int, random_bytes: bytes) -> str:
    """Build a UUID version 7 from *milliseconds* since 1970 and ten random bytes."""
    raw = bytearray(milliseconds.to_bytes(6, "big") + random_bytes)
    raw[6] = 0x70 | (raw[6] & 0x0F)
    raw[8] = 0x80 | (raw[8] & 0x3F)
    digits = raw.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
