"""What makes a returned file known again: ids, places and a seal; no names."""

import json
from pathlib import Path

import pikepdf
import pytest

from ahpjournal.pdf import manifest
from ahpjournal.pdf.finish import drawing_of
from tests.pdf.forms_in_tests import ENTRY, EXPORT, JOURNAL, KEY, KEY_ID, small_form, write_small


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("manifest") / "coach.pdf"
    write_small(made)
    return made


def attached(path: Path) -> dict[str, object]:
    with pikepdf.open(path) as pdf:
        data = pdf.attachments[manifest.NAME].get_file().read_bytes()
    found: dict[str, object] = json.loads(data)
    return found


def test_it_is_an_associated_file_of_ids_only(path: Path) -> None:
    found = attached(path)
    assert (found["journal"], found["export"], found["revision"]) == (JOURNAL, EXPORT, "rev-1")
    assert found["key"] == KEY_ID
    text = json.dumps(found)
    for private in ("Frances", "Oduya", "budget", "do you notice", "quiet"):
        assert private not in text
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"


def test_it_names_each_box_and_where_parts_begin(path: Path) -> None:
    found = attached(path)
    fields = found["fields"]
    assert isinstance(fields, list)
    assert [f["name"] for f in fields] == [f.name for f in small_form().fields]
    assert found["places"] == [[found["places"][0][0], found["places"][0][1], "entry", ENTRY.id]]  # type: ignore[index]  # a list of lists


def test_its_seal_holds_until_anything_changes(path: Path) -> None:
    found = attached(path)
    assert manifest.is_sealed_with(found, KEY)
    assert not manifest.is_sealed_with(found, b"another key")
    assert not manifest.is_sealed_with({**found, "export": JOURNAL}, KEY)
    assert not manifest.is_sealed_with({**found, "mac": None}, KEY)
    assert not manifest.is_sealed_with({**found, "mac": "\u00fc"}, KEY)
    assert not manifest.is_sealed_with({**found, "alg": "none"}, KEY)


def test_the_digests_are_those_of_its_pages(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        pages = [manifest.page_digest(drawing_of(page)) for page in pdf.pages]
    assert attached(path)["pages"] == pages
    assert len(set(pages)) == len(pages)


def test_the_same_content_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    write_small(again)
    assert again.read_bytes() == path.read_bytes()
