"""What the tests of this module share: its examples as planned, and what is written in them."""

from __future__ import annotations

from typing import Any

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.gate import catalogue, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.policies import Statement

NAMES = {
    "minimal": ("bank-credit-risk-dev", "111122223333"),
    "production": ("bank-credit-risk-prod", "333344445555"),
}
KEYS = {
    "minimal": "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890",
    "production": "arn:aws:kms:eu-west-2:333344445555:key/2234abcd-12ab-34cd-56ef-1234567890",
}
LOGS = {module: f"{key}ae" for module, key in KEYS.items()}
DAYS = {"minimal": 400, "production": 2557}
IN_EACH = pytest.mark.parametrize("module", sorted(LOGS))
EVERY = pytest.mark.parametrize("bucket", ["logs", "config", "access-logs"])
WITH_OUR_KEY = pytest.mark.parametrize("bucket", ["logs", "config"])
EVERYBODY = ("*", {"*": ["*"]}, {"AWS": ["*"]})


def values(module: str, type: str, index: str | None = None, name: str | None = None) -> dict[str, Any]:
    """The planned values of the one resource of a type, or of the one with an index."""
    return plan_examples("account_baseline").one(type, module=module, name=name, index=index).values


def by_index(module: str, type: str, name: str = "this") -> dict[str, dict[str, Any]]:
    """Index => planned values."""
    found = plan_examples("account_baseline").resources(type, module=module, name=name)
    return {str(one.index): one.values for one in found}


def statements(
    module: str, type: str, name: str = "this", index: str | None = None, attribute: str = "policy"
) -> dict[str, Statement]:
    """Statements of a policy by their id."""
    plan = plan_examples("account_baseline")
    resource = plan.one(type, module=module, name=name, index=index)
    return {one["Sid"]: one for one in plan.statements(resource, attribute)}


def bucket_policy(module: str, bucket: str) -> dict[str, Statement]:
    """A bucket's policy by statement id."""
    return statements(module, "aws_s3_bucket_policy", index=bucket)


def bucket_arn(module: str, bucket: str) -> str:
    """The ARN that a bucket will have."""
    prefix, account = NAMES[module]
    return f"arn:aws:s3:::{prefix}-{bucket}-{account}"


def world() -> World:
    """The module beside the keys that it asks for, as the gate sees them."""
    said = {"organization_id": "o-exampleorg1", "trusted_account_ids": ["111122223333"]}
    plan = plan_case("account_baseline", "keys_of_the_same_plan")
    return World([plan], Settings.model_validate(said))


def findings(control: str) -> list[str]:
    """What the gate says no to, or passes over for want of a resource, about the module and its keys."""
    judged = judge.judge(world(), [catalogue.one(control)])
    found = [f"{one.address}: {one.reason}" for one in judged.results if one.status == "fail"]
    return found + [f"{unmatched}: no resource" for unmatched in judged.unmatched]
