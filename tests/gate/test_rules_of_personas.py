"""The guards of our own personas, judged by the gate: they hold, and each of their refusals is needed."""

from __future__ import annotations

import functools
from dataclasses import replace

from mlplatform.gate import catalogue, planning
from mlplatform.gate.holding import callers, demands
from mlplatform.gate.holding.rules import Rules, all_hold
from mlplatform.gate.judge import judge
from mlplatform.gate.ml.job_requests import STARTED
from mlplatform.gate.policy import Statement
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.harness.definitions import cases
from mlplatform.plan.reader import Plan

ACTIONS = tuple(f"sagemaker:{name}" for name in STARTED)
KEYS = {key.lower() for demand in demands.JOB for key in demand.keys}


@functools.cache
def world() -> World:
    case = next(case for case in cases("personas") if case.name == "minimal")
    (plan,) = planning.plans([case])
    assert isinstance(plan, Plan), plan
    keys = ["arn:aws:kms:eu-west-2:111122223333:key/1234abcd-*"]
    return World([plan], Settings.model_validate({"allowed_kms_key_arns": keys}))


def pipeline_role() -> Rules:
    (role,) = [each for each in world().of("aws_iam_role") if each.address.endswith('["sagemaker-pipeline"]')]
    return callers.rules(role)


def statuses(rules: Rules) -> list[str]:
    return [answer.status for answer in all_hold(rules, ACTIONS, demands.JOB, callers.is_our_key(world()))]


def guards(rules: Rules) -> list[Statement]:
    """The refusals whose conditions are on what jobs are held to, and on nothing else."""
    return [s for s in rules.denies if s.conditions and all(c.key.lower() in KEYS for c in s.conditions)]


def test_every_principal_is_held_in_monitoring_and_kept_from_experiments() -> None:
    results = judge(world(), [catalogue.one("SM-30"), catalogue.one("SM-33")]).results
    assert len(results) == 2 * len(world().of("aws_iam_role"))
    assert [(r.control, r.address, r.reason) for r in results if r.status != "pass"] == []


def test_what_a_pipeline_starts_is_held_in_every_way() -> None:
    assert statuses(pipeline_role()) == ["pass"] * len(demands.JOB)


def test_without_any_one_of_the_guards_something_is_not_held() -> None:
    rules = pipeline_role()
    assert len(guards(rules)) >= 2 * len(demands.JOB)
    for guard in guards(rules):
        without = replace(rules, denies=tuple(s for s in rules.denies if s is not guard))
        assert "fail" in statuses(without), f"nothing misses {guard.sid}"
