"""Values of policies: what is in force, and that what cannot be used never stands in the way."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.policy.catalogue import LATER_KINDS
from ahpjournal.policy.values import (
    NO_POLICIES,
    Policies,
    PolicyProblem,
    ProblemCode,
    parse_policies,
)


def test_nothing_set_is_the_same_as_no_policies() -> None:
    assert parse_policies({}) == NO_POLICIES == Policies()


def test_every_policy_can_be_set() -> None:
    found = parse_policies(
        {
            "DataFolder": "/srv/ahp",
            "RequirePassphrase": True,
            "AutoLockMinutes": 7,
            "AllowedExportKinds": ["coach", "PORTFOLIO"],
            "DisableAttachments": 1,
            "BackupFolder": "/srv/backups",
            "MinimumRetentionDays": 90,
        }
    )
    assert found == Policies(
        data_folder=Path("/srv/ahp"),
        requires_passphrase=True,
        auto_lock_minutes=7,
        allowed_export_kinds=frozenset({"coach", "portfolio"}),
        disables_attachments=True,
        backup_folder=Path("/srv/backups"),
        minimum_retention_days=90,
        given=found.given,
    )
    assert len(found.given) == 7


def test_a_folder_may_name_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AHP_TEST_DRIVE", "/net/home/asha")
    monkeypatch.setenv("HOME", "/home/asha")
    assert parse_policies({"DataFolder": "$AHP_TEST_DRIVE/AHP"}).data_folder == Path(
        "/net/home/asha/AHP"
    )
    assert parse_policies({"BackupFolder": "~/b"}).backup_folder == Path("/home/asha/b")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DataFolder", "", ProblemCode.WRONG_KIND),
        ("DataFolder", 7, ProblemCode.WRONG_KIND),
        ("DataFolder", "AHP Journal", ProblemCode.NOT_A_WHOLE_PATH),
        ("DataFolder", "$NO_SUCH_VARIABLE_HERE/x", ProblemCode.NOT_A_WHOLE_PATH),
        ("DataFolder", "/x/%NO_SUCH_VARIABLE_HERE%", ProblemCode.NOT_A_WHOLE_PATH),
        ("DataFolder", "/x\0y", ProblemCode.NOT_A_WHOLE_PATH),
        ("RequirePassphrase", "yes", ProblemCode.WRONG_KIND),
        ("RequirePassphrase", 2, ProblemCode.WRONG_KIND),
        ("AutoLockMinutes", 0, ProblemCode.OUT_OF_RANGE),
        ("AutoLockMinutes", 61, ProblemCode.OUT_OF_RANGE),
        ("AutoLockMinutes", True, ProblemCode.WRONG_KIND),
        ("AutoLockMinutes", "10", ProblemCode.WRONG_KIND),
        ("MinimumRetentionDays", -1, ProblemCode.OUT_OF_RANGE),
        ("MinimumRetentionDays", 1.5, ProblemCode.WRONG_KIND),
        ("AllowedExportKinds", 5, ProblemCode.WRONG_KIND),
        ("AllowedExportKinds", ["coach", 5], ProblemCode.WRONG_KIND),
        ("Colour", "red", ProblemCode.UNKNOWN_NAME),
    ],
)
def test_a_value_that_cannot_be_used_counts_as_not_set_and_is_reported(
    name: str, value: object, code: ProblemCode
) -> None:
    found = parse_policies({name: value, "DisableAttachments": True})
    assert [(p.name, p.code) for p in found.problems] == [(name, code)]
    assert found.given == {"DisableAttachments"}
    assert found.disables_attachments


def test_kinds_of_export_may_be_words_with_commas_or_lines() -> None:
    found = parse_policies({"AllowedExportKinds": "coach; portfolio,\nhcpc"})
    assert found.allowed_export_kinds == frozenset({"coach", "portfolio", "hcpc"})


def test_a_kind_that_is_not_known_is_left_out_and_reported() -> None:
    found = parse_policies({"AllowedExportKinds": ["coach", "pfd"]})
    assert found.allowed_export_kinds == frozenset({"coach"})
    assert found.problems == (
        PolicyProblem("AllowedExportKinds", ProblemCode.UNKNOWN_CHOICE, "pfd"),
    )


def test_only_what_is_allowed_leaves() -> None:
    policies = parse_policies({"AllowedExportKinds": ["coach"]})
    policies.require_export("coach")
    with pytest.raises(ConditionError) as caught:
        policies.require_export("json")
    assert caught.value.code is ConditionCode.NOT_ALLOWED_HERE
    assert not parse_policies({"AllowedExportKinds": []}).allows_export("coach")
    NO_POLICIES.require_export("json")


def test_what_is_switched_off_is_refused() -> None:
    NO_POLICIES.require_removable_passphrase()
    with pytest.raises(ConditionError) as caught:
        Policies(requires_passphrase=True).require_removable_passphrase()
    assert caught.value.code is ConditionCode.PASSPHRASE_REQUIRED


def test_no_whole_copy_leaves_unprotected_where_a_passphrase_is_wanted() -> None:
    wanted = Policies(requires_passphrase=True)
    wanted.require_protected_copy(is_protected=True)
    NO_POLICIES.require_protected_copy(is_protected=False)
    with pytest.raises(ConditionError) as caught:
        wanted.require_protected_copy(is_protected=False)
    assert caught.value.code is ConditionCode.PROTECTED_COPY_ONLY


def test_a_kind_of_a_later_version_may_be_named_already() -> None:
    found = parse_policies({"AllowedExportKinds": ["coach", *LATER_KINDS]})
    assert found.problems == ()
    assert found.allows_export("coach")
    assert not found.allows_export("json")


def test_only_a_name_in_a_list_that_nobody_knows_does_no_harm() -> None:
    harmless = {code for code in ProblemCode if PolicyProblem("x", code).is_harmless}
    assert harmless == {ProblemCode.UNKNOWN_CHOICE}


_ANY = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(),
    st.lists(st.text()), st.dictionaries(st.text(), st.integers()),
)  # fmt: skip
_NAMES = [
    "DataFolder", "RequirePassphrase", "AutoLockMinutes", "AllowedExportKinds",
    "DisableAttachments", "BackupFolder", "MinimumRetentionDays", "Other",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(_NAMES), _ANY))
def test_any_values_give_policies_and_each_is_in_force_or_reported(
    values: dict[str, object],
) -> None:
    found = parse_policies(values)
    reported = {problem.name for problem in found.problems}
    assert found.given | reported == set(values)
    assert {field.name for field in fields(found)} >= {"given", "problems"}
    assert all(len(problem.value) <= 80 or "," in problem.value for problem in found.problems)
