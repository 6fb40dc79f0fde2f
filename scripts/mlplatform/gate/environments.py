"""Which environment something belongs to: production, another, or none that can be told.

Of a resource: its tag ``environment``; else the account that it is in, by the settings
(``account_environments``); else what every tagged resource of its plan says. Of an ARN: the resource of the
plans that has it; else its account, by the settings or by a plan that is for that account. A word in a name
makes something production or not only where nothing else tells.
"""

from __future__ import annotations

import re
from typing import Literal

from mlplatform.gate import accounts
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN, Plan

Environment = Literal["prod", "other"]
_PROD = {"prod", "prd", "production", "live"}
_DEV = {"dev", "development", "test", "tst", "testing", "qa", "uat", "sit", "int", "stage", "staging"} | {
    "sandbox",
    "preprod",
    "nonprod",
    "experiment",
}
# Words of accounts that serve every environment: not production, yet no place to develop in either.
_SHARED = {"shared", "identity", "tooling", "security", "log", "audit", "network", "management", "ci"}
_BEFORE = re.compile(r"(pre|non|not)[-_ ]?(?=prod)")


def word(text: str) -> Environment | None:
    """What the words in a name say."""
    joined = _BEFORE.sub(r"\1", text.lower())
    words = set(re.split(r"[^a-z]+", joined))
    if words & _PROD:
        return "prod"
    return "other" if words & (_DEV | {"preproduction", "nonproduction"}) else None


def named(environment: str) -> str:
    """An environment that somebody names, as this gate sorts them: prod, other (dev, test) or shared."""
    text = environment.lower()
    return "shared" if text in _SHARED else word(text) or "other"


def of(subject: Subject) -> str | None:
    """The environment of a resource: prod, other or shared."""
    tag = _tag(subject.values)
    if tag:
        return named(tag)
    account = accounts.of(subject)
    said = subject.world.settings.account_environments.get(account or "")
    return named(said) if said else of_plan(subject.world, subject.plan)


def of_plan(world: World, plan: Plan) -> str | None:
    """What every resource of a plan that has the tag says; None where they disagree or none has it."""
    known: dict[int, str | None] = world.kept.setdefault("environments of plans", {})
    if id(plan) not in known:
        said = {named(tag) for r in plan.everything if r.mode == "managed" and (tag := _tag(r.values))}
        known[id(plan)] = said.pop() if len(said) == 1 else None
    return known[id(plan)]


def of_account(world: World, account: str) -> str | None:
    """The environment of an account: by the settings, or by the plans that are for it."""
    said = world.settings.account_environments.get(account)
    if said:
        return named(said)
    found = {of_plan(world, plan) for plan in world.plans if accounts.of_plan(world, plan) == account}
    return found.pop() if len(found) == 1 else None


def of_arn(world: World, arn: str) -> str | None:
    """The environment of what an ARN, or the id of an account, names."""
    account = accounts.of_arn(arn)
    by_account = of_account(world, account) if account else None
    if by_account:
        return by_account
    found = {of(subject) for subject in world.named(arn, "aws_iam_role", "aws_iam_user", "aws_s3_bucket")}
    return found.pop() if len(found) == 1 else None


def _tag(values: dict[str, object]) -> str | None:
    for attribute in ("tags_all", "tags"):
        tags = values.get(attribute)
        if isinstance(tags, dict):
            for key, value in tags.items():
                if key.lower() in ("environment", "env") and isinstance(value, str) and value != UNKNOWN:
                    return value
    return None
