"""The resolution on a real plan, where one module's keys encrypt what another makes."""

from __future__ import annotations

import pytest

from harness.examples import plan_case
from mlplatform.plan.reader import UNKNOWN
from mlplatform.plan.resolution import origin

KEYS = {"aws_ebs_default_kms_key": "ebs"}  # which of the module's keys; logs for the others
ENCRYPTED = {
    "aws_cloudwatch_log_group": "kms_key_id",
    "aws_ebs_default_kms_key": "key_arn",
    "aws_s3_bucket_server_side_encryption_configuration": (
        "rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id"
    ),
}


@pytest.mark.parametrize("kind", ENCRYPTED)
def test_an_unknown_key_is_known_for_what_it_is(kind: str) -> None:
    plan = plan_case("account_baseline", "keys_of_the_same_plan")
    found = [r for r in plan.resources(kind) if r.name != "access_logs"]  # which S3 takes no key of ours for
    assert found
    for resource in found:
        assert UNKNOWN in str(resource.values[ENCRYPTED[kind].split(".")[0]])
        led = origin(plan, resource, ENCRYPTED[kind])
        assert led.only("aws_kms_key"), (resource.address, led)
        wanted = KEYS.get(kind, "logs")
        assert [key.address for key in led.resources] == [f'module.keys.aws_kms_key.this["{wanted}"]']
        assert led.by_key
