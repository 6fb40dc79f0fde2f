"""The planned examples of modules/data_store, as the tests here read them."""

from __future__ import annotations

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan

PREFIXES = {"minimal": "bank-credit-risk-dev", "production": "bank-credit-risk-prod"}
ACCOUNTS = {"minimal": "111122223333", "production": "333344445555"}
IN_EACH = pytest.mark.parametrize("module", sorted(ACCOUNTS))
BOTH = pytest.mark.parametrize("kind", ["artifacts", "data"])


def bucket_name(module: str, kind: str) -> str:
    """The name of a bucket of one example."""
    return f"{PREFIXES[module]}-{kind}-{ACCOUNTS[module]}"


def bucket_arn(module: str, kind: str) -> str:
    """Its ARN."""
    return f"arn:aws:s3:::{bucket_name(module, kind)}"


def policy(module: str, kind: str) -> dict[str, Statement]:
    """The policy of a bucket of one example, by statement id."""
    return _by_sid(plan_examples("data_store"), module, kind)


def policy_of_case(case: str, kind: str) -> dict[str, Statement]:
    """The policy of a bucket of a case in ``cases.yaml``, by statement id."""
    return _by_sid(plan_case("data_store", case), case, kind)


def _by_sid(plan: Plan, module: str, kind: str) -> dict[str, Statement]:
    resource = plan.one("aws_s3_bucket_policy", module=module, name="this", index=kind)
    return {statement["Sid"]: statement for statement in plan.statements(resource)}
