from ahpjournal.domain.entries import Cpd, Entry, EntryFilter, EntrySummary, Section
from tests.builders import entry


def test_an_entry_reads_as_its_sections_in_order() -> None:
    made = entry(sections=(Section("a", "**one** two"), Section("b"), Section("c", "three")))
    assert made.markdown == "**one** two\n\nthree"
    assert made.words == 3


def test_an_entry_is_blank_until_something_is_typed() -> None:
    assert entry(title=" ", sections=(Section("a", " \n"), Section("b", ""))).is_blank
    assert not entry(title="x", sections=()).is_blank
    assert not entry(title="", sections=(Section("a", "x"),)).is_blank


def test_nothing_typed_shows_in_a_report() -> None:
    made = entry(
        title="secret",
        sections=(Section("a", "secret"),),
        tags=("secret",),
        cpd=Cpd(learnt="secret"),
    )
    shown = (made, made.sections[0], made.cpd, EntryFilter(query="secret"))
    summary = EntrySummary(1, made.id, made.on, made.on_precision, "secret", "secret")
    assert "secret" not in repr(shown) + repr(summary)


def test_an_entry_is_private_and_a_draft_unless_told() -> None:
    made = Entry("id", entry().on)
    assert (made.sharing.value, made.state.value) == ("private", "draft")
