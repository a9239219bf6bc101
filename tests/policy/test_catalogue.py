"""The list of policies is complete, and says of each what it means."""

from dataclasses import fields

import pytest

from ahpjournal.policy.catalogue import EXPORT_KINDS, LATER_KINDS, POLICIES, PolicyKind, PolicySpec
from ahpjournal.policy.reading import policies_from_registry
from ahpjournal.policy.values import Policies, parse_policies


def test_each_policy_has_a_place_of_its_own_among_the_values() -> None:
    kept = {field.name for field in fields(Policies)} - {"given", "problems"}
    assert sorted(spec.attribute for spec in POLICIES) == sorted(kept)
    assert len({spec.name for spec in POLICIES}) == len(POLICIES)


@pytest.mark.parametrize("spec", POLICIES, ids=lambda spec: spec.name)
def test_each_says_in_full_what_it_means_and_what_holds_without_it(spec: PolicySpec) -> None:
    assert spec.title
    assert spec.meaning.endswith(".")
    assert spec.default.endswith(".")
    assert (spec.kind is PolicyKind.NUMBER) == (spec.highest > spec.lowest)
    assert (spec.kind is PolicyKind.CHOICES) == bool(spec.choices)


@pytest.mark.parametrize("spec", POLICIES, ids=lambda spec: spec.name)
def test_the_example_of_each_can_be_used(spec: PolicySpec, monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib

    monkeypatch.setenv("HOME", "/home/asha")
    found = parse_policies(tomllib.loads(f"{spec.name} = {spec.example}"))
    assert found.problems == ()
    assert found.given == {spec.name}
    assert getattr(found, spec.attribute) != getattr(Policies(), spec.attribute)


def test_the_kinds_of_export_are_those_of_the_command_line() -> None:
    from ahpjournal.cli import export_command

    assert vars(export_command)["EXPORT_KINDS"] is EXPORT_KINDS
    offered = next(o for o in export_command.export.params if o.name == "kind").metavar
    assert offered == "|".join(EXPORT_KINDS)
    assert set(EXPORT_KINDS).isdisjoint(LATER_KINDS)


def test_a_name_in_other_letters_is_known_in_the_registry_only() -> None:
    class Registry:
        def machine_values(self) -> dict[str, object]:
            return {"disableattachments": 1}

        def user_values(self) -> dict[str, object]:
            return {}

    assert policies_from_registry(Registry()).disables_attachments
    assert not parse_policies({"disableattachments": 1}).disables_attachments
