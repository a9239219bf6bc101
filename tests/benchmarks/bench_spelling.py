"""How fast spelling is: loading, looking up a long text, suggestions.

The floor of looking up is taking the same text apart into words. Bars: load 40 ms; all of the demo
journal 40 times the floor; a word looked up before costs next to nothing; the median of
suggestions 20 ms, the slowest 150 ms (processor time).
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from ahpjournal.assets import read_text, resource_path
from ahpjournal.services.spelling import our_words
from ahpjournal.spelling.dictionary import Dictionary
from ahpjournal.spelling.word_list import WordList
from ahpjournal.spelling.words_in_text import words_to_check

T = TypeVar("T")

MISSPELT = """
recieve phsyiotherapist acomodate teh definately occured seperate neccessary managment enviroment
liason rehabillitation assesment color center wellbieng dysfagia consientious beurocracy goverance
comittee accross thier becuase strenght untill qzxvwkjh
"""
LOAD_BAR, TEXT_BAR, MEDIAN_BAR, SLOWEST_BAR = 40.0, 40.0, 20.0, 150.0


def main() -> int:
    """Measure, print and judge."""
    packed = resource_path("dictionaries", "en_GB.words").read_bytes()
    load, words = timed(lambda: WordList(packed))
    journal = json.loads(read_text("demo", "journal.json"))
    text = "\n\n".join(s["markdown"] for entry in journal["entries"] for s in entry["sections"])
    dictionary = Dictionary(words, our_words())

    def check() -> list[str]:
        return [s.word for s in words_to_check(text) if dictionary.unknown_part(s.word)]

    floor = statistics.median(timed(lambda: re.findall(r"\w+", text))[0] for _ in range(5))
    first, unknown = timed(check)
    again = statistics.median(timed(check)[0] for _ in range(5))
    print(f"load {load:.1f} ms, {len(words)} words and {len(our_words())} of our own")
    print(f"{len(text.split())} words: first {first:.1f} ms, again {again:.1f} ms; {set(unknown)}")
    print(f"  first / floor  {first / floor:.1f}  (bar {TEXT_BAR})")
    times = [timed(lambda word=word: dictionary.suggestions(word))[0] for word in MISSPELT.split()]  # type: ignore[misc]
    middle, slowest = statistics.median(times), max(times)
    print(f"suggestions: median {middle:.1f} ms, slowest {slowest:.1f} ms")
    is_fine = load <= LOAD_BAR and first / floor <= TEXT_BAR
    return 0 if is_fine and middle <= MEDIAN_BAR and slowest <= SLOWEST_BAR else 1


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Give the processor time of *work* in milliseconds, and its result."""
    started = time.process_time()
    result = work()
    return (time.process_time() - started) * 1000, result


if __name__ == "__main__":
    sys.exit(main())
