"""The buckets where keys and network are made by the same plan, as in an environment: the gate finds nothing."""

from __future__ import annotations

import pytest

from harness.examples import plan_case
from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

SETTINGS = Settings.model_validate({"organization_id": "o-exampleorg1"})
BUCKETS = {f'module.store.aws_s3_bucket.this["{kind}"]' for kind in ("artifacts", "data")}
ASKED = ("KMS-10", "REL-03", "S3-03", "S3-04", "S3-05", "S3-07", "S3-09", "TST-01")


@pytest.mark.parametrize("control", ASKED)
def test_the_gate_decides_every_bucket_before_its_key_and_its_network_stand(control: str) -> None:
    plan = Plan(plan_case("data_store", "keys_and_network_of_the_same_plan").raw)
    results = judge(World([plan], SETTINGS), [catalogue.one(control)]).results
    about = {r.address: r for r in results if r.address.startswith("module.store.")}
    if control.startswith("S3-"):
        assert set(about) == BUCKETS
    assert about
    found = {address: (r.status, r.reason, r.path) for address, r in about.items() if r.status != "pass"}
    assert not found
