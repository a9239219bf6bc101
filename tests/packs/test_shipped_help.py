"""The help pages: short, plain and about what the program does."""

import re

import pytest

from ahpjournal.assets import read_text, resource_names

PAGES = (
    "archive.md",
    "attachments.md",
    "charts.md",
    "coach.md",
    "evidence.md",
    "finding.md",
    "first-steps.md",
    "keys.md",
    "organisation.md",
    "passphrase.md",
    "privacy.md",
    "reply.md",
    "templates.md",
    "versions.md",
    "writing.md",
    "your-data.md",
)
MOST_WORDS = 500
LONGEST_SENTENCE = 40
NOT_PROMISED = re.compile(
    r"\b(anonymous|privileged|guarantee\w*|certified|automatic backup|cloud|sync)\b",
    re.IGNORECASE,
)
DENIALS = {
    "No program can make them legally privileged, and this one does not claim to.",
    "Nothing here is anonymous by itself",
}


def test_every_page_is_there() -> None:
    assert resource_names("help", ".md") == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title_and_few_words(name: str) -> None:
    text = read_text("help", name)

    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert len(text.split()) < MOST_WORDS


@pytest.mark.parametrize("name", PAGES)
def test_sentences_are_short_and_calm(name: str) -> None:
    for sentence in _sentences(read_text("help", name)):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
        assert "!" not in sentence, sentence
        assert "'" not in sentence, sentence
        assert not re.search(r"\b(?!size)\w+iz(e|es|ed|ing|ation)\b", sentence), sentence


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_promised_that_the_program_cannot_keep(name: str) -> None:
    for sentence in _sentences(read_text("help", name)):
        if sentence not in DENIALS:
            assert not NOT_PROMISED.search(sentence), sentence


def test_privacy_says_what_it_has_to() -> None:
    text = read_text("help", "privacy.md")

    assert "Courts** can require reflective notes" in text
    assert "not encrypted" in text
    assert "incident system" in text


def _sentences(text: str) -> list[str]:
    lines = [re.sub(r"^(?:#+|-|\d+\.)\s+", "", line) for line in text.splitlines()]
    return [s for line in lines for s in re.split(r"(?<=[.?:])\s+", line) if s]
