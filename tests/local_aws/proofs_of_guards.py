"""Proofs of the repairs of what watches an account, and of what it leaves behind; ``test_repairs`` runs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import REGION, Aws


def a_lock_in_compliance_mode_only_grows(aws: Aws) -> None:
    """Neither its end nor its mode is given up, and nothing goes before."""
    s3, name = aws.client("s3"), f"bank-{aws.account}"
    where = {"LocationConstraint": REGION}
    s3.create_bucket(Bucket=name, CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True)
    default = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 400}}
    lock = {"ObjectLockEnabled": "Enabled", "Rule": default}
    s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=lock)
    version = s3.put_object(Bucket=name, Key="log", Body=b"x")["VersionId"]
    until = s3.head_object(Bucket=name, Key="log")["ObjectLockRetainUntilDate"]
    later, sooner = until + timedelta(days=1), until - timedelta(days=1)
    for mode, moment in (("COMPLIANCE", sooner), ("GOVERNANCE", later)):
        weaker = {"Mode": mode, "RetainUntilDate": moment}
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.put_object_retention(Bucket=name, Key="log", Retention=weaker, BypassGovernanceRetention=True)
    s3.put_object_retention(
        Bucket=name, Key="log", Retention={"Mode": "COMPLIANCE", "RetainUntilDate": later}
    )
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=name, Key="log", VersionId=version, BypassGovernanceRetention=True)


def a_detector_keeps_every_feature(aws: Aws) -> None:
    """One feature after another; those that nobody named are told, too, in AWS's order."""
    guardduty = aws.client("guardduty")
    detector = guardduty.create_detector(Enable=True)["DetectorId"]
    for name in ("S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS"):
        guardduty.update_detector(DetectorId=detector, Features=[{"Name": name, "Status": "ENABLED"}])
    agent = {"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}
    runtime = {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": [agent]}
    guardduty.update_detector(DetectorId=detector, Features=[runtime])
    told = {one["Name"]: one for one in guardduty.get_detector(DetectorId=detector)["Features"]}
    enabled = {name for name, one in told.items() if one["Status"] == "ENABLED"}
    always = {"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"}
    assert enabled == {*always, "S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"}
    agents = [(one["Name"], one["Status"]) for one in told["RUNTIME_MONITORING"]["AdditionalConfiguration"]]
    assert agents == [
        ("EKS_ADDON_MANAGEMENT", "DISABLED"),
        ("ECS_FARGATE_AGENT_MANAGEMENT", "DISABLED"),
        ("EC2_AGENT_MANAGEMENT", "ENABLED"),
    ]


PROOFS: dict[str, Callable[[Aws], None]] = {
    "compliance-is-not-shortened": a_lock_in_compliance_mode_only_grows,
    "features-of-a-detector": a_detector_keeps_every_feature,
}
