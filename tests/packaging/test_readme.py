"""What the pages for people point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "ahpjournal/README.md",
    *(f"packaging/docs/{path.name}" for path in sorted((ROOT / "packaging/docs").glob("*.md"))),
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_and_picture_leads_somewhere(page: str) -> None:
    place = ROOT / page
    targets = LINK.findall(place.read_text(encoding="utf-8"))
    assert [t for t in targets if not (place.parent / t).exists()] == []


def test_the_pictures_are_of_one_size_and_every_one_is_shown() -> None:
    shown = set(re.findall(r"resources/pictures/([\w-]+\.png)", (ROOT / "README.md").read_text()))
    found = {path.name: path.read_bytes() for path in (ROOT / "resources/pictures").glob("*.png")}
    assert set(found) == shown
    assert {data[16:24] for data in found.values()} == {(1366).to_bytes(4) + (768).to_bytes(4)}
