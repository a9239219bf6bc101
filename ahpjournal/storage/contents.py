"""The bytes of attachments: each content once, named by its hash, in parts of some 400 kB.

A content counts from the moment an attachment refers to it. One that nothing refers to is what an
interrupted write or an erasure left, and is taken away.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import TypeVar

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.writing import Writing

T = TypeVar("T")

PART_BYTES = 3 * 128 * 1024
"""A part in Base64 is whole by itself, as its size is a multiple of three."""
_LEAST_PAUSE = 0.005
_MOST_PAUSE = 0.1
_UNUSED = "NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = c.sha256)"


def digest_of(data: bytes) -> str:
    """Give the hash that names a content."""
    return hashlib.sha256(data).hexdigest()


class ContentRepository:
    """Contents by their hash."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def read(self, sha256: str) -> Iterator[bytes]:
        """Give a content part by part; whoever takes them all knows that they are as put in.

        Raises:
            ConditionError: it is not here whole, or its bytes are others (ATTACHMENT_DAMAGED).
        """
        found = hashlib.sha256()
        for data in self._parts(sha256):
            found.update(data)
            yield data
        if found.hexdigest() != sha256:
            raise ConditionError(ConditionCode.ATTACHMENT_DAMAGED)

    def is_sound(self, sha256: str) -> bool:
        """Tell whether a content is here with all its bytes."""
        try:
            for _data in self.read(sha256):
                pass
        except ConditionError as error:
            if error.code is not ConditionCode.ATTACHMENT_DAMAGED:
                raise
            return False
        return True

    def begin(self, sha256: str, size: int) -> int:
        """Make room for a content, in place of what may be there of it; gives its number."""
        row = self._writing.one("SELECT n FROM content WHERE sha256 = ?", (sha256,))
        if row is None:
            return self._writing.append("content", {"sha256": sha256, "size": size})
        self._writing.execute("DELETE FROM content_part WHERE content = ?", (row["n"],))
        return int(row["n"])

    def append(self, content: int, position: int, data: bytes) -> None:
        """Add a part to the content of that number."""
        values = {"content": content, "position": position, "data": data}
        self._writing.append("content_part", values)

    def put(self, data: bytes) -> str:
        """Store a whole content in the present transaction, unless it is here; gives its hash."""
        sha256 = digest_of(data)
        if not self.is_sound(sha256):
            content = self.begin(sha256, len(data))
            for position, part in enumerate(parts_of(data)):
                self.append(content, position, part)
        return sha256

    def take_over(self, sha256: str, other: "ContentRepository") -> None:
        """Copy a content from another journal, as it is there, unless it is here."""
        if self._writing.one("SELECT 1 AS found FROM content WHERE sha256 = ?", (sha256,)):
            return
        writing = other._writing  # noqa: SLF001 - the same class in the other copy
        row = writing.one("SELECT size FROM content WHERE sha256 = ?", (sha256,))
        if row is None:
            raise ConditionError(ConditionCode.DAMAGED)
        content = self.begin(sha256, row["size"])
        for position, data in enumerate(other._parts(sha256)):  # noqa: SLF001
            self.append(content, position, data)

    def unused(self) -> tuple[str, ...]:
        """Give the hashes of contents that no attachment refers to."""
        rows = self._writing.all(f"SELECT c.sha256 FROM content c WHERE {_UNUSED}")
        return tuple(row["sha256"] for row in rows)

    def unused_bytes(self) -> int:
        """Give the size of what no attachment refers to."""
        row = self._writing.one(
            f"SELECT coalesce(sum(c.size), 0) AS total FROM content c WHERE {_UNUSED}"
        )
        return int(row["total"]) if row is not None else 0

    def drop_unused(self) -> None:
        """Take away, in the present transaction, every content that nothing refers to."""
        self._writing.execute(f"DELETE FROM content AS c WHERE {_UNUSED}")

    def drop_part(self, sha256: str) -> bool:
        """Take away one part of a content that nothing refers to; at last the content.

        Tells whether there is more of it.
        """
        row = self._writing.one(
            f"SELECT c.n, (SELECT max(p.n) FROM content_part p WHERE p.content = c.n) AS part"
            f" FROM content c WHERE c.sha256 = ? AND {_UNUSED}",
            (sha256,),
        )
        if row is None:
            return False
        if row["part"] is not None:
            self._writing.execute("DELETE FROM content_part WHERE n = ?", (row["part"],))
            return True
        self._writing.execute("DELETE FROM content WHERE n = ?", (row["n"],))
        return False

    def total_bytes(self) -> int:
        """Give the size of all contents together."""
        row = self._writing.one("SELECT coalesce(sum(size), 0) AS total FROM content")
        return int(row["total"]) if row is not None else 0

    def _parts(self, sha256: str) -> Iterator[bytes]:
        # One part at a time: a query left open would hold the journal as it was.
        numbers = self._writing.all(
            "SELECT p.n FROM content c JOIN content_part p ON p.content = c.n WHERE c.sha256 = ?"
            " ORDER BY p.position",
            (sha256,),
        )
        for number in numbers:
            row = self._writing.one("SELECT data FROM content_part WHERE n = ?", (number["n"],))
            if row is not None:
                yield row["data"]


@dataclass(frozen=True, slots=True)
class ContentWriter:
    """Writes contents in short transactions, each of them *transaction*, on a connection.

    In between it lets others write: the save of a text waits for one part, not for a whole file.
    """

    contents: ContentRepository
    transaction: Callable[[], AbstractContextManager[None]]
    pauses: bool = True

    def put(self, data: bytes, job: Job) -> str:
        """Store a content unless it is here; gives its hash.

        Raises:
            ConditionError: the journal cannot be written.
            Cancelled: the user stopped it. In both cases what was written of it is taken away.
        """
        sha256 = digest_of(data)
        if self.contents.is_sound(sha256):
            return sha256
        try:
            with self.transaction():
                content = self.contents.begin(sha256, len(data))
            for position, part in enumerate(parts_of(data)):
                job.check_cancelled()
                self._briefly(partial(self.contents.append, content, position, part))
        except BaseException:
            with suppress(ConditionError):
                self._drop(sha256)
            raise
        return sha256

    def sweep(self, spared: AbstractSet[str], job: Job) -> int:
        """Take away contents that nothing refers to, but *spared* ones; gives how many.

        Raises:
            ConditionError: the journal cannot be written; what is left goes another time.
            Cancelled: the user stopped it; so too.
        """
        gone = [sha256 for sha256 in self.contents.unused() if sha256 not in spared]
        for sha256 in gone:
            self._drop(sha256, job)
        return len(gone)

    def _drop(self, sha256: str, job: Job | None = None) -> None:
        has_more = True
        while has_more:
            if job is not None:
                job.check_cancelled()
            has_more = self._briefly(lambda: self.contents.drop_part(sha256))

    def _briefly(self, write: Callable[[], T]) -> T:
        began = time.monotonic()
        with self.transaction():
            done = write()
        if self.pauses:
            time.sleep(min(max(time.monotonic() - began, _LEAST_PAUSE), _MOST_PAUSE))
        return done


def parts_of(data: bytes) -> Iterator[bytes]:
    """Cut a content into parts."""
    for start in range(0, len(data), PART_BYTES):
        yield data[start : start + PART_BYTES]
