"""How long one durable save takes, beside one raw transaction with the search index.

A save changes the text of an entry through the service, as autosave does; the raw transaction
updates the same row of the same file on the same settings. Also prints the size of the file
beside the raw text. Bars: 1.6 x; file 4 x.
"""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from generated import Vocabulary, make_journal

from ahpjournal.bootstrap import load_content
from ahpjournal.domain.entries import EntryFilter, Section
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.services.session import open_journal
from ahpjournal.storage.connection import open_connection, settle_durability

SAVE_BAR, SIZE_BAR = 1.6, 4.0


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--saves", type=int, default=150)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Journal.ahpjournal"
        clock = make_journal(path, wish.entries)
        clock.advance(timedelta(days=1))
        vocabulary = Vocabulary(3)
        session = open_journal(path, clock=clock, ids=TimeOrderedIds(clock), content=load_content())
        keys = session.entries.find(EntryFilter())[: wish.saves]
        ids = [row.id for row in session.entries.page(keys)]
        saves, raws = [], []
        for entry_id in ids:
            entry = session.entries.get(entry_id)
            assert entry is not None
            text = entry.markdown + " " + vocabulary.text(12)
            changed = replace(entry, sections=(Section("text", text),))
            started = time.perf_counter()
            session.entries.save(changed)
            saves.append(time.perf_counter() - started)
        session.close()
        connection = open_connection(path)
        settle_durability(connection, is_shared=False)
        for entry_id in ids:
            body = connection.execute(
                "SELECT body FROM entry WHERE uid = ?", (entry_id,)
            ).fetchone()[0]
            text = body + " " + vocabulary.text(12)
            started = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE entry SET body = ? WHERE uid = ?", (text, entry_id))
            connection.execute("COMMIT")
            raws.append(time.perf_counter() - started)
        raw_text = connection.execute("SELECT sum(length(body)) FROM entry").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
        size = path.stat().st_size
    save, raw = statistics.median(saves), statistics.median(raws)
    print(f"save {save * 1000:.2f} ms   raw {raw * 1000:.2f} ms")
    print(f"save / raw     {save / raw:.2f}  (bar {SAVE_BAR})")
    print(f"file / text    {size / raw_text:.2f}  (bar {SIZE_BAR})   {size / 1e6:.0f} MB")
    return 0 if save / raw <= SAVE_BAR and size / raw_text <= SIZE_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
