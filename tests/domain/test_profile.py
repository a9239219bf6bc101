import pytest

from ahpjournal.domain.profile import Profile


@pytest.mark.parametrize(
    ("name", "initials", "first"),
    [
        ("", "", ""),
        ("  ", "", ""),
        ("Asha", "A", "Asha"),
        ("asha b. c\u00f4te", "AC", "asha"),
        ("\u0175yn ap siencyn", "\u0174S", "\u0175yn"),
    ],
)
def test_names_are_shortened(name: str, initials: str, first: str) -> None:
    profile = Profile(name=name)
    assert (profile.initials, profile.first_name) == (initials, first)


def test_a_profile_does_not_show_its_owner_in_a_report() -> None:
    assert "Asha" not in repr(Profile(name="Asha", organisation="Trust", coach="Asha's coach"))
