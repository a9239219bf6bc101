"""Each policy in force is said to the person, each problem to the administrator."""

from pathlib import Path

import pytest

from ahpjournal.policy import (
    EXPORT_KINDS,
    NO_POLICIES,
    POLICIES,
    Policies,
    PolicyProblem,
    ProblemCode,
)
from ahpjournal.policy.values import parse_policies
from ahpjournal.services.policy_words import export_names, policies_in_words, problem_in_words

EVERYTHING = {
    "DataFolder": "/srv/ahp",
    "RequirePassphrase": True,
    "AutoLockMinutes": 1,
    "AllowedExportKinds": ["portfolio", "coach"],
    "DisableAttachments": True,
    "BackupFolder": "/srv/backups",
    "MinimumRetentionDays": 90,
}


def test_nothing_set_says_nothing() -> None:
    assert policies_in_words(NO_POLICIES) == ()


@pytest.mark.parametrize("spec", POLICIES, ids=lambda spec: spec.name)
def test_each_policy_has_its_sentence(spec: object) -> None:
    name = getattr(spec, "name", "")
    said = policies_in_words(parse_policies({name: EVERYTHING[name]}))
    assert len(said) == 1
    assert said[0].endswith(".")


def test_values_are_said() -> None:
    said = " ".join(policies_in_words(parse_policies(EVERYTHING)))
    assert str(Path("/srv/ahp")) in said
    assert "after 1 minute without" in said
    assert "PDF for the coach, portfolio PDF" in said
    assert "90 days" in said
    assert policies_in_words(Policies(allowed_export_kinds=frozenset())) == (
        "No exports are allowed.",
    )


def test_every_kind_of_export_has_a_name() -> None:
    assert tuple(export_names()) == EXPORT_KINDS


@pytest.mark.parametrize("code", ProblemCode)
def test_each_problem_names_its_policy(code: ProblemCode) -> None:
    said = problem_in_words(PolicyProblem("AutoLockMinutes", code, "x"))
    assert "AutoLockMinutes" in said


def test_a_number_out_of_range_is_told_with_its_range() -> None:
    problems = parse_policies({"AutoLockMinutes": 500}).problems
    assert problem_in_words(problems[0]) == "AutoLockMinutes: 500 is not between 1 and 60"
