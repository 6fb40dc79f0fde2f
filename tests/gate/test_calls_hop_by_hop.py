"""Calls from inside a VPC: each hop of one that gets through, and where it breaks when a hop is taken away."""

from __future__ import annotations

import json

import pytest

from gate.callers import KMS, ORGANIZATION, breaks, changed, layout, ours, policy, rule
from gate.networks import Layout, without
from gate.plans import Ref
from mlplatform.gate.network.calls import Broken


def test_calls_with_a_way_do_not_break() -> None:
    assert (
        breaks(
            layout("kms:Decrypt", "s3:GetObject", "s3:List*", "iam:PassRole", "ec2:CreateNetworkInterface")
        )
        == []
    )


START = "aws_codebuild_project.p in aws_vpc.v"
DOOR = "aws_vpc_endpoint.kms in aws_vpc.v"
NAMED = "private DNS of aws_vpc_endpoint.kms"
OPEN = "aws_security_group.work to aws_security_group.doors on 443"
BREAKS: dict[str, tuple[Layout, list[str]]] = {
    "no endpoint": (without(KMS, "aws_vpc_endpoint.kms"), [START, "aws_vpc.v has no endpoint for kms"]),
    "no private DNS": (
        changed(KMS, "aws_vpc_endpoint.kms", private_dns_enabled=False),
        [START, DOOR, f"{NAMED} is off: the service's name leads to its public address"],
    ),
    "a VPC without private names": (
        changed(KMS, "aws_vpc.v", enable_dns_hostnames=None),
        [START, DOOR, "aws_vpc.v answers no private names: enable_dns_support and enable_dns_hostnames"],
    ),
    "no way out of the group": (
        without(KMS, "aws_vpc_security_group_egress_rule.out"),
        [START, DOOR, NAMED, "aws_security_group.work lets nothing out to aws_security_group.doors on 443"],
    ),
    "another port": (
        KMS | {"aws_vpc_security_group_egress_rule.out": rule("work", "doors", 8443)},
        [START, DOOR, NAMED, "aws_security_group.work lets nothing out to aws_security_group.doors on 443"],
    ),
    "no way into the endpoint": (
        without(KMS, "aws_vpc_security_group_ingress_rule.in"),
        [START, DOOR, NAMED, "aws_security_group.doors lets nothing in from aws_security_group.work on 443"],
    ),
    "an endpoint without group": (
        changed(KMS, "aws_vpc_endpoint.kms", security_group_ids=None),
        [
            START,
            DOOR,
            NAMED,
            "aws_vpc_endpoint.kms has no group of its own, and its VPC's own group lets in that group alone",
        ],
    ),
    "a network ACL": (
        KMS
        | {
            "aws_network_acl.closed": {
                "vpc_id": Ref("aws_vpc.v.id"),
                "subnet_ids": [Ref("aws_subnet.work.id")],
            }
        },
        [
            START,
            DOOR,
            NAMED,
            OPEN,
            "aws_network_acl.closed does not let HTTPS through between aws_subnet.work and aws_subnet.doors",
        ],
    ),
    "a policy for other actions": (
        changed(KMS, "aws_vpc_endpoint.kms", policy=ours("kms:Encrypt")),
        [START, DOOR, NAMED, OPEN, "the policy of aws_vpc_endpoint.kms does not let kms:Decrypt through"],
    ),
    "a policy for another organization": (
        changed(KMS, "aws_vpc_endpoint.kms", policy=ours("kms:*").replace(ORGANIZATION, "o-strangers99")),
        [START, DOOR, NAMED, OPEN, "the policy of aws_vpc_endpoint.kms does not let kms:Decrypt through"],
    ),
    "a policy that refuses": (
        changed(
            KMS,
            "aws_vpc_endpoint.kms",
            policy=json.dumps(
                {
                    "Statement": [
                        {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"},
                        {"Effect": "Deny", "Action": "kms:Dec*", "Resource": "*", "Principal": "*"},
                    ]
                }
            ),
        ),
        [START, DOOR, NAMED, OPEN, "the policy of aws_vpc_endpoint.kms refuses kms:Decrypt"],
    ),
}


@pytest.mark.parametrize(("resources", "lines"), BREAKS.values(), ids=BREAKS)
def test_a_call_breaks_at_the_hop_that_is_not_there(resources: Layout, lines: list[str]) -> None:
    assert breaks(KMS) == []
    (found,) = breaks(resources)
    assert found == Broken("kms:Decrypt", "kms", tuple(lines), True)


S3 = layout("s3:GetObject")
S3_BREAKS: dict[str, tuple[Layout, str]] = {
    "no route": (
        changed(S3, "aws_vpc_endpoint.s3", route_table_ids=None),
        "the route table of aws_subnet.work has no route to aws_vpc_endpoint.s3",
    ),
    "no way out to the prefix list": (
        without(S3, "aws_vpc_security_group_egress_rule.s3"),
        "aws_security_group.work lets nothing out to the prefix list of aws_vpc_endpoint.s3 on 443",
    ),
    "a policy for buckets of others": (
        changed(
            S3, "aws_vpc_endpoint.s3", policy=policy("s3:*", resource="arn:aws:s3:::layers/*", Principal="*")
        )
        | {
            "aws_iam_role_policy.build": {
                "role": Ref("aws_iam_role.build.name"),
                "policy": policy("s3:GetObject", resource="arn:aws:s3:::data/*"),
            }
        },
        "the policy of aws_vpc_endpoint.s3 does not let s3:GetObject through",
    ),
}


@pytest.mark.parametrize(("resources", "line"), S3_BREAKS.values(), ids=S3_BREAKS)
def test_a_call_of_s3_needs_a_route_and_the_prefix_list(resources: Layout, line: str) -> None:
    assert breaks(S3) == []
    (found,) = breaks(resources)
    assert (found.reason, found.sure) == (line, True)
