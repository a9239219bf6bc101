"""Bringing a backup back: beside the journal, or in its place.

In its place, nothing is deleted and nothing is copied over: the files of the present journal move
into a folder of their own, all of them together, for a log that is left behind would damage the
file that takes the journal's place. The moves are written down first, in a note beside the journal;
whoever opens the journal next finishes what a crash interrupted. From the moment the note is there,
the backup is the journal; before it, nothing has changed.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath

from ahpjournal.domain.backups import Backup, PutBack
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.output_file import whole_file
from ahpjournal.storage.backups import (
    SUFFIX,
    copy_keys,
    folder_conditions,
    forget,
    verify_backup,
)
from ahpjournal.storage.disk import sync_file, sync_folder
from ahpjournal.storage.keys import KEYS_SUFFIX, Key, keys_path
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.opening import BESIDE

MOVES_SUFFIX = ".moves"
_PART = ".part"
_ASIDE = " replaced "
_PIECE = 1 << 20
_BELONGING = (*BESIDE, KEYS_SUFFIX)


def restore_beside(backup: Path, target: Path, key: Key | None, job: Job | None = None) -> Backup:
    """Copy *backup*, read from end to end first, to *target*, where nothing may be yet.

    The copy is the same journal under another name: byte for byte, and with the same id.

    Raises:
        ConditionError: something is at *target* already, the folder refuses, or the backup is not
            sound; nothing is left behind.
    """
    refuse_occupied(target)
    found = verify_backup(backup, key, job)
    _sweep(target)
    part = _part(target)
    is_done = False
    try:
        with folder_conditions(target.parent):
            _prepare(backup, found, part)
            refuse_occupied(target)
            if found.is_encrypted:
                copy_keys(backup, target)
            os.replace(part, target)
            is_done = True
            sync_folder(target.parent)
    finally:
        forget(part)
        if not is_done and found.is_encrypted and not os.path.lexists(target):
            with suppress(OSError):
                keys_path(target).unlink(missing_ok=True)
    return found


def restore_in_place(
    journal: Path, backup: Path, key: Key | None, now: datetime, job: Job | None = None
) -> PutBack:
    """Put *backup*, read from end to end first, in the place of the journal at *journal*.

    The journal must be closed. Its files, sound or not, are kept together in a folder beside.

    Raises:
        ConditionError: the journal is open somewhere (IN_USE), the folder refuses, or the backup is
            not sound; the journal is as it was.
    """
    lock = WriterLock(journal)
    try:
        _finish(journal)
        _sweep(journal)
        found = verify_backup(backup, key, job)
        part = _part(journal)
        part_keys = keys_path(part)
        is_begun = False
        try:
            with folder_conditions(journal.parent):
                _prepare(backup, found, part)
                if found.is_encrypted:
                    copy_keys(backup, part)
                aside = _folder_aside(journal, now)
                moves = _moves_aside(journal, aside)
                if found.is_encrypted:
                    moves.append((part_keys, keys_path(journal)))
                moves.append((part, journal))
                _write_moves(journal, moves)
                is_begun = True
                _finish(journal)
        finally:
            if not is_begun:
                forget(part)
                with suppress(OSError):
                    part_keys.unlink(missing_ok=True)
    finally:
        lock.release()
    return PutBack(aside, found)


def undo_restore(journal: Path, aside: Path, now: datetime) -> PutBack:
    """Put back the files that a restore set *aside*, as they were; what is there now goes aside.

    Raises:
        ConditionError: the journal is open somewhere, or nothing was set aside there.
    """
    kept = aside / journal.name
    if not kept.is_file():
        raise ConditionError(ConditionCode.MISSING, str(kept))
    lock = WriterLock(journal)
    try:
        _finish(journal)
        with folder_conditions(journal.parent):
            folder = _folder_aside(journal, now)
            moves = _moves_aside(journal, folder)
            for ending in (*_BELONGING, ""):  # the journal itself comes last
                source = kept.with_name(kept.name + ending)
                if source.exists():
                    moves.append((source, journal.with_name(journal.name + ending)))
            _write_moves(journal, moves)
            _finish(journal)
            with suppress(OSError):
                aside.rmdir()  # empty now
    finally:
        lock.release()
    return PutBack(folder)


def set_aside(journal: Path) -> tuple[Path, ...]:
    """Give the folders beside *journal* in which a restore kept the files it replaced, newest last.

    A folder that cannot be read has none.
    """
    stem = journal.name.removesuffix(SUFFIX)
    with suppress(OSError):
        return tuple(
            sorted(
                place
                for place in journal.parent.iterdir()
                if place.name.startswith(f"{stem}{_ASIDE}") and (place / journal.name).is_file()
            )
        )
    return ()


def finish_moves(journal: Path) -> None:
    """Finish putting a backup back, if that was interrupted; asked before a journal is opened.

    Raises:
        ConditionError: another program is at it (IN_USE), or the folder refuses.
    """
    if not journal.name or not moves_path(journal).exists():
        return  # without a name it is a folder, and is told so when it is read
    lock = WriterLock(journal)
    try:
        _finish(journal)
    finally:
        lock.release()


def moves_path(journal: Path) -> Path:
    """Give the place of the note of the moves that belong to *journal*."""
    return journal.with_name(f".{journal.name}{MOVES_SUFFIX}")


def refuse_occupied(target: Path) -> None:
    """Make sure that a journal can be put at *target*.

    Raises:
        ConditionError: something is there, or would be taken for a part of it; or the folder is
            missing.
    """
    if not os.path.isdir(target.parent):  # noqa: PTH112 - not to be looked at counts as missing
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(target.parent))
    for ending in ("", *_BELONGING):
        taken = target.with_name(target.name + ending)
        if os.path.lexists(taken):
            raise ConditionError(ConditionCode.ALREADY_EXISTS, str(taken))


def _prepare(backup: Path, found: Backup, part: Path) -> None:
    """Copy *backup* to *part* and make sure of every byte."""
    copied = hashlib.sha256()
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target, backup.open("rb") as source:
        while piece := source.read(_PIECE):
            copied.update(piece)
            target.write(piece)
    if found.sha256 and copied.hexdigest() != found.sha256:
        raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(backup))
    sync_file(part)


def _folder_aside(journal: Path, now: datetime) -> Path:
    stem = journal.name.removesuffix(SUFFIX)
    name = f"{stem}{_ASIDE}{now.astimezone():%Y-%m-%d %H%M%S}"
    folder, number = journal.with_name(name), 2
    while os.path.lexists(folder):
        folder, number = journal.with_name(f"{name} {number}"), number + 1
    return folder


def _moves_aside(journal: Path, aside: Path) -> list[tuple[Path, Path]]:
    moves = []
    for ending in (*_BELONGING, ""):
        present = journal.with_name(journal.name + ending)
        if os.path.lexists(present):
            moves.append((present, aside / present.name))
    return moves


def _write_moves(journal: Path, moves: Iterable[tuple[Path, Path]]) -> None:
    folder = journal.parent
    names = [[os.path.relpath(a, folder), os.path.relpath(b, folder)] for a, b in moves]
    with whole_file(moves_path(journal)) as file:
        file.write(json.dumps(names).encode())
    sync_folder(folder)


def _finish(journal: Path) -> None:
    """Make the moves that are still to be made. Each is made once, in order."""
    note = moves_path(journal)
    try:
        moves = _read_moves(note)
    except FileNotFoundError:
        return
    folder = journal.parent
    with folder_conditions(folder):
        for source, target in moves:
            if not os.path.lexists(source):
                continue  # made before
            if not os.path.lexists(target):
                target.parent.mkdir(mode=0o700, exist_ok=True)
                os.replace(source, target)
            elif target == journal:
                raise ConditionError(ConditionCode.ALREADY_EXISTS, str(target))
        for place in {path.parent for move in moves for path in move if path.parent.is_dir()}:
            sync_folder(place)
        note.unlink()
        sync_folder(folder)


def _read_moves(note: Path) -> list[tuple[Path, Path]]:
    """Read the moves; only files in the journal's folder or in one folder below it are moved."""
    try:
        values = json.loads(note.read_bytes())
        pairs = [(PurePath(source), PurePath(target)) for source, target in values]
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError) as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(note)) from error
    if any(p.is_absolute() or ".." in p.parts or len(p.parts) > 2 for pair in pairs for p in pair):
        raise ConditionError(ConditionCode.DAMAGED, str(note))
    return [(note.parent / source, note.parent / target) for source, target in pairs]


def _sweep(place: Path) -> None:
    """Remove the copy that an interrupted restore to *place* left half made."""
    part = _part(place)
    forget(part)
    with suppress(OSError):
        keys_path(part).unlink(missing_ok=True)


def _part(place: Path) -> Path:
    return place.with_name(f".{place.name}.restored{_PART}")
