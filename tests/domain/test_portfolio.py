from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent, Selection
from ahpjournal.domain.profile import Profile
from tests.builders import MOMENT, entry, small_pack


def test_a_document_does_not_show_what_is_in_it_in_a_report() -> None:
    content = PortfolioContent(
        profile=Profile(name="secret"),
        profession="",
        pack=small_pack(),
        modules=(),
        prepared_on=MOMENT.date(),
        export_id="e",
        talk_about="secret",
        entries=(ChosenEntry(entry(title="secret", text="secret"), None),),
    )
    assert "secret" not in repr(content) + repr(Selection(talk_about="secret"))


def test_ratings_and_reasons_are_offered_unless_left_out() -> None:
    selection = Selection()
    assert (selection.include_ratings, selection.include_reasons) == (True, True)
