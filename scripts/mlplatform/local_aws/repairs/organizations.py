"""Repairs of Organizations."""

from __future__ import annotations

from typing import Any

from moto.organizations import utils
from moto.organizations.exceptions import (
    ConstraintViolationException,
    PolicyTypeNotEnabledException,
)
from moto.organizations.models import (
    FakeDelegatedAdministrator,
    FakeRoot,
    FakeServiceAccess,
    OrganizationsBackend,
)

from mlplatform.local_aws.repairs.base import Repair, replace

MOST_CHARACTERS = {
    "AISERVICES_OPT_OUT_POLICY": 2500,
    "RESOURCE_CONTROL_POLICY": 5120,
    "SERVICE_CONTROL_POLICY": 5120,
    "TAG_POLICY": 10000,
}
MOST_ATTACHED = 5
"""SCPs, and RCPs, on one root, unit or account; the policy of AWS that is there by itself counts."""


def _ids() -> None:
    utils.ORG_ID_REGEX = r"o-[a-z0-9]{10,32}"
    utils.ROOT_ID_REGEX = r"r-[a-z0-9]{4,32}"
    utils.OU_ID_REGEX = r"ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}"


def _services() -> None:
    stack_sets = "member.org.stacksets.cloudformation.amazonaws.com"
    trusted = [*FakeServiceAccess.TRUSTED_SERVICES, "iam.amazonaws.com"]
    delegated = [*FakeDelegatedAdministrator.SUPPORTED_SERVICES, stack_sets, "iam.amazonaws.com"]
    replace(FakeServiceAccess, "TRUSTED_SERVICES", trusted)
    replace(FakeDelegatedAdministrator, "SUPPORTED_SERVICES", delegated)


def _limits() -> None:
    create, update = OrganizationsBackend.create_policy, OrganizationsBackend.update_policy
    attach = OrganizationsBackend.attach_policy

    def create_policy(self: Any, **given: Any) -> Any:
        _check_size(given["Type"], given["Content"])
        return create(self, **given)

    def update_policy(self: Any, **given: Any) -> Any:
        _check_size(self.get_policy_by_id(given["PolicyId"]).type, given.get("Content", ""))
        return update(self, **given)

    def attach_policy(self: Any, **given: Any) -> None:
        policy = self.get_policy_by_id(given["PolicyId"])
        if not policy.aws_managed and not policy.id.endswith("FullAWSAccess"):
            _check_attachment(self, policy, given["TargetId"])
        attach(self, **given)

    replace(OrganizationsBackend, "create_policy", create_policy)
    replace(OrganizationsBackend, "update_policy", update_policy)
    replace(OrganizationsBackend, "attach_policy", attach_policy)


def _check_size(kind: str, content: str) -> None:
    most = MOST_CHARACTERS.get(kind)
    if most and len(content) > most:
        raise ConstraintViolationException(
            f"You have exceeded the maximum document size: {len(content)} of {most} characters."
        )


def _check_attachment(backend: Any, policy: Any, target: str) -> None:
    root = next(unit for unit in backend.ou if isinstance(unit, FakeRoot))
    if not any(kind["Type"] == policy.type for kind in root.policy_types):
        raise PolicyTypeNotEnabledException
    places = [place for place in (*backend.ou, *backend.accounts) if place.id == target]
    attached = [one for place in places for one in place.attached_policies if one.type == policy.type]
    if policy not in attached and len(attached) >= MOST_ATTACHED:
        raise ConstraintViolationException(f"You have attached the maximum number of policies to {target}.")


REPAIRS = (
    Repair(
        name="organization-ids",
        why="moto knows the shortest ids alone, four and eight characters; those of AWS have up to 32",
        upstream=None,
        mend=_ids,
    ),
    Repair(
        name="organization-services",
        why="moto knows neither that IAM may be trusted, nor that stack sets may be given to a member",
        upstream=None,
        mend=_services,
    ),
    Repair(
        name="organization-limits",
        why="moto takes a policy of any length, any number on a target, and types that are not enabled",
        upstream=None,
        mend=_limits,
    ),
)
