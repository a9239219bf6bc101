from tests.builders import content


def test_content_is_one_hand_of_what_the_resources_bring() -> None:
    made = content()
    assert (made.pack.id, len(made.models), made.professions[0].regulator) == ("small", 3, "HCPC")
    assert made == content()
