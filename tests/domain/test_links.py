from ahpjournal.domain.links import Linked, LinkKind, LinksOf


def test_a_link_does_not_show_its_title_in_a_log() -> None:
    assert "secret" not in repr(LinksOf((Linked(LinkKind.ENTRY, "id", "secret"),)))
