"""Requests, refusals and demands that tests of rules are made of, and the verdict over them."""

from __future__ import annotations

from collections.abc import Sequence

from mlplatform.gate.holding import demands
from mlplatform.gate.holding.demands import Demand
from mlplatform.gate.holding.rules import Rules, holds
from mlplatform.gate.policy import Condition, Statement

ACTION = "sagemaker:CreateTrainingJob"
SUBNETS, ISOLATION, TAG = "sagemaker:VpcSubnets", "sagemaker:NetworkIsolation", "aws:PrincipalTag/team"
OURS, FOREIGN = "subnet-0000ours", demands.SUBNETS.wrong[0]
KEY = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"


def statement(allows: bool, *conditions: Condition, resources: Sequence[str] = ("*",)) -> Statement:
    return Statement(allows, "", (ACTION,), (), tuple(resources), (), {}, {}, conditions, {})


def deny(*conditions: tuple[str, str, str | tuple[str, ...]]) -> Statement:
    made = [Condition(op, key, (v,) if isinstance(v, str) else v) for op, key, v in conditions]
    return statement(False, *made)


def ours(arn: str) -> bool:
    return arn == KEY


ANYTHING = statement(True)


def verdict(demand: Demand, *denies: Statement, allow: Statement = ANYTHING) -> str:
    return holds(Rules(denies, ((allow,),)), ACTION, demand, ours).status
