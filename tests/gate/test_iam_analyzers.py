"""Analyzers work where their plan does, unless they are of the organization."""

from __future__ import annotations

import pytest

from gate.roles import change
from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan


@pytest.mark.parametrize(
    ("type", "status"), [("ACCOUNT_UNUSED_ACCESS", "fail"), ("ORGANIZATION_UNUSED_ACCESS", "pass")]
)
def test_an_analyzer_of_another_plan(type: str, status: str) -> None:
    def plan(name: str, type: str) -> Plan:
        analyzer = change("aws_accessanalyzer_analyzer.this", {"type": type})
        return Plan({"resource_changes": [analyzer], "configuration": {"root_module": {}}}, name)

    known = World([plan("one", "ACCOUNT"), plan("other", type)])
    found = judge(known, [catalogue.one("IAM-18")]).results
    assert {result.plan: result.status for result in found}["one"] == status
