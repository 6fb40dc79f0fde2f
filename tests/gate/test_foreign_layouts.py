"""Layouts unlike ours, with the faults of real platforms: the gate names what is wrong with each, and where."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from mlplatform.gate import catalogue, planning
from mlplatform.gate.judge import Judgement, Result, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.harness.definitions import Case, Expectation
from mlplatform.plan.reader import Plan

LAYOUTS = Path(__file__).parent / "layouts"
NAMES = [
    "list_key_guard",
    "lock_down_studio",
    "nat_egress",
    "oidc_admin",
    "unused_key",
    "web_shop",
]


@functools.cache
def judgements() -> dict[str, Judgement]:
    paths = [LAYOUTS / f"{name}.tf" for name in NAMES]
    cases = [
        Case("layout", path.stem, path.read_text(), Expectation(modules=0, resources=0), path, 1)
        for path in paths
    ]
    found = {}
    for case, plan in zip(cases, planning.plans(cases), strict=True):
        assert isinstance(plan, Plan), f"{case.path}: {plan}"
        found[case.name] = judge(World([plan], Settings.unsaid()), catalogue.load())
    return found


def answer(layout: str, control: str, address: str) -> Result:
    found = [r for r in judgements()[layout].results if (r.control, r.address) == (control, address)]
    assert len(found) == 1, f"{control} answers {len(found)} times about {address}"
    return found[0]


@pytest.mark.parametrize(
    ("layout", "control", "address"),
    [
        ("nat_egress", "NET-01", 'aws_subnet.private["a"]'),
        ("nat_egress", "NET-01", 'aws_subnet.private["b"]'),
        ("nat_egress", "NET-01", "aws_subnet.public"),
        ("nat_egress", "NET-10", "aws_vpc_endpoint.sagemaker"),
        ("nat_egress", "NET-13", "aws_vpc_endpoint.sagemaker"),
        ("nat_egress", "NET-14", "aws_vpc.main"),
        ("unused_key", "KMS-11", "aws_kms_key.platform"),
        ("unused_key", "KMS-10", "aws_sagemaker_domain.studio"),
        ("unused_key", "SM-02", "aws_sagemaker_domain.studio"),
        ("list_key_guard", "IAM-13", "aws_iam_policy.data_scientist"),
        ("list_key_guard", "IAM-07", "aws_iam_role.data_scientist"),
        ("list_key_guard", "IAM-05", "aws_iam_role.data_scientist"),
        ("oidc_admin", "IAM-16", "aws_iam_role.deploy"),
        ("oidc_admin", "IAM-10", "aws_iam_role_policy_attachment.deploy"),
        ("oidc_admin", "IAM-03", "aws_iam_role.deploy"),
        ("lock_down_studio", "ORG-01", "aws_organizations_policy_attachment.workloads"),
    ],
)
def test_the_gate_says_no_to(layout: str, control: str, address: str) -> None:
    result = answer(layout, control, address)
    assert result.status == "fail", f"{result.status}: {result.reason}"
    assert result.reason
    assert result.remedy


def test_the_way_through_the_nat_is_told_hop_by_hop() -> None:
    path = answer("nat_egress", "NET-01", 'aws_subnet.private["a"]').path
    told = "\n".join(path)
    hops = ['aws_subnet.private["a"]', "aws_route_table.private", "aws_nat_gateway.main", "aws_subnet.public"]
    places = [told.index(hop) for hop in [*hops, "aws_internet_gateway.main", "internet"]]
    assert places == sorted(places)


def test_a_type_that_nobody_knows_is_said() -> None:
    assert answer("web_shop", "TST-06", "aws_lightsail_static_ip.old").status == "undecided"


@pytest.mark.parametrize("layout", NAMES)
def test_a_control_that_finds_nothing_to_judge_says_so(layout: str) -> None:
    judgement = judgements()[layout]
    answered = {result.control for result in judgement.results}
    assert answered.isdisjoint(judgement.unmatched)
    assert answered | set(judgement.unmatched) == {control.id for control in catalogue.load()}


@pytest.mark.parametrize("layout", NAMES)
def test_no_layout_is_without_a_finding(layout: str) -> None:
    assert any(result.status == "fail" for result in judgements()[layout].results)
