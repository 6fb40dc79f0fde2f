"""The organization of the embedded AWS: founded as the platform's file says, and what stands in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws
from mlplatform.local_aws import control
from mlplatform.local_aws.organization import Founding
from mlplatform.use_cases import load
from mlplatform.use_cases.model import Platform

PLATFORM = load.platform()
CASE = load.use_case("credit_risk")
DENY = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"aws-portal:*","Resource":"*"}]}'
WORKLOADS, SHARED = (PLATFORM.organizational_units[name] for name in ("workloads", "shared"))
ACCOUNTS = sorted(account.account_id for account in CASE.accounts.values())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    """An embedded AWS of its own, with the organization founded."""
    with control.running(tmp_path_factory.mktemp("founded")) as running:
        control.found(running, PLATFORM, [CASE])
        yield running


@pytest.fixture(name="organizations")
def _organizations(world: control.Running) -> Any:
    return management(world).client("organizations")


def management(world: control.Running) -> Aws:
    return Aws(world, PLATFORM.management_account_id)


def code(refusal: pytest.ExceptionInfo[ClientError]) -> str:
    """The code of a refusal."""
    return refusal.value.response["Error"]["Code"]


def test_it_has_the_ids_of_the_file(organizations: Any) -> None:
    described = organizations.describe_organization()["Organization"]
    assert (described["Id"], described["MasterAccountId"]) == (
        PLATFORM.organization_id,
        PLATFORM.management_account_id,
    )
    (root,) = organizations.list_roots()["Roots"]
    assert root["Id"] == "r-exam"
    units = organizations.list_organizational_units_for_parent(ParentId="r-exam")["OrganizationalUnits"]
    assert {unit["Name"]: unit["Id"] for unit in units} == PLATFORM.organizational_units


def test_each_account_is_where_it_belongs(organizations: Any) -> None:
    def in_(parent: str) -> list[str]:
        return sorted(a["Id"] for a in organizations.list_accounts_for_parent(ParentId=parent)["Accounts"])

    assert in_(WORKLOADS) == ACCOUNTS
    assert in_(SHARED) == [PLATFORM.shared_account_id]
    assert in_("r-exam") == sorted([PLATFORM.management_account_id, PLATFORM.identity_account_id])


def test_a_member_knows_its_organization_and_has_the_role_of_the_factory(world: control.Running) -> None:
    member = Aws(world, ACCOUNTS[0])
    assert (
        member.client("organizations").describe_organization()["Organization"]["Id"]
        == PLATFORM.organization_id
    )
    role = member.client("iam").get_role(RoleName=PLATFORM.account_factory_role)["Role"]
    assert f"{PLATFORM.management_account_id}:root" in str(role["AssumeRolePolicyDocument"])
    names = [one["RoleName"] for one in management(world).client("iam").list_roles()["Roles"]]
    assert PLATFORM.account_factory_role not in names


def test_founding_again_adds_what_is_new_and_loses_nothing(
    world: control.Running, organizations: Any
) -> None:
    policy = organizations.create_policy(
        Name="kept", Description="", Type="SERVICE_CONTROL_POLICY", Content=DENY
    )["Policy"]["PolicySummary"]["Id"]
    organizations.attach_policy(PolicyId=policy, TargetId=WORKLOADS)
    before = control.found(world, PLATFORM, [CASE])
    assert before[WORKLOADS] == ACCOUNTS
    more = dataclasses.replace(CASE.accounts["dev"], account_id="100000000009")
    other = dataclasses.replace(CASE, name="other", accounts={"dev": more})
    assert control.found(world, PLATFORM, [CASE, other])[WORKLOADS] == sorted([*ACCOUNTS, "100000000009"])
    targets = organizations.list_targets_for_policy(PolicyId=policy)["Targets"]
    assert [target["TargetId"] for target in targets] == [WORKLOADS]
    organizations.detach_policy(PolicyId=policy, TargetId=WORKLOADS)
    organizations.delete_policy(PolicyId=policy)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"organization_id": "o-exampleorg2"}, "has the organization o-exampleorg1"),
        ({"management_account_id": "100000000001"}, "is in the organization of 444455556666"),
        ({"organization_id": "exampleorg1"}, "this is no organization"),
    ],
)
def test_what_cannot_be_founded_is_refused(world: control.Running, change: dict[str, str], said: str) -> None:
    other: Platform = dataclasses.replace(PLATFORM, **change)  # type: ignore[arg-type]
    with pytest.raises(control.LocalAwsError, match=said):
        control.found(world, other, [CASE])


def test_without_an_organization_nothing_is_changed(aws: Aws) -> None:
    with pytest.raises(ClientError) as refusal:
        aws.client("organizations").describe_organization()
    assert code(refusal) == "AWSOrganizationsNotInUseException"
    with pytest.raises(ClientError) as refusal:
        aws.client("iam").list_organizations_features()
    assert code(refusal) == "OrganizationNotFoundException"


def test_root_credentials_are_managed_by_the_management_account_alone(world: control.Running) -> None:
    iam = management(world).client("iam")
    iam.enable_organizations_root_credentials_management()
    assert iam.enable_organizations_root_sessions()["OrganizationId"] == PLATFORM.organization_id
    assert iam.list_organizations_features()["EnabledFeatures"] == [
        "RootCredentialsManagement",
        "RootSessions",
    ]
    iam.disable_organizations_root_sessions()
    assert iam.disable_organizations_root_credentials_management()["EnabledFeatures"] == []
    with pytest.raises(ClientError) as refusal:
        Aws(world, ACCOUNTS[0]).client("iam").enable_organizations_root_sessions()
    assert code(refusal) == "AccountNotManagementOrDelegatedAdministratorException"


def test_root_credentials_need_trust_in_iam(world: control.Running, organizations: Any) -> None:
    organizations.disable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    with pytest.raises(ClientError) as refusal:
        management(world).client("iam").list_organizations_features()
    assert code(refusal) == "ServiceAccessNotEnabledException"
    organizations.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")


def test_the_payer_says_by_which_tags_the_bill_is_told_apart(world: control.Running) -> None:
    ce = management(world).client("ce")
    ce.update_cost_allocation_tags_status(CostAllocationTagsStatus=[{"TagKey": "owner", "Status": "Active"}])
    (tag,) = ce.list_cost_allocation_tags(TagKeys=["owner"])["CostAllocationTags"]
    assert (tag["Status"], tag["Type"]) == ("Active", "UserDefined")
    ce.update_cost_allocation_tags_status(
        CostAllocationTagsStatus=[{"TagKey": "owner", "Status": "Inactive"}]
    )
    assert ce.list_cost_allocation_tags(Status="Active")["CostAllocationTags"] == []
    with pytest.raises(ClientError) as refusal:
        Aws(world, ACCOUNTS[0]).client("ce").update_cost_allocation_tags_status(
            CostAllocationTagsStatus=[{"TagKey": "owner", "Status": "Active"}]
        )
    assert code(refusal) == "AccessDeniedException"


def test_the_root_has_the_id_that_its_units_begin_with() -> None:
    founding = Founding(
        id="o-exampleorg1",
        management_account_id="100000000001",
        region="eu-west-2",
        units={"one": "ou-ab12-11112222"},
        accounts={},
        account_role="Role",
    )
    assert founding.root_id == "r-ab12"
