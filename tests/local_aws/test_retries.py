"""A call is carried out once, however often its SDK has to send it."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws

TRUST = '{"Version": "2012-10-17", "Statement": []}'


def naming(client: Any, invocation: str) -> Any:
    """The client with one invocation id for all its calls, as if each were a retry of the first."""

    def name(request: Any, **_: Any) -> None:
        request.headers["amz-sdk-invocation-id"] = invocation

    client.meta.events.register_last("before-send", name)
    return client


def test_a_retry_gets_the_answer_that_was_lost(aws: Aws) -> None:
    iam = naming(aws.client("iam"), "0e7f")
    first = iam.create_role(RoleName="once", AssumeRolePolicyDocument=TRUST)
    again = iam.create_role(RoleName="once", AssumeRolePolicyDocument=TRUST)
    assert again["Role"]["RoleId"] == first["Role"]["RoleId"]


def test_another_call_for_the_same_thing_is_a_conflict(aws: Aws) -> None:
    aws.client("iam").create_role(RoleName="twice", AssumeRolePolicyDocument=TRUST)
    with pytest.raises(ClientError, match="EntityAlreadyExists"):
        aws.client("iam").create_role(RoleName="twice", AssumeRolePolicyDocument=TRUST)


def test_a_retry_after_a_fault_is_served(aws: Aws) -> None:
    rule = {"service": "iam", "operations": ["CreateRole"], "kind": "throttle", "share": 1.0, "max": 1}
    aws.running.admin("faults", "PUT", [rule])
    try:
        iam = naming(aws.client("iam"), "0e80")
        with pytest.raises(ClientError, match="Throttling"):
            iam.create_role(RoleName="later", AssumeRolePolicyDocument=TRUST)
        assert (
            iam.create_role(RoleName="later", AssumeRolePolicyDocument=TRUST)["Role"]["RoleName"] == "later"
        )
    finally:
        aws.running.admin("faults", "PUT", [])
