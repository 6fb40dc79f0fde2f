"""The organization's root for real: Terraform applies it to an embedded AWS in which the organization was founded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from mlplatform.local_aws import control
from mlplatform.terraform import bootstrap, roots, toolchain
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("organization_applied")]

PLATFORM = load.platform()
MANAGEMENT, SHARED = PLATFORM.management_account_id, PLATFORM.shared_account_id
UNITS = sorted(PLATFORM.organizational_units.values())
KINDS = ("AISERVICES_OPT_OUT_POLICY", "RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY")
GLOBAL = "us-east-1"
"""Where AWS has the services that have no region."""


@dataclass(frozen=True)
class World:
    """An embedded AWS in which the organization stands, and the root that works in it."""

    running: control.Running
    root: Root

    def client(self, service: str) -> Any:
        """A client of the management account."""
        session: Any = boto3.Session(
            aws_access_key_id=MANAGEMENT, aws_secret_access_key="local", region_name=GLOBAL
        )
        return session.client(service, endpoint_url=self.running.proxy_url)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("organization")
    with pytest.MonkeyPatch.context() as patch, control.running(folder / "aws") as running:
        patch.setenv("MLP_WORK_DIR", str(folder / "work"))
        control.found(running, PLATFORM, [load.use_case(name) for name in load.names()])
        aws = running.environment()
        bootstrap.bootstrap(PLATFORM, aws)
        yield World(running, roots.find("organization", "", PLATFORM, toolchain.find(), aws))


@pytest.fixture(scope="module")
def applied(world: World) -> World:
    world.root.init()
    world.root.run("apply", "-auto-approve", "-input=false", "-parallelism=30")
    return world


def policies(world: World, kind: str) -> dict[str, list[str]]:
    """Name of each policy of the platform => where it binds."""
    organizations = world.client("organizations")
    found = [
        one
        for one in organizations.list_policies(Filter=kind)["Policies"]
        if not one["Name"].endswith("FullAWSAccess")
    ]
    return {
        one["Name"].removeprefix("bank-organization-shared-"): sorted(
            target["TargetId"]
            for target in organizations.list_targets_for_policy(PolicyId=one["Id"])["Targets"]
        )
        for one in found
    }


def settled(world: World) -> dict[str, Any]:
    """What the management account has settled beside policies."""
    service = "member.org.stacksets.cloudformation.amazonaws.com"
    admins = world.client("organizations").list_delegated_administrators(ServicePrincipal=service)
    tags = world.client("ce").list_cost_allocation_tags(Status="Active")["CostAllocationTags"]
    return {
        "administrators": [one["Id"] for one in admins["DelegatedAdministrators"]],
        "features": sorted(world.client("iam").list_organizations_features()["EnabledFeatures"]),
        "tags": sorted(tag["TagKey"] for tag in tags),
    }


def test_guardrails_bind_both_units_and_the_opt_out_the_root(applied: World) -> None:
    assert policies(applied, "SERVICE_CONTROL_POLICY") == dict.fromkeys(
        ("account", "network", "sagemaker", "sagemaker-keys"), UNITS
    )
    assert policies(applied, "RESOURCE_CONTROL_POLICY") == dict.fromkeys(("identities", "networks"), UNITS)
    assert policies(applied, "AISERVICES_OPT_OUT_POLICY") == {"ai-services": ["r-exam"]}


def test_the_management_account_has_settled_the_rest(applied: World) -> None:
    assert settled(applied) == {
        "administrators": [SHARED],
        "features": ["RootCredentialsManagement", "RootSessions"],
        "tags": ["cost_centre", "data_classification", "environment", "owner", "use_case"],
    }


def test_a_second_plan_has_no_change(applied: World) -> None:
    plan = applied.root.run("plan", "-detailed-exitcode", "-input=false", "-lock=false", check=False)
    assert plan.returncode == 0, plan.stdout + plan.stderr


def test_a_destroy_leaves_nothing(applied: World) -> None:
    applied.root.run("destroy", "-auto-approve", "-input=false", "-parallelism=30")
    assert [policies(applied, kind) for kind in KINDS] == [{}, {}, {}]
    assert settled(applied) == {"administrators": [], "features": [], "tags": []}
