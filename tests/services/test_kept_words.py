from ahpjournal.domain.clock import FixedClock
from ahpjournal.services.feed import ChangeFeed
from ahpjournal.services.kept_words import KeptWords
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds


def test_two_lists_do_not_mix(clock: FixedClock) -> None:
    journal = JournalFile.in_memory(clock, CountingIds())
    one, other = (KeptWords(journal, ChangeFeed(), name) for name in ("one", "other"))
    one.keep("beta", "x")
    one.keep("Alpha", "y")
    other.keep("gamma", "z")
    assert list(one.all().items()) == [("Alpha", "y"), ("beta", "x")]
    one.drop("beta")
    one.drop("gamma")
    assert (one.all(), other.all()) == ({"Alpha": "y"}, {"gamma": "z"})
    journal.close()
