"""Requests put to the guardrails of an example, decided by the gate's evaluator with everything about them known.

What a request does not say is what a role of a member account brings along that works as it should: from inside the
network, in our region, on resources of ours. So a refusal is the work of what the request does say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from harness.examples import plan_examples
from mlplatform.gate.holding.denials import Request, Values, outcome
from mlplatform.gate.policy import Statement, policy
from mlplatform.plan.policies import json_statements

ORGANIZATION, ACCOUNT, REGION = "o-exampleorg1", "111122223333", "eu-west-2"
WORKER, PIPELINE = "bank-credit-risk-dev-data-scientist", "bank-credit-risk-dev-sagemaker-pipeline"
DEPLOY, PLAN, FACTORY = "bank-mlp-deploy", "bank-mlp-plan", "OrganizationAccountAccessRole"
STACK_SETS = "stacksets-exec-0a1b2c3d"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
FOREIGN_KEY = KEY.replace(ACCOUNT, "999999999999")
SUBNET, FOREIGN_SUBNET = "subnet-0a1b2c3d4e5f60701", "subnet-0f0f0f0f0f0f0f0f0"
RESOURCE_CONTROL = ("identities", "networks")

AS_IT_SHOULD_BE: dict[str, Values] = {
    "aws:principalaccount": (ACCOUNT,),
    "aws:principalisawsservice": ("false",),
    "aws:principalorgid": (ORGANIZATION,),
    "aws:requestedregion": (REGION,),
    "aws:resourceorgid": (ORGANIZATION,),
    "aws:securetransport": ("true",),
    "aws:sourcevpce": ("vpce-0a1b2c3d4e5f60701",),
    "aws:viaawsservice": ("false",),
    "aws:vpceorgid": (ORGANIZATION,),
    "s3:tlsversion": ("1.3",),
}


@dataclass(frozen=True)
class Asked:
    """A request: an action, who asks, on what, and what else it carries; None takes a key away."""

    action: str
    who: str = WORKER
    on: str = "arn:aws:any:::ours"
    keys: Mapping[str, str | tuple[str, ...] | None] = field(default_factory=dict)
    from_outside: bool = False  # a question to the resource, so to the resource control policies

    def __str__(self) -> str:
        said = " ".join(f"{key.partition(':')[2]}={value}" for key, value in self.keys.items())
        return " ".join(f"{self.action} by {self.who} {said}".split())


def actions(service: str, *names: str, **more: object) -> list[Asked]:
    """One request for each of these actions of a service."""
    return [Asked(f"{service}:{name}", **more) for name in names]  # type: ignore[arg-type]


@cache
def statements(module: str, *names: str) -> tuple[Statement, ...]:
    """The statements of some policies of an example; of all SCPs where none is named."""
    plan = plan_examples("organization_guardrails")
    found: list[Statement] = []
    for resource in plan.resources("aws_organizations_policy", module=module, name="this"):
        kind = resource.index in RESOURCE_CONTROL
        if resource.index in names or (not names and not kind):
            raw = json_statements(json.loads(resource.values["content"]))
            found += policy(str(resource.index), raw).statements
    return tuple(found)


def of(module: str, asked: Asked) -> tuple[Statement, ...]:
    """The statements that a request is put to."""
    return statements(module, *RESOURCE_CONTROL) if asked.from_outside else statements(module)


def is_denied(given: Iterable[Statement], asked: Asked) -> bool:
    """Whether Deny statements refuse a request. The evaluator may leave nothing open, for everything is known."""
    given = tuple(given)
    keys: dict[str, Values] = {c.key.lower(): None for s in given for c in s.conditions}
    keys |= AS_IT_SHOULD_BE | {"aws:principalarn": (f"arn:aws:iam::{ACCOUNT}:role/{asked.who}",)}
    keys |= {k.lower(): v if v is None or isinstance(v, tuple) else (v,) for k, v in asked.keys.items()}
    found = outcome(given, Request(asked.action, keys, asked.on))
    doubts = [why for _, why in found.nearest if "not surely" in why or "only under" in why]
    assert found.verdict in ("denied", "open"), found
    assert found.verdict == "denied" or not doubts, doubts
    return found.verdict == "denied"
