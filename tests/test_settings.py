"""Settings of this computer: kept, mended, never in the way."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.policy import Policies
from ahpjournal.settings import (
    FILE_NAME,
    RECENT,
    TEXT_SIZES,
    Settings,
    SettingsStore,
    ThemeChoice,
    from_values,
    home,
)


def test_a_first_start_uses_the_defaults_and_writes_nothing(tmp_path: Path) -> None:
    assert SettingsStore(tmp_path / "new").current == Settings()
    assert list(tmp_path.iterdir()) == []


def test_what_is_saved_is_there_next_time(tmp_path: Path) -> None:
    wished = Settings(
        ThemeChoice.CONTRAST, 150, ('C:\\Users\\As"ha\\x', "/home/\u0141/\u05d0"), "AAEC"
    )
    store = SettingsStore(tmp_path / "deep" / "folder")
    store.save(wished)
    assert store.current == wished
    assert SettingsStore(tmp_path / "deep" / "folder").current == wished
    assert [p.name for p in (tmp_path / "deep" / "folder").iterdir()] == [FILE_NAME]


def test_recent_journals_come_last_used_first_once_each_and_not_too_many(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    for number in range(RECENT + 3):
        store.remember(tmp_path / f"j{number}")
    fifth = tmp_path / "j5"
    store.remember(fifth)
    assert store.current.recent[:2] == (str(fifth), str(tmp_path / f"j{RECENT + 2}"))
    assert len(store.current.recent) == len(set(store.current.recent)) == RECENT
    store.forget(fifth)
    assert str(fifth) not in SettingsStore(tmp_path).current.recent


def test_a_journal_is_remembered_whatever_the_present_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = SettingsStore(tmp_path)
    store.save(replace(store.current, recent=("mine.ahpjournal",)))
    store.remember(Path("mine.ahpjournal"))
    assert store.current.recent == (str(tmp_path / "mine.ahpjournal"),)
    store.forget(Path("mine.ahpjournal"))
    assert SettingsStore(tmp_path).current.recent == ()


def test_a_file_that_is_not_toml_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("theme = [", encoding="utf-8")
    assert SettingsStore(tmp_path).current == Settings()
    assert [p.name for p in tmp_path.iterdir()] == ["settings.bad"]
    assert (tmp_path / "settings.bad").read_text(encoding="utf-8") == "theme = ["


def test_a_file_that_is_not_text_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    assert SettingsStore(tmp_path).current == Settings()
    assert (tmp_path / "settings.bad").read_bytes() == b"\xff\xfe\x00"


def test_a_folder_in_its_place_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    store = SettingsStore(tmp_path)
    assert store.current == Settings()
    with pytest.raises(ConditionError):
        store.save(Settings(text_size=125))
    assert store.current.text_size == 125
    assert [p.name for p in tmp_path.iterdir()] == [FILE_NAME]


def test_a_place_that_refuses_is_said_and_the_wish_holds_for_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    store = SettingsStore(tmp_path / "file" / "below")
    with pytest.raises(ConditionError) as caught:
        store.save(replace(store.current, theme=ThemeChoice.DARK))
    assert caught.value.code is ConditionCode.NO_PERMISSION
    assert store.current.theme is ThemeChoice.DARK


def test_a_journal_whose_name_is_not_text_is_not_remembered(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.remember(tmp_path / "plain")
    store.remember(tmp_path / "plan\udce9")
    assert store.current.recent[0] == str(tmp_path / "plan\udce9")
    assert SettingsStore(tmp_path).current.recent == (str(tmp_path / "plain"),)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"theme": "dark"}, Settings(theme=ThemeChoice.DARK)),
        ({"theme": "pink", "text_size": 125}, Settings(text_size=125)),
        ({"text_size": 126}, Settings()),
        ({"text_size": True}, Settings()),
        ({"recent": "abc"}, Settings()),
        ({"recent": ["a", 5, "b"]}, Settings(recent=("a", "b"))),
        ({"window": 7, "colour": "red"}, Settings()),
        ({"backup_folder": ["/x"]}, Settings()),
        ({"backup_folder": "/x"}, Settings(backup_folder="/x")),
    ],
)
def test_a_value_of_the_wrong_kind_counts_as_the_default(
    values: dict[str, object], expected: Settings
) -> None:
    assert from_values(values) == expected


@given(
    st.dictionaries(
        st.sampled_from(["theme", "text_size", "recent", "window", "backup_folder", "more"]),
        st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.lists(st.text())),
    )
)
def test_any_values_give_settings_that_can_be_used(values: dict[str, object]) -> None:
    found = from_values(values)
    assert found.text_size in TEXT_SIZES
    assert isinstance(found.theme, ThemeChoice)
    assert all(isinstance(p, str) for p in found.recent)
    assert len(found.recent) <= RECENT


def test_the_file_is_plain_toml(tmp_path: Path) -> None:
    SettingsStore(tmp_path).save(Settings(recent=("a",)))
    values = tomllib.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert values == {
        "theme": "system",
        "text_size": 100,
        "recent": ["a"],
        "window": "",
        "backup_folder": "",
        "lock_minutes": 10,
        "checks_spelling": True,
        "shows_identifiers": True,
    }


def test_the_home_can_be_named_and_is_local_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.setenv("AHPJOURNAL_HOME", "")
    assert home().name == "AHP Journal"
    assert home().is_absolute()


@pytest.mark.parametrize(("written", "minutes"), [(30, 30), (7, 10), ("5", 10), (True, 10)])
def test_the_minutes_before_locking_are_one_of_those_offered(written: object, minutes: int) -> None:
    assert from_values({"lock_minutes": written}).lock_minutes == minutes


def test_what_the_organisation_sets_holds_and_ones_own_choice_is_kept(tmp_path: Path) -> None:
    SettingsStore(tmp_path).save(Settings(lock_minutes=30, backup_folder="/mine"))
    policies = Policies(auto_lock_minutes=7, backup_folder=Path("/theirs"))
    store = SettingsStore(tmp_path, policies)
    assert (store.current.lock_minutes, store.current.backup_folder) == (7, "/theirs")
    store.save(replace(store.current, theme=ThemeChoice.DARK, lock_minutes=60))
    assert store.current.lock_minutes == 7
    again = SettingsStore(tmp_path).current
    assert (again.theme, again.lock_minutes, again.backup_folder) == (
        ThemeChoice.DARK,
        30,
        "/mine",
    )


def test_settings_for_this_time_are_not_written(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.use(Settings(text_size=150))
    assert store.current.text_size == 150
    assert list(tmp_path.iterdir()) == []


def test_the_organisation_may_name_the_home(tmp_path: Path) -> None:
    assert home(Policies(data_folder=tmp_path / "theirs")) == tmp_path / "theirs"
