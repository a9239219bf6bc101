from ahpjournal.domain.profile import Profile
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession


def test_a_profile_is_kept_and_told_of_once(session: JournalSession, news: list[Topic]) -> None:
    profile = Profile(name="Asha Example", profession="physiotherapist")
    assert session.profile.get() == Profile()
    session.profile.save(profile)
    session.profile.save(profile)
    assert session.profile.get() == profile
    assert news == [Topic.PROFILE]


def test_professions_and_role_levels_are_offered(session: JournalSession) -> None:
    assert [p.id for p in session.profile.professions] == ["physiotherapist"]
    assert [r.id for r in session.profile.role_levels] == ["system"]
