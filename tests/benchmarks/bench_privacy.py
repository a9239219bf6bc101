"""How well and how fast the identifier check works.

Prints precision and recall for each kind on the labelled sentences; then the time for a text of
10,000 words, first without and then with what was read before (one paragraph of it changed),
beside a floor: taking the same text apart into words. The texts are the demo journal's, with an
identifier in every fifth paragraph, and the labelled sentences, which are full of numbers.
Bars: 20 and 40 times the floor (it is about 1 ms); a change in 5 ms or twice the floor.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ahpjournal.assets import read_text
from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.own_list import OwnEntry, OwnList
from tests.privacy.labelled import score, sentences

WORDS, CHANGE_BAR, CHANGE_MS = 10_000, 2.0, 5.0


def main() -> int:
    """Measure, print and judge."""
    figures()
    is_fine = True
    own = OwnList(OwnEntry(f"Organisation {number}") for number in range(200))
    for name, text, bar in (
        ("demo journal", demo_text(), 20.0),
        ("labelled sentences", labelled_text(), 40.0),
    ):
        floor = timed(partial(re.findall, r"\w+", text))
        whole = timed(partial(find_afresh, own, text))
        check = IdentifierCheck(own)
        found = check.find(text)
        change = timed(partial(find_changed, check, text, count()))
        print(
            f"{name}: {len(text.split())} words, {len(found)} findings; all {whole:.1f} ms,"
            f" a change {change:.2f} ms, words alone {floor:.2f} ms"
        )
        print(f"  all / floor    {whole / floor:.1f}  (bar {bar})")
        is_fine &= whole / floor <= bar
        is_fine &= change <= CHANGE_MS or change / floor <= CHANGE_BAR
    return 0 if is_fine else 1


def find_afresh(own: OwnList, text: str) -> object:
    """Check *text* with nothing remembered."""
    return IdentifierCheck(own).find(text)


def find_changed(check: IdentifierCheck, text: str, changes: Iterator[int]) -> object:
    """Check *text* with its last paragraph changed."""
    return check.find(f"{text} and {next(changes)}")


def figures() -> None:
    """Print precision and recall."""
    parts = sentences()
    found = score(sentence for part in parts.values() for sentence in part)
    print(", ".join(f"{len(part)} {name}" for name, part in parts.items()))
    for kind in found.kinds:
        print(
            f"  {kind:<20} precision {found.precision([kind]):.3f}"
            f"  recall {found.recall([kind]):.3f}  ({found.right[kind] + found.missing[kind]})"
        )
    for name, tried in (("all", found), ("unseen", score(parts["unseen"]))):
        precision, recall = tried.precision(tried.kinds), tried.recall(tried.kinds)
        print(f"  {name:<20} precision {precision:.3f}  recall {recall:.3f}")


def demo_text() -> str:
    """Give 10,000 words of the demo journal, with an identifier now and then."""
    journal = json.loads(read_text("demo", "journal.json"))
    texts = [s["markdown"] for entry in journal["entries"] for s in entry["sections"]]
    paragraphs = [p for text in texts for p in text.split("\n\n")]
    return enough(
        p + (" Dr Hale, 12 March 2024." if n % 5 == 0 else "") for n, p in enumerate(paragraphs)
    )


def labelled_text() -> str:
    """Give 10,000 words of labelled sentences in paragraphs of six."""
    every = [sentence.text for part in sentences().values() for sentence in part]
    lines = [" ".join(every[at : at + 6]) + f" {at}" for at in range(0, len(every), 6)]
    return enough(f"{line} {turn}" for turn in range(10) for line in lines)


def enough(paragraphs: Iterable[str]) -> str:
    """Give paragraphs up to 10,000 words."""
    taken: list[str] = []
    words = 0
    for paragraph in paragraphs:
        taken.append(paragraph)
        words += len(paragraph.split())
        if words >= WORDS:
            break
    return "\n\n".join(taken)


def timed(work: Callable[[], object]) -> float:
    """Give the median processor time of *work* in milliseconds."""
    times = []
    for _ in range(9):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
