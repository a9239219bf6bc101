from ahpjournal.domain.search import HIT_END, HIT_START, SearchHit, SearchKind


def test_a_hit_does_not_show_its_text_in_a_report() -> None:
    hit = SearchHit("id", SearchKind.ENTRY, "secret", None, f"{HIT_START}secret{HIT_END}")
    assert "secret" not in repr(hit)


def test_the_marks_of_a_hit_are_no_text_anybody_can_type() -> None:
    assert not (HIT_START + HIT_END).isprintable()
