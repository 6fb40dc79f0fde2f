"""Calls from inside a VPC: each hop of one that gets through, and where it breaks when a hop is taken away."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from gate.plans import LATER, Ref, subject, world
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.network import acls, doors, endpoints
from mlplatform.gate.network.calls import Broken, broken, unclear
from mlplatform.gate.network.places import places
from mlplatform.gate.network.services import called, services
from mlplatform.gate.world import World

Layout = dict[str, Mapping[str, Any]]
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


def without(resources: Layout, *addresses: str) -> Layout:
    assert set(addresses) <= set(resources)
    return {address: values for address, values in resources.items() if address not in addresses}


def changed(resources: Layout, address: str, **values: Any) -> Layout:
    return resources | {address: {**resources[address], **values}}


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
KMS = layout("kms:Decrypt")
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


UNSURE: dict[str, tuple[Layout, str]] = {
    "private DNS": (
        changed(KMS, "aws_vpc_endpoint.kms", private_dns_enabled=LATER),
        "private_dns_enabled is known only after apply",
    ),
    "the groups of the endpoint": (
        changed(KMS, "aws_vpc_endpoint.kms", security_group_ids=["sg-0123"]),
        "the groups of aws_vpc_endpoint.kms are not shown: sg-0123 is not in these plans",
    ),
    "a rule of no known group": (
        changed(KMS, "aws_vpc_security_group_egress_rule.out", security_group_id=LATER),
        "aws_vpc_security_group_egress_rule.out.security_group_id is known only after apply",
    ),
    "one of two groups": (
        changed(
            KMS,
            "aws_vpc_security_group_ingress_rule.in",
            security_group_id=Ref("aws_security_group.doors.id", "aws_security_group.work.id"),
        ),
        "may mean any of aws_security_group.doors, aws_security_group.work",
    ),
    "the policy": (
        changed(KMS, "aws_vpc_endpoint.kms", policy=LATER),
        "aws_vpc_endpoint.kms.policy is known only",
    ),
    "an endpoint of no known service": (
        changed(KMS, "aws_vpc_endpoint.kms", service_name=LATER),
        "aws_vpc_endpoint.kms.service_name is known only after apply",
    ),
    "a service that is not known": (layout("madeup:Call"), "by which endpoint madeup is called is not known"),
}


@pytest.mark.parametrize(("resources", "why"), UNSURE.values(), ids=UNSURE)
def test_what_the_plan_does_not_tell_leaves_a_call_undecided(resources: Layout, why: str) -> None:
    (found,) = breaks(resources)
    assert not found.sure
    assert why in found.reason


def test_an_action_that_is_taken_away_needs_no_way() -> None:
    resources = without(KMS, "aws_vpc_endpoint.kms")
    assert breaks(resources) != []
    refusing = json.dumps(
        {
            "Statement": [
                {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"},
                {"Effect": "Deny", "Action": "kms:*", "Resource": "*"},
            ]
        }
    )
    assert breaks(changed(resources, "aws_iam_role_policy.build", policy=refusing)) == []


def test_a_call_by_another_service_needs_no_way_of_its_own() -> None:
    via = {"StringEquals": {"kms:ViaService": "s3.eu-west-2.amazonaws.com"}}
    resources = without(KMS, "aws_vpc_endpoint.kms")
    assert (
        breaks(changed(resources, "aws_iam_role_policy.build", policy=policy("kms:Decrypt", Condition=via)))
        == []
    )


def test_of_a_pattern_one_action_must_get_through() -> None:
    resources = layout("kms:De*")
    assert breaks(changed(resources, "aws_vpc_endpoint.kms", policy=ours("kms:DescribeKey"))) == []
    found = breaks(changed(resources, "aws_vpc_endpoint.kms", policy=ours("kms:Encrypt")))
    assert {call.action for call in found} >= {"kms:Decrypt", "kms:DescribeKey"}
    refused = {
        "Statement": [
            {"Effect": "Allow", "Action": "kms:De*", "Resource": "*"},
            {"Effect": "Deny", "NotAction": "kms:Decrypt", "Resource": "*"},
        ]
    }
    resources = changed(resources, "aws_iam_role_policy.build", policy=json.dumps(refused))
    (only,) = breaks(changed(resources, "aws_vpc_endpoint.kms", policy=ours("kms:Encrypt")))
    assert only.action == "kms:Decrypt"


def test_of_many_calls_that_break_at_one_hop_some_are_named() -> None:
    names = [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:DescribeKey",
        "kms:GenerateDataKey",
        "kms:ListKeys",
        "kms:Sign",
    ]
    found = breaks(without(layout(*names), "aws_vpc_endpoint.kms"))
    assert [call.action for call in found] == names[:5]


def test_each_endpoint_of_a_pattern_counts() -> None:
    resources = layout("sagemaker:*") | {"aws_vpc_endpoint.api": endpoint("sagemaker.api", "sagemaker:*")}
    assert {call.service for call in breaks(resources)} == {
        "sagemaker.runtime",
        "sagemaker.metrics",
        "sagemaker.featurestore-runtime",
    }


def test_jobs_of_sagemaker_run_in_the_vpc_of_studio() -> None:
    domain: dict[str, Any] = {
        "vpc_id": Ref("aws_vpc.v.id"),
        "subnet_ids": [Ref("aws_subnet.work.id")],
        "app_network_access_type": "VpcOnly",
        "default_user_settings": [{"execution_role": "arn:aws:iam::111122223333:role/nobody"}],
    }
    job: Layout = {
        "aws_sagemaker_domain.d": domain,
        "aws_iam_role.job": {"name": "job", "assume_role_policy": trust("sagemaker")},
        "aws_iam_role_policy.job": {"role": Ref("aws_iam_role.job.name"), "policy": policy("kms:Decrypt")},
    }
    assert breaks(KMS | job, "aws_iam_role.job") == []
    (found,) = breaks(without(KMS, "aws_vpc_endpoint.kms") | job, "aws_iam_role.job")
    assert found.lines == ("aws_iam_role.job in aws_vpc.v", "aws_vpc.v has no endpoint for kms")
    assert (
        breaks(
            without(KMS, "aws_vpc_endpoint.kms") | without(job, "aws_sagemaker_domain.d"), "aws_iam_role.job"
        )
        == []
    )


def test_studio_with_a_way_of_its_own_needs_no_endpoints() -> None:
    domain: dict[str, Any] = {
        "vpc_id": Ref("aws_vpc.v.id"),
        "subnet_ids": [Ref("aws_subnet.work.id")],
        "default_user_settings": [{"execution_role": Ref("aws_iam_role.studio.arn")}],
    }
    studio: Layout = {
        "aws_sagemaker_domain.d": domain,
        "aws_iam_role.studio": {"name": "studio", "assume_role_policy": trust("codebuild")},
    }
    assert places(subject(made(KMS | studio), "aws_iam_role.studio")) == []
    closed = changed(studio, "aws_sagemaker_domain.d", app_network_access_type="VpcOnly")
    (place,) = places(subject(made(KMS | closed), "aws_iam_role.studio"))
    assert str(place.by) == "aws_sagemaker_domain.d"


def test_a_person_of_studio_calls_by_their_own_group() -> None:
    studio: Layout = {
        "aws_sagemaker_domain.d": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "subnet_ids": [Ref("aws_subnet.work.id")],
            "app_network_access_type": "VpcOnly",
            "default_user_settings": [{"execution_role": "arn:aws:iam::111122223333:role/nobody"}],
        },
        "aws_security_group.person": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_sagemaker_user_profile.u": {
            "domain_id": Ref("aws_sagemaker_domain.d.id"),
            "user_settings": [
                {
                    "execution_role": Ref("aws_iam_role.person.arn"),
                    "security_groups": [Ref("aws_security_group.person.id")],
                }
            ],
        },
        "aws_iam_role.person": {"name": "person", "assume_role_policy": trust("sagemaker")},
        "aws_iam_role_policy.person": {
            "role": Ref("aws_iam_role.person.name"),
            "policy": policy("kms:Decrypt"),
        },
    }
    (found,) = breaks(KMS | studio, "aws_iam_role.person")
    assert found.reason == "aws_security_group.person lets nothing out to aws_security_group.doors on 443"
    rules: Layout = {
        "aws_vpc_security_group_egress_rule.person": rule("person", "doors"),
        "aws_vpc_security_group_ingress_rule.person": rule("doors", "person"),
    }
    assert breaks(KMS | studio | rules, "aws_iam_role.person") == []


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (
            {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
            "a statement allows everything but some actions",
        ),
        ({"Effect": "Allow", "Action": "*", "Resource": "*"}, "* is of every service"),
    ],
)
def test_what_may_be_called_is_said_where_it_is_not_clear(statement: Mapping[str, Any], why: str) -> None:
    document = json.dumps({"Statement": [statement]})
    resources = changed(KMS, "aws_iam_role_policy.build", policy=document)
    identity = identities.of(subject(made(resources), "aws_iam_role.build"))
    assert any(why in said for said in unclear(identity))
    assert not list(unclear(identities.of(subject(made(KMS), "aws_iam_role.build"))))


def _acl(*entries: tuple[int, bool, str, str, int, int]) -> Layout:
    found: Layout = {
        "aws_network_acl.a": {"vpc_id": Ref("aws_vpc.v.id"), "subnet_ids": [Ref("aws_subnet.work.id")]},
    }
    for number, egress, action, cidr, first, last in entries:
        found[f"aws_network_acl_rule.r{number}{'out' if egress else 'in'}"] = {
            "network_acl_id": Ref("aws_network_acl.a.id"),
            "rule_number": number,
            "egress": egress,
            "rule_action": action,
            "protocol": "tcp",
            "cidr_block": cidr,
            "from_port": first,
            "to_port": last,
        }
    return found


@pytest.mark.parametrize(
    ("entries", "answer"),
    [
        ([], False),
        ([(100, True, "allow", "10.0.0.0/16", 443, 443)], True),
        ([(90, True, "deny", "10.0.1.0/24", 0, 65535), (100, True, "allow", "0.0.0.0/0", 443, 443)], False),
        ([(100, True, "allow", "0.0.0.0/0", 443, 443), (110, True, "deny", "10.0.1.0/24", 0, 65535)], True),
        ([(100, False, "allow", "10.0.0.0/16", 443, 443)], False),
        ([(100, True, "allow", "10.0.1.0/25", 443, 443)], False),
        ([(100, True, "allow", "10.0.0.0/16", 444, 500)], False),
    ],
)
def test_the_first_entry_of_an_acl_that_fits_decides(
    entries: list[tuple[int, bool, str, str, int, int]], answer: bool
) -> None:
    made = world(KMS | _acl(*entries))
    assert acls.lets(subject(made, "aws_subnet.work"), True, "10.0.1.0/24", (443, 443)) is answer


def test_a_subnet_without_acl_has_the_default_one_of_its_vpc() -> None:
    closed: Layout = {
        "aws_default_network_acl.d": {"default_network_acl_id": Ref("aws_vpc.v.default_network_acl_id")}
    }

    def ask(made: World) -> bool | None:
        return acls.lets(subject(made, "aws_subnet.work"), True, "10.0.1.0/24", (443, 443))

    assert ask(world(KMS)) is True
    assert ask(world(KMS | closed)) is False
    assert ask(world(KMS | {"aws_network_acl.a": {"subnet_ids": LATER}})) is None


def test_the_table_of_endpoints_names_services_and_actions_that_exist() -> None:
    for prefix, service in services().items():
        assert expand(f"{prefix}:*"), f"{prefix} is no service of IAM"
        for some in service.actions:
            for pattern in some.are:
                assert pattern.startswith(f"{prefix}:")
                assert expand(pattern), f"{pattern} is no action"


@pytest.mark.parametrize(
    ("action", "names"),
    [
        ("kms:Decrypt", ("kms",)),
        ("sagemaker:InvokeEndpointAsync", ("sagemaker.runtime",)),
        ("sagemaker:CreateTrainingJob", ("sagemaker.api",)),
        ("ecr:BatchGetImage", ("ecr.api", "ecr.dkr", "s3")),
        ("codeartifact:ReadFromRepository", ("codeartifact.repositories",)),
        ("cloudwatch:PutMetricData", ("monitoring",)),
        ("iam:PassRole", ()),
    ],
)
def test_an_action_is_called_by_its_endpoints(action: str, names: tuple[str, ...]) -> None:
    found = called(action)
    assert found is not None
    assert found.endpoints == names
    assert bool(found.none) is not bool(names)


def test_a_policy_is_asked_for_what_the_caller_holds() -> None:
    resources = changed(KMS, "aws_vpc_endpoint.kms", policy=ours("kms:Describe*"))
    door = endpoints.of(subject(made(resources), "aws_vpc_endpoint.kms"))
    assert doors.policy_lets(door, "kms:DescribeKey", ()).holds is True
    assert doors.policy_lets(door, "kms:Decrypt", ()).holds is False


def test_many_roles_are_judged_in_seconds() -> None:
    actions = ["kms:*", "s3:*", "kms:Decrypt", "s3:GetObject", "logs:PutLogEvents", "glue:GetTable"]
    resources = layout(*actions)
    for number in range(300):
        resources[f"aws_iam_role.r{number}"] = {
            "name": f"r{number}",
            "assume_role_policy": trust("codebuild"),
        }
        resources[f"aws_iam_role_policy.r{number}"] = {
            "role": Ref(f"aws_iam_role.r{number}.name"),
            "policy": policy(*actions),
        }
        resources[f"aws_codebuild_project.p{number}"] = {
            **resources["aws_codebuild_project.p"],
            "service_role": Ref(f"aws_iam_role.r{number}.arn"),
        }
    here = made(resources)
    start = time.process_time()
    found = [
        call
        for role in here.of("aws_iam_role")
        for place in places(role)
        for call in broken(identities.of(role), place)
    ]
    assert time.process_time() - start < 20
    assert {call.service for call in found} == {"logs", "glue"}
    assert len(found) == 2 * 301
