"""Bringing in a journal of 50,000 entries from JSON, and giving it out as JSON.

Each step runs in a process of its own, which says the processor time it took and the most memory it
ever had. The floor of bringing in is json.load of the file and a raw executemany of the same rows
into a file with the same search index. Idle is a process with the same journal open that does
nothing. Bars: bringing in 2 x the floor, and with half the entries nearly the same memory; giving
out 1.5 x the memory of idle.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from generated import START, Vocabulary

from ahpjournal.bootstrap import load_content
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.storage.connection import open_connection, settle_durability

IMPORT_BAR, GROWTH_BAR, EXPORT_BAR = 2.0, 1.2, 1.5
WORDS = 300
_INDEX = """
CREATE TABLE entry (n INTEGER PRIMARY KEY, uid TEXT UNIQUE, held_on TEXT, title TEXT, body TEXT);
CREATE VIRTUAL TABLE entry_fts USING fts5 (title, body, content='entry', content_rowid='n',
  tokenize='porter unicode61 remove_diacritics 2', prefix='1 2');
CREATE TRIGGER entry_in AFTER INSERT ON entry BEGIN
  INSERT INTO entry_fts (rowid, title, body) VALUES (new.n, new.title, new.body); END;
"""


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--step", nargs=2)
    wish = parser.parse_args()
    if wish.step:
        run_step(wish.step[0], Path(wish.step[1]))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, count in (("whole", wish.entries), ("half", wish.entries // 2)):
            (folder / name).mkdir()
            write_document(folder / name / "journal.json", count)
        floor = measured("raw", folder / "whole")
        half = measured("import", folder / "half")
        whole = measured("import", folder / "whole")
        idle = measured("idle", folder / "whole")
        out = measured("export", folder / "whole")
        size = (folder / "whole" / "journal.json").stat().st_size / 1e6
    ratio, growth = whole[0] / floor[0], whole[1] / half[1]
    print(f"{wish.entries:,} entries, {size:.0f} MB of JSON")
    print(f"raw       {floor[0]:5.1f} s of processor time, {floor[1]:4.0f} MB at most")
    print(f"import    {whole[0]:5.1f} s, {whole[1]:4.0f} MB; of half as many {half[1]:.0f} MB")
    print(f"idle      {idle[1]:.0f} MB; export {out[0]:.1f} s, {out[1]:.0f} MB")
    print(f"import / raw            {ratio:.2f} (bar {IMPORT_BAR})")
    print(f"memory, whole / half    {growth:.2f} (bar {GROWTH_BAR})")
    print(f"memory, export / idle   {out[1] / idle[1]:.2f} (bar {EXPORT_BAR})")
    is_good = ratio <= IMPORT_BAR and growth <= GROWTH_BAR
    return 0 if is_good and out[1] / idle[1] <= EXPORT_BAR else 1


def measured(step: str, folder: Path) -> tuple[float, float]:
    """Run a step by itself; gives seconds of processor time and megabytes."""
    done = subprocess.run(
        [sys.executable, __file__, "--step", step, str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = done.stdout.split()[-2:]
    return float(seconds), float(megabytes)


def run_step(step: str, folder: Path) -> None:
    """Do it and say what it cost."""
    steps = {"raw": raw, "import": bring_in, "export": give_out, "idle": idle}
    seconds = steps[step](folder)
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def write_document(path: Path, count: int) -> None:
    """Write a document of *count* entries, one at a time."""
    ids, vocabulary = TimeOrderedIds(FixedClock(START)), Vocabulary()
    with path.open("w", encoding="utf-8") as file:
        file.write('{"format": "ahpjournal", "version": 1, "entries": [\n')
        for number in range(count):
            file.write(",\n" if number else "")
            json.dump(document_entry(ids.new(), number, vocabulary.text(WORDS)), file)
        file.write("\n]}\n")


def document_entry(entry_id: str, number: int, text: str) -> dict[str, Any]:
    """Give one entry as JSON has it."""
    return {
        "id": entry_id,
        "title": f"Entry {number}",
        "on": f"20{15 + number % 10}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "model": "free",
        "sections": [{"stage": "text", "markdown": text, "sharing": None}],
        "module": number % 6 + 1,
        "themes": [f"T{number % 5 + 1}"],
        "competencies": ["A1", "B2"][: number % 3],
        "tags": [f"tag{number % 40}"],
        "sharing": "private",
        "state": "done",
        "created_at": "2026-01-12T09:00:00.000Z",
        "updated_at": "2026-01-12T09:30:00.000Z",
    }


def raw(folder: Path) -> float:
    """Read the file whole, and put its rows into a file with the index."""
    connection = open_connection(folder / "raw.db", create=True)
    settle_durability(connection, is_shared=False)
    connection.executescript(_INDEX)
    began = time.process_time()
    with (folder / "journal.json").open(encoding="utf-8") as file:
        entries = json.load(file)["entries"]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO entry (uid, held_on, title, body) VALUES (?, ?, ?, ?)",
        [(e["id"], e["on"], e["title"], e["sections"][0]["markdown"]) for e in entries],
    )
    connection.execute("COMMIT")
    took = time.process_time() - began
    connection.close()
    return took


def bring_in(folder: Path) -> float:
    """Bring the file in, into a new journal."""
    session = opened(folder, is_new=True)
    began = time.process_time()
    session.transfer.import_json(folder / "journal.json", SilentJob())
    took = time.process_time() - began
    session.close()
    return took


def give_out(folder: Path) -> float:
    """Give the journal out."""
    session = opened(folder)
    began = time.process_time()
    session.transfer.export_json(folder / "out.json", SilentJob())
    took = time.process_time() - began
    session.close()
    return took


def idle(folder: Path) -> float:
    """Open the journal and do nothing."""
    opened(folder).close()
    return 0.0


def opened(folder: Path, *, is_new: bool = False) -> JournalSession:
    """Open the journal of *folder*, or make it."""
    clock = FixedClock(START)
    ids, content, path = TimeOrderedIds(clock), load_content(), folder / "Journal.ahpjournal"
    make = create_journal if is_new else open_journal
    return make(path, clock=clock, ids=ids, content=content)


if __name__ == "__main__":
    sys.exit(main())
