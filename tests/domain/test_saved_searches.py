from ahpjournal.domain.saved_searches import SavedSearch


def test_a_saved_search_does_not_show_itself_in_a_report() -> None:
    assert "secret" not in repr(SavedSearch("id", "secret name", "tag:secret"))
