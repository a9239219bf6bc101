"""How long a file brought in is looked at before anything of it is used, beside reading its JSON.

The demo's entries are repeated until there are 50,000, each with an id of its own. Processor time,
the best of some rounds. Bar: looking takes at most twice as long as reading.
"""

import argparse
import json
import time
import uuid
from collections.abc import Callable

from ahpjournal.assets import read_text
from ahpjournal.exchange.journal_document import schema
from ahpjournal.exchange.json_schema import compiled

BAR = 2.0


def document(entries: int) -> str:
    """Give a file with so many entries."""
    demo = json.loads(read_text("demo", "journal.json"))
    given = demo["entries"]
    demo["entries"] = [
        {**given[n % len(given)], "id": str(uuid.UUID(int=n + 1))} for n in range(entries)
    ]
    return json.dumps(demo, ensure_ascii=False)


def best(work: Callable[[], object], rounds: int) -> float:
    """Give the least processor time that *work* took, in seconds."""
    times = []
    for _round in range(rounds):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    wish = parser.parse_args()
    text = document(wish.entries)
    read, rule = json.loads(text), compiled(schema())
    reading = best(lambda: json.loads(text), wish.rounds)
    looking = best(lambda: list(rule.breaches(read)), wish.rounds)
    ratio = looking / reading
    print(f"{wish.entries} entries, {len(text) / 1e6:.0f} MB")
    print(f"reading    CPU {reading * 1000:6.0f} ms")
    print(f"looking    CPU {looking * 1000:6.0f} ms")
    print(f"looking / reading  {ratio:.2f}  (bar {BAR:g})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
