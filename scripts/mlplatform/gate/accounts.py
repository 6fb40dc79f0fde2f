"""Which account a plan is for, and which accounts are the bank's."""

from __future__ import annotations

import re

from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN, Plan

_ACCOUNT = re.compile(r"[0-9]{12}")
# What these name is in the account of the plan itself: AWS attaches no policy of another account.
_OWN = {
    "aws_iam_role": "permissions_boundary",
    "aws_iam_user": "permissions_boundary",
    "aws_iam_role_policy_attachment": "policy_arn",
    "aws_iam_user_policy_attachment": "policy_arn",
    "aws_iam_group_policy_attachment": "policy_arn",
}


def of_arn(arn: str) -> str | None:
    """The account in an ARN, or the account that the text is the id of; None where there is none."""
    if _ACCOUNT.fullmatch(arn):
        return arn
    parts = arn.split(":", 5)
    return parts[4] if len(parts) == 6 and _ACCOUNT.fullmatch(parts[4]) else None


def of_plan(world: World, plan: Plan) -> str | None:
    """The account that a plan is for, where the plan tells it: by ``aws_caller_identity``, by the ARNs of
    what exists, or by policies that it attaches."""
    known: dict[int, str | None] = world.kept.setdefault("accounts of plans", {})
    if id(plan) not in known:
        found = set(_told(plan))
        known[id(plan)] = found.pop() if len(found) == 1 else None
    return known[id(plan)]


def of(subject: Subject) -> str | None:
    """The account that a resource is in."""
    arn = subject.raw("arn")
    own = of_arn(arn) if isinstance(arn, str) and arn != UNKNOWN else None
    return own or of_plan(subject.world, subject.plan)


def same(one: Subject, other: Subject) -> bool:
    """Whether two resources are surely in one account: in one plan, or in plans for one."""
    if one.plan is other.plan:
        return True
    here = of(one)
    return here is not None and here == of(other)


def is_ours(account: str, subject: Subject) -> bool | None:
    """Whether an account is the bank's, as seen from a resource. None where that cannot be told: the settings
    name no account and the plan does not tell its own."""
    own = of(subject)
    trusted = set(subject.world.settings.trusted_account_ids) | set(
        subject.world.settings.account_environments
    )
    if account == own or account in trusted:
        return True
    return None if own is None and not trusted else False


def _told(plan: Plan) -> list[str]:
    found = []
    for resource in plan.everything:
        if resource.mode == "data":
            said = [resource.values.get("account_id")] if resource.type == "aws_caller_identity" else []
        else:
            said = [resource.values.get("arn"), resource.values.get(_OWN.get(resource.type, "arn"))]
        found += [account for text in said if isinstance(text, str) and (account := of_arn(text))]
    return found
