"""Proofs of the repairs of Organizations, each in an organization of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws

DENY = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"aws-portal:*","Resource":"*"}]}'
STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"


def founded(aws: Aws) -> tuple[Any, str, str]:
    """An organization of the account: a client, the id of its root, and that of a member."""
    organizations = aws.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    made = organizations.create_account(AccountName="member", Email="member@bank.example")
    return organizations, root, made["CreateAccountStatus"]["AccountId"]


def refused(call: Callable[..., Any], **request: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(ClientError) as refusal:
        call(**request)
    return str(refusal.value.response["Error"]["Code"])


def _long_ids(aws: Aws) -> None:
    founding = {
        "id": f"o-{aws.account}{aws.account}", "management_account_id": aws.account, "region": "eu-west-2", "accounts": {},
        "units": {"one": f"ou-root{aws.account}-unit{aws.account}"}, "account_role": "Role", "policy_types": ["SERVICE_CONTROL_POLICY"],
    }  # fmt: skip
    aws.running.admin("organization", "PUT", founding)
    organizations, unit = aws.client("organizations"), founding["units"]["one"]  # type: ignore[index]
    policy = organizations.create_policy(
        Name="one", Description="", Type="SERVICE_CONTROL_POLICY", Content=DENY
    )
    organizations.attach_policy(PolicyId=policy["Policy"]["PolicySummary"]["Id"], TargetId=unit)
    for resource in (unit, f"r-root{aws.account}"):
        organizations.tag_resource(ResourceId=resource, Tags=[{"Key": "owner", "Value": "platform"}])
        assert organizations.list_tags_for_resource(ResourceId=resource)["Tags"]


def _services(aws: Aws) -> None:
    organizations, _, member = founded(aws)
    organizations.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=member, ServicePrincipal=STACK_SETS)
    (admin,) = organizations.list_delegated_administrators(ServicePrincipal=STACK_SETS)[
        "DelegatedAdministrators"
    ]
    assert admin["Id"] == member


def _limits(aws: Aws) -> None:
    organizations, root, _ = founded(aws)

    def create(name: str, content: str = DENY, kind: str = "SERVICE_CONTROL_POLICY") -> str:
        made = organizations.create_policy(Name=name, Description="", Type=kind, Content=content)
        return str(made["Policy"]["PolicySummary"]["Id"])

    long = {"Description": "", "Type": "SERVICE_CONTROL_POLICY", "Content": "x" * 5121}
    assert refused(organizations.create_policy, Name="long", **long) == "ConstraintViolationException"
    made = [create(f"policy-{number}") for number in range(5)]
    assert (
        refused(organizations.update_policy, PolicyId=made[0], Content="x" * 5121)
        == "ConstraintViolationException"
    )
    for id in made[:4]:  # with FullAWSAccess they are five
        organizations.attach_policy(PolicyId=id, TargetId=root)
    assert (
        refused(organizations.attach_policy, PolicyId=made[4], TargetId=root)
        == "ConstraintViolationException"
    )
    tags = create("tags", "{}", "TAG_POLICY")
    assert (
        refused(organizations.attach_policy, PolicyId=tags, TargetId=root) == "PolicyTypeNotEnabledException"
    )


PROOFS: dict[str, Callable[[Aws], None]] = {
    "organization-ids": _long_ids,
    "organization-limits": _limits,
    "organization-services": _services,
}
