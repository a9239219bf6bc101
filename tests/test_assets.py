"""Where resources are found."""

from pathlib import Path

import pytest

from ahpjournal import assets


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    inside, beside = tmp_path / "package" / "resources", tmp_path / "resources"
    for place in (inside, beside):
        place.mkdir(parents=True)
    monkeypatch.setattr(assets, "_PLACES", (inside, beside))
    return inside, beside


def test_resources_of_the_checkout_are_found() -> None:
    assert assets.resource_path("packs", "ahp-quality-safety.toml").is_file()


def test_what_lies_inside_the_package_comes_first(places: tuple[Path, Path]) -> None:
    inside, beside = places
    (inside / "a.txt").write_text("inside", encoding="utf-8")
    (beside / "a.txt").write_text("beside", encoding="utf-8")

    assert assets.read_text("a.txt") == "inside"


def test_what_lies_beside_the_package_is_found_too(places: tuple[Path, Path]) -> None:
    _inside, beside = places
    (beside / "folder").mkdir()
    (beside / "folder" / "b.txt").write_text("ŵ ł ș", encoding="utf-8")

    assert assets.read_text("folder", "b.txt") == "ŵ ł ș"


def test_a_missing_resource_is_named_without_its_folder(places: tuple[Path, Path]) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        assets.resource_path("packs", "missing.toml")

    assert str(raised.value) == "packs/missing.toml"
    assert str(places[0]) not in str(raised.value)


def test_a_missing_folder_has_no_names(places: tuple[Path, Path]) -> None:
    with pytest.raises(FileNotFoundError):
        assets.resource_names("missing", ".toml")
    assert not list(places[0].iterdir())


def test_names_are_sorted_and_end_as_asked(places: tuple[Path, Path]) -> None:
    folder = places[0] / "models"
    folder.mkdir()
    for name in ("b.toml", "a.toml", "notes.md"):
        (folder / name).write_text("", encoding="utf-8")

    assert assets.resource_names("models", ".toml") == ("a.toml", "b.toml")
