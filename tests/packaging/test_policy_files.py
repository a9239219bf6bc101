"""What administrators get is what the list of policies says, in every file and both languages."""

import re
import tomllib
import xml.etree.ElementTree as ET

import policy_files
import pytest

from ahpjournal.policy import POLICIES, parse_policies

SPACE = {"g": policy_files.SCHEMA}
LANGUAGES = ("en-GB", "en-US")


def test_the_files_are_as_the_list_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert policy_files.main(["--check"]) == 0, capsys.readouterr().out


def test_a_stale_file_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(iter(policy_files.FILES))
    monkeypatch.setitem(policy_files.FILES, first, lambda: "other")
    assert policy_files.main(["--check"]) == 1
    assert first.name in capsys.readouterr().out
    assert policy_files.main(["--chek"]) == 2


def test_the_template_names_every_policy_with_its_key() -> None:
    tree = ET.fromstring(policy_files.admx())  # noqa: S314 - we wrote it
    found = tree.findall("g:policies/g:policy", SPACE)
    assert [policy.get("name") for policy in found] == [spec.name for spec in POLICIES]
    assert {policy.get("key") for policy in found} == {"SOFTWARE\\Policies\\AHP Journal"}
    values = {policy.get("valueName") for policy in found} | {
        element.get("valueName") for element in tree.iter() if element.get("id")
    }
    assert values - {None} == {spec.name for spec in POLICIES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_the_template_has_its_words(language: str) -> None:
    template = policy_files.admx()
    words = ET.fromstring(policy_files.adml(language))  # noqa: S314 - we wrote it
    strings = {
        element.get("id"): element.text for element in words.iter() if element.tag.endswith("ring")
    }
    shown = {element.get("id"): element for element in words.iterfind(".//g:presentation", SPACE)}
    assert set(re.findall(r"\$\(string\.(\w+)\)", template)) == set(strings)
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", template)) == set(shown)
    assert all(strings.values())
    elements = set(re.findall(r'id="(\w+)" valueName', template))
    assert elements == {part.get("refId") for one in shown.values() for part in one} - {None}


def test_american_english_is_spelled_so() -> None:
    assert "rganisation" not in policy_files.adml("en-US")


def test_the_example_file_sets_nothing_until_its_signs_are_taken_away() -> None:
    example = policy_files.toml_example()
    assert tomllib.loads(example) == {}
    lines = [line[1:] for line in example.splitlines() if re.match(r"#[A-Z]\w+ = ", line)]
    found = parse_policies(tomllib.loads("\n".join(lines)))
    assert found.problems == ()
    assert found.given == {spec.name for spec in POLICIES}


def test_the_page_names_every_policy() -> None:
    page = policy_files.page()
    assert all(f"## {spec.name}\n" in page for spec in POLICIES)
