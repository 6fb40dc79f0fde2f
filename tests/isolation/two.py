"""Two use cases as they stand beside each other: each account planned as a root of its own, judged together."""

from __future__ import annotations

import copy
import functools
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mlplatform.gate import catalogue
from mlplatform.gate.judge import Result, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.harness import tree
from mlplatform.harness.store import Store
from mlplatform.harness.terraform_run import copy_module, plan, tools, workspace
from mlplatform.paths import work_folder
from mlplatform.plan.reader import Plan

HERE = Path(__file__).parent
ORGANIZATION = "o-exampleorg1"
Json = dict[str, Any]

# Name of the plan => account, use case, environment.
ACCOUNTS = {
    "dev/credit_risk": ("111122223333", "credit_risk", "dev"),
    "dev/customer_lifetime_value": ("666677778888", "customer_lifetime_value", "dev"),
    "prod/customer_lifetime_value": ("888899990000", "customer_lifetime_value", "prod"),
}
SETTINGS = Settings.model_validate(
    {
        "organization_id": ORGANIZATION,
        "account_environments": {account: kind for account, _, kind in ACCOUNTS.values()}
        | {"555566667777": "shared", "999988887777": "shared"},
    }
)


def prefix(name: str) -> str:
    """How names in an account begin."""
    _, use_case, environment = ACCOUNTS[name]
    return f"bank-{use_case.replace('_', '-')}-{environment}"


def role(name: str, role: str) -> str:
    """The ARN of a role in an account."""
    return f"arn:aws:iam::{ACCOUNTS[name][0]}:role/{prefix(name)}-{role}"


@functools.cache
def raw(name: str) -> Json:
    """The plan of an account, in JSON; kept until a module or the root changes."""
    account, use_case, environment = ACCOUNTS[name]
    main = (HERE / "root" / "main.tf").read_text()
    values = {"account_id": account, "use_case": use_case, "environment": environment}
    checkout = tree.checkout()
    called = sorted(checkout.closure([main]))
    parts = (
        "isolation",
        tools().version,
        checkout.lock,
        main,
        json.dumps(values),
        *map(checkout.digest, called),
    )
    store, key = Store(work_folder() / "plans"), hashlib.sha256("\0".join(parts).encode()).hexdigest()
    if not store.has(key):
        with store.lock():
            if not store.has(key):
                store.put(key, _planned(checkout, main, values, called))
    found: Json = store.get(key) or {}
    return found


def _planned(checkout: tree.Tree, main: str, values: Json, called: Iterable[str]) -> Json:
    files = {
        "root/main.tf": main,
        "root/.terraform.lock.hcl": checkout.lock,
        "root/terraform.tfvars.json": json.dumps(values),
    }
    with workspace(files) as folder:
        for module in called:
            copy_module(checkout.modules / module, folder / "modules" / module)
        planned = plan(folder / "root")
    assert planned.plan is not None, planned.diagnostics
    assert not planned.diagnostics, "\n".join(map(str, planned.diagnostics))
    return planned.plan


def judged(controls: Iterable[str], plans: Iterable[Plan]) -> list[Result]:
    """What controls say of plans that are given together."""
    asked = [catalogue.one(control) for control in controls]
    return list(judge(World(plans, SETTINGS), asked).results)


def as_planned() -> list[Plan]:
    """Every account as it is planned."""
    return [Plan(raw(name), name) for name in ACCOUNTS]


Change = Callable[[Json], None]


def with_leak(name: str, address: str, change: Change) -> list[Plan]:
    """The same, with the planned values of one resource of one account changed."""
    leaky = copy.deepcopy(raw(name))
    (found,) = [each for each in leaky["resource_changes"] if each["address"] == address]
    change(found["change"])
    return [Plan(leaky if each == name else raw(each), each) for each in ACCOUNTS]


def with_resource(name: str, type: str, values: Json) -> list[Plan]:
    """The same, with one more resource in one account."""
    more = copy.deepcopy(raw(name))
    change = {"actions": ["create"], "before": None, "after": values, "after_unknown": {}}
    more["resource_changes"].append(
        {"address": f"{type}.leak", "mode": "managed", "type": type, "name": "leak", "change": change}
    )
    return [Plan(more if each == name else raw(each), each) for each in ACCOUNTS]


def document(*statements: Json) -> str:
    """A policy in JSON."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def says(attribute: str, *statements: Json) -> Change:
    """A change that writes a policy anew."""

    def change(planned: Json) -> None:
        planned["after"][attribute] = document(*statements)
        planned["after_unknown"].pop(attribute, None)

    return change


def also(attribute: str, *statements: Json) -> Change:
    """A change that adds statements to a policy that is known in the plan."""

    def change(planned: Json) -> None:
        written = json.loads(planned["after"][attribute])
        planned["after"][attribute] = document(*written["Statement"], *statements)

    return change
