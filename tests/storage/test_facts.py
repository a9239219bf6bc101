"""The database of this computer can do what journals need."""

from ahpjournal.storage.facts import storage_facts


def test_the_database_can_search_and_encrypt() -> None:
    facts = storage_facts()
    assert facts.full_text
    assert facts.cipher
    assert facts.sqlite.startswith("3.")
