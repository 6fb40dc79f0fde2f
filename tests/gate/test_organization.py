"""Where an organization's policies bind: what is inherited, what is carried, and what no plan tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from gate.plans import LATER, Ref, world
from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge

STOPPING = ["cloudtrail:*", "config:*", "guardduty:*", "securityhub:*"]
ROOT = Ref("aws_organizations_organization.this.roots[0].id", "aws_organizations_organization.this.roots")
ORGANIZATION = {"feature_set": "ALL", "enabled_policy_types": ["SERVICE_CONTROL_POLICY"]}


def scp(*actions: str, id: str = "p-1", type: str = "SERVICE_CONTROL_POLICY") -> dict[str, Any]:
    statement = {"Effect": "Deny", "Action": list(actions), "Resource": "*"}
    return {
        "id": id,
        "name": id,
        "type": type,
        "content": json.dumps({"Statement": [statement]}),
    }


def attached(target: Any, policy: Any = "p-1") -> dict[str, Any]:
    return {"policy_id": policy, "target_id": target}


def unit(parent: Any) -> dict[str, Any]:
    return {"name": "unit", "parent_id": parent}


def answers(resources: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    results = judge(world(resources), [catalogue.one("LOG-03")]).results
    return {result.address.removeprefix("aws_organizations_"): result.status for result in results}


def test_a_plan_without_such_a_policy_is_not_asked() -> None:
    assert answers({"aws_organizations_organizational_unit.a": unit("r-ab12")}) == {}
    assert answers({"aws_organizations_organization.this": ORGANIZATION}) == {}


def test_the_organization_itself_is_asked_where_it_has_policies_of_another_kind() -> None:
    other = scp(*STOPPING, type="TAG_POLICY")
    found = answers(
        {
            "aws_organizations_organization.this": ORGANIZATION,
            "aws_organizations_policy.tags": other,
        }
    )
    assert found == {"organization.this": "fail"}


def test_what_is_denied_on_the_root_is_denied_below() -> None:
    found = answers(
        {
            "aws_organizations_organization.this": ORGANIZATION,
            "aws_organizations_policy.watch": scp(*STOPPING),
            "aws_organizations_policy_attachment.root": attached(ROOT),
            "aws_organizations_organizational_unit.outer": unit(ROOT),
            "aws_organizations_organizational_unit.inner": unit(
                Ref("aws_organizations_organizational_unit.outer.id")
            ),
            "aws_organizations_account.one": {
                "name": "one",
                "email": "one@bank.example",
                "parent_id": Ref("aws_organizations_organizational_unit.inner.id"),
            },
        }
    )
    assert set(found.values()) == {"pass"}
    assert len(found) == 4


def test_policies_of_several_levels_hold_together() -> None:
    parts = {
        "aws_organizations_policy.one": scp("cloudtrail:*", "config:*", id="p-1"),
        "aws_organizations_policy.two": scp("guardduty:*", "securityhub:*", id="p-2"),
        "aws_organizations_policy_attachment.root": attached("r-ab12", "p-1"),
        "aws_organizations_policy_attachment.unit": attached("ou-ab12-11112222", "p-2"),
    }
    assert answers(parts) == {"policy_attachment.unit": "pass", "policy_attachment.root": "undecided"}


def test_a_planned_root_that_only_carries_guarded_units_is_left_alone() -> None:
    parts: dict[str, dict[str, Any]] = {
        "aws_organizations_organization.this": ORGANIZATION,
        "aws_organizations_organizational_unit.workloads": unit(ROOT),
        "aws_organizations_policy.watch": scp(*STOPPING),
        "aws_organizations_policy_attachment.workloads": attached(
            Ref("aws_organizations_organizational_unit.workloads.id")
        ),
    }
    assert answers(parts) == {"organizational_unit.workloads": "pass"}
    beside = {"aws_organizations_organizational_unit.sandbox": unit(ROOT)}
    assert answers(parts | beside) == {
        "organizational_unit.workloads": "pass",
        "organizational_unit.sandbox": "fail",
        "organization.this": "fail",
    }


def test_an_account_of_the_organization_is_not_its_root() -> None:
    parts = {
        "aws_organizations_organization.this": ORGANIZATION,
        "aws_organizations_policy.watch": scp(*STOPPING),
        "aws_organizations_policy_attachment.account": attached(
            Ref(
                "aws_organizations_organization.this.master_account_id", "aws_organizations_organization.this"
            )
        ),
    }
    assert answers(parts) == {"organization.this": "undecided", "policy.watch": "undecided"}


def test_an_attachment_of_which_the_target_is_unknown_leaves_every_target_undecided() -> None:
    parts = {
        "aws_organizations_policy.watch": scp(*STOPPING),
        "aws_organizations_policy.other": scp("ec2:*", id="p-2"),
        "aws_organizations_policy_attachment.somewhere": attached(LATER),
        "aws_organizations_policy_attachment.root": attached("r-ab12", "p-2"),
    }
    assert answers(parts) == {"policy_attachment.root": "undecided", "policy.watch": "undecided"}


def test_a_policy_that_cannot_be_read_may_deny_it() -> None:
    parts = {
        "aws_organizations_policy.later": scp(*STOPPING) | {"content": LATER},
        "aws_organizations_policy_attachment.root": attached("r-ab12"),
        "aws_organizations_policy_attachment.unit": attached("ou-ab12-11112222"),
    }
    assert answers(parts) == {"policy_attachment.root": "undecided", "policy_attachment.unit": "undecided"}


def test_what_one_of_two_policies_denies_needs_no_other() -> None:
    parts = {
        "aws_organizations_policy.watch": scp(*STOPPING),
        "aws_organizations_policy.later": scp("ec2:*", id="p-2") | {"content": LATER},
        "aws_organizations_policy_attachment.watch": attached("r-ab12"),
        "aws_organizations_policy_attachment.later": attached("r-ab12", "p-2"),
    }
    assert answers(parts) == {"policy_attachment.watch": "pass"}


def test_a_policy_of_another_kind_does_not_bind_here() -> None:
    parts = {
        "aws_organizations_policy.resources": scp(*STOPPING, type="RESOURCE_CONTROL_POLICY"),
        "aws_organizations_policy.other": scp("ec2:*", id="p-2"),
        "aws_organizations_policy_attachment.resources": attached("r-ab12"),
        "aws_organizations_policy_attachment.other": attached("r-ab12", "p-2"),
    }
    assert answers(parts) == {"policy_attachment.other": "fail"}


def test_the_root_of_another_organization_passes_nothing_down() -> None:
    parts = {
        "aws_organizations_policy.watch": scp(*STOPPING),
        "aws_organizations_policy.other": scp("ec2:*", "cloudtrail:DeleteTrail", id="p-2"),
        "aws_organizations_policy_attachment.root": attached("r-ab12"),
        "aws_organizations_policy_attachment.elsewhere": attached("ou-cd34-11112222", "p-2"),
    }
    assert answers(parts)["policy_attachment.elsewhere"] == "fail"


def test_parents_in_a_circle_end() -> None:
    parts = {
        "aws_organizations_policy.watch": scp(*STOPPING),
        "aws_organizations_policy_attachment.root": attached("r-ab12"),
        "aws_organizations_organizational_unit.a": unit(Ref("aws_organizations_organizational_unit.b.id")),
        "aws_organizations_organizational_unit.b": unit(Ref("aws_organizations_organizational_unit.a.id")),
    }
    assert answers(parts)["policy_attachment.root"] == "pass"


def test_an_attached_policy_of_another_plan_may_deny_it() -> None:
    parts = {
        "aws_organizations_policy.other": scp("ec2:*"),
        "aws_organizations_policy_attachment.other": attached("r-ab12"),
        "aws_organizations_policy_attachment.full": attached("r-ab12", "p-FullAWSAccess"),
    }
    assert answers(parts) == {"policy_attachment.other": "fail"}
    unseen = {"aws_organizations_policy_attachment.unseen": attached("r-ab12", "p-99998888")}
    assert answers(parts | unseen) == {"policy_attachment.other": "undecided"}


DENIED = {
    "LOG-03": "cloudtrail:DeleteTrail cloudtrail:PutEventSelectors cloudtrail:StopLogging "
    "cloudtrail:UpdateTrail config:DeleteConfigurationRecorder config:DeleteDeliveryChannel "
    "config:StopConfigurationRecorder guardduty:DeleteDetector "
    "guardduty:DisassociateFromAdministratorAccount guardduty:UpdateDetector "
    "securityhub:DisableSecurityHub securityhub:DisassociateFromAdministratorAccount",
    "ORG-02": "dynamodb:GetItem dynamodb:PutItem ecr:BatchGetImage kms:CreateGrant kms:Decrypt "
    "s3:DeleteObject s3:GetObject s3:ListBucket s3:PutObject secretsmanager:GetSecretValue "
    "sqs:ReceiveMessage sqs:SendMessage sts:AssumeRole",
    "ORG-03": "dynamodb:PutItem ecr:PutImage kms:Decrypt kms:Encrypt lambda:InvokeFunction "
    "s3:DeleteObject s3:GetObject s3:PutObject secretsmanager:GetSecretValue sns:Publish "
    "sqs:SendMessage sts:AssumeRole",
    "ORG-04": "codeartifact:CreateDomain codebuild:CreateProject ec2:RunInstances "
    "iam:CreateAccessKey kms:ScheduleKeyDeletion lambda:CreateFunction organizations:LeaveOrganization "
    "s3:CreateBucket s3:DeleteBucket sagemaker:CreateTrainingJob sagemaker:DeleteDomain",
}


@pytest.mark.parametrize(
    ("control", "action"),
    [(control, action) for control, actions in DENIED.items() for action in actions.split()],
)
def test_an_action_that_alone_is_left_out_is_named(control: str, action: str) -> None:
    type = "RESOURCE_CONTROL_POLICY" if control == "ORG-02" else "SERVICE_CONTROL_POLICY"
    left_out = {"Effect": "Deny", "Principal": "*", "NotAction": [action], "Resource": "*"}
    policy = scp(type=type) | {"content": json.dumps({"Statement": [left_out]})}
    parts = {
        "aws_organizations_policy.all_but_one": policy,
        "aws_organizations_policy_attachment.root": attached("r-ab12"),
    }
    (result,) = judge(world(parts), [catalogue.one(control)]).results
    assert (result.status, f"is not denied for {action}:" in result.reason) == ("fail", True)
