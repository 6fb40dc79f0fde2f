"""Requests to SageMaker that launch something outside the VPC, without a key of the bank, or with
a network of its own.

Which action carries which condition key is read from the pinned table; what is wrong with a request, from
``demands``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mlplatform.gate.expect import key_is_allowed
from mlplatform.gate.holding import demands
from mlplatform.gate.holding.demands import Demand
from mlplatform.gate.holding.denials import Request
from mlplatform.gate.iam.actions import expand, required_arns
from mlplatform.gate.iam.rights import covers
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import World

_SUBNETS, _GROUPS = "sagemaker:vpcsubnets", "sagemaker:vpcsecuritygroupids"
_APP_ACCESS = Demand("Studio's access", ("sagemaker:AppNetworkAccessType",), ("PublicInternetOnly",))
_DIRECT = Demand("direct internet access", ("sagemaker:DirectInternetAccess",), ("Enabled",))
_ASKED = (
    demands.SUBNETS,
    demands.VOLUME_KEY,
    demands.OUTPUT_KEY,
    demands.ISOLATION,
    _APP_ACCESS,
    _DIRECT,
)
_ACCOUNT = ("111122223333",)
"""Some account of the bank, for guards that compare with the caller's."""
_CHANGES_IN_PART = ("sagemaker:UpdateCluster", "sagemaker:UpdateDomain")
"""What these leave out stays as it was; other updates replace the whole."""


@functools.cache
def actions() -> tuple[str, ...]:
    """The actions of SageMaker whose network, keys or isolation a policy can see."""
    found = expand("sagemaker:*")
    return tuple(sorted(a for a in found if any(demand.concerns(a) for demand in _ASKED)))


def asks(statements: Sequence[Statement], world: World) -> Iterator[tuple[str, Request]]:
    """Every such request, in words and as a request."""
    for action in actions():
        speaking = [s for s in statements if not s.allows and covers(s, action)]
        for demand in _ASKED:
            if demand.concerns(action):
                yield from _wrong(action, demand, speaking, world)


def _wrong(
    action: str, demand: Demand, speaking: Sequence[Statement], world: World
) -> Iterator[tuple[str, Request]]:
    asked = replace(demand, optional=action in _CHANGES_IN_PART)
    for wrong in asked.requests(action, speaking, lambda arn: _is_ours(arn, world)):
        keys = {key: values or None for key, values in wrong.keys.items()}
        keys["aws:principalaccount"] = _ACCOUNT
        if _SUBNETS in keys and keys[_SUBNETS] is None:
            keys[_GROUPS] = None  # a request names both or neither
        yield f"a launch {wrong.what}", Request(action, keys, _resource(action))


def _resource(action: str) -> str:
    """An ARN that stands for all that a request for the action is about."""
    forms = required_arns(action) or ("*",)
    return forms[0].replace("arn:*:", "arn:aws:").replace("*", "zz")


def _is_ours(arn: str, world: World) -> bool:
    """Whether a key that a policy names, also by a pattern, is in an account of the bank."""
    account = arn.split(":")[4] if arn.count(":") == 5 else ""
    settings = world.settings
    ours = (*settings.trusted_account_ids, *settings.account_environments)
    return account in ours or key_is_allowed(world, arn)
