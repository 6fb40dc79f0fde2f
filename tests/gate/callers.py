"""A build in a VPC, its role and the endpoints that it calls: tests take a part away and see which calls break."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from gate.networks import Layout
from gate.plans import Ref, subject, world
from mlplatform.gate.iam import identities
from mlplatform.gate.network.calls import Broken, broken
from mlplatform.gate.network.places import places
from mlplatform.gate.world import World

ORGANIZATION = "o-exampleorg1"


def policy(*actions: str, resource: Any = "*", effect: str = "Allow", **more: Any) -> str:
    return json.dumps(
        {"Statement": [{"Effect": effect, "Action": list(actions), "Resource": resource, **more}]}
    )


def ours(*actions: str) -> str:
    condition = {"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION, "aws:ResourceOrgID": ORGANIZATION}}
    return policy(*actions, Principal="*", Condition=condition)


def trust(service: str) -> str:
    return policy("sts:AssumeRole", Principal={"Service": f"{service}.amazonaws.com"})


def rule(group: str, peer: str, port: int = 443) -> dict[str, Any]:
    return {
        "security_group_id": Ref(f"aws_security_group.{group}.id"),
        "referenced_security_group_id": Ref(f"aws_security_group.{peer}.id"),
        "ip_protocol": "tcp",
        "from_port": port,
        "to_port": port,
    }


def endpoint(service: str, actions: str) -> dict[str, Any]:
    return {
        "vpc_id": Ref("aws_vpc.v.id"),
        "service_name": f"com.amazonaws.eu-west-2.{service}",
        "vpc_endpoint_type": "Interface",
        "private_dns_enabled": True,
        "subnet_ids": [Ref("aws_subnet.doors.id")],
        "security_group_ids": [Ref("aws_security_group.doors.id")],
        "policy": ours(actions),
    }


def layout(*actions: str) -> Layout:
    """A build in a VPC with an endpoint for KMS and one for S3, that may do ``actions``."""
    return {
        "aws_vpc.v": {"cidr_block": "10.0.0.0/16", "enable_dns_hostnames": True},
        "aws_subnet.work": {"vpc_id": Ref("aws_vpc.v.id"), "cidr_block": "10.0.0.0/24"},
        "aws_subnet.doors": {"vpc_id": Ref("aws_vpc.v.id"), "cidr_block": "10.0.1.0/24"},
        "aws_security_group.work": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_security_group.doors": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_vpc_security_group_egress_rule.out": rule("work", "doors"),
        "aws_vpc_security_group_ingress_rule.in": rule("doors", "work"),
        "aws_vpc_security_group_egress_rule.s3": {
            "security_group_id": Ref("aws_security_group.work.id"),
            "prefix_list_id": Ref("aws_vpc_endpoint.s3.prefix_list_id"),
            "ip_protocol": "tcp",
            "from_port": 443,
            "to_port": 443,
        },
        "aws_vpc_endpoint.kms": endpoint("kms", "kms:*"),
        "aws_vpc_endpoint.s3": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "service_name": "com.amazonaws.eu-west-2.s3",
            "route_table_ids": [Ref("aws_vpc.v.main_route_table_id")],
            "policy": ours("s3:*"),
        },
        "aws_iam_role.build": {"name": "build", "assume_role_policy": trust("codebuild")},
        "aws_iam_role_policy.build": {"role": Ref("aws_iam_role.build.name"), "policy": policy(*actions)},
        "aws_codebuild_project.p": {
            "service_role": Ref("aws_iam_role.build.arn"),
            "vpc_config": [
                {
                    "vpc_id": Ref("aws_vpc.v.id"),
                    "subnets": [Ref("aws_subnet.work.id")],
                    "security_group_ids": [Ref("aws_security_group.work.id")],
                }
            ],
        },
    }


def made(resources: Mapping[str, Mapping[str, Any]]) -> World:
    return world(resources, organization_id=ORGANIZATION)


def breaks(resources: Mapping[str, Mapping[str, Any]], role: str = "aws_iam_role.build") -> list[Broken]:
    found = subject(made(resources), role)
    identity = identities.of(found)
    return [call for place in places(found) for call in broken(identity, place)]


def changed(resources: Layout, address: str, **values: Any) -> Layout:
    return resources | {address: {**resources[address], **values}}


KMS = layout("kms:Decrypt")
