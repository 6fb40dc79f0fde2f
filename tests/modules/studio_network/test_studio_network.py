"""The network as planned: no path out, and groups that name what they talk to."""

from __future__ import annotations

from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.hcl import blocks
from mlplatform.paths import MODULES
from mlplatform.plan.reader import Resource

MODULE = "studio_network"
EXAMPLES = ["minimal", "production"]
EVERY_EXAMPLE = pytest.mark.parametrize("example", EXAMPLES)
LEADS_OUT = (
    "gateway",
    "nat",
    "peering",
    "vpn",
    "eip",
    "transit",
    "direct_connect",
    "dx_",
    "carrier",
    "exclusion",
)


def resources(type: str, example: str, name: str | None = None) -> list[Resource]:
    found = plan_examples(MODULE).resources(type, module=example, name=name)
    assert found, f"no {type} {name or ''} in {example}: the test would prove nothing"
    return found


def one(type: str, example: str, name: str | None = None, index: str | None = None) -> dict[str, Any]:
    return plan_examples(MODULE).one(type, module=example, name=name, index=index).values


def group_of(rule: Resource) -> list[str]:
    """Which groups a rule mentions; the ids are unknown before apply, the references are not."""
    return plan_examples(MODULE).references(rule, "referenced_security_group_id")


@pytest.mark.control("NET-01")
def test_the_module_holds_no_kind_of_resource_that_leads_out() -> None:
    types = {block.labels[0] for block in blocks(MODULES / MODULE, "resource")}
    assert "aws_vpc" in types
    assert not [t for t in types if any(word in t for word in LEADS_OUT)]
    assert (
        not {"aws_route", "aws_vpc_ipv4_cidr_block_association", "aws_vpc_ipv6_cidr_block_association"}
        & types
    )


@pytest.mark.control("NET-01")
@EVERY_EXAMPLE
def test_the_plan_holds_no_kind_of_resource_that_leads_out(example: str) -> None:
    types = {r.type for r in plan_examples(MODULE).resources(module=example)}
    assert not [t for t in types if any(word in t for word in LEADS_OUT)]


@pytest.mark.control("NET-01", "NET-04")
@EVERY_EXAMPLE
def test_the_route_table_has_no_route_of_ours(example: str) -> None:
    assert one("aws_route_table", example)["route"] == "<unknown>"  # not set: AWS fills in the local one
    (table,) = [b for b in blocks(MODULES / MODULE, "resource") if b.labels[0] == "aws_route_table"]
    assert not table.inner("route")
    assert "route" not in table.attributes
    assert one("aws_default_route_table", example)["route"] == []


@pytest.mark.control("NET-02")
@EVERY_EXAMPLE
def test_block_public_access_is_on_both_ways(example: str) -> None:
    assert (
        one("aws_vpc_block_public_access_options", example)["internet_gateway_block_mode"]
        == "block-bidirectional"
    )


@pytest.mark.control("NET-03")
@EVERY_EXAMPLE
def test_subnets_are_private_and_in_two_zones_at_least(example: str) -> None:
    subnets = resources("aws_subnet", example)
    assert len({s.values["availability_zone"] for s in subnets}) >= 2
    assert not [s for s in subnets if s.values["map_public_ip_on_launch"] is not False]
    assert not [s for s in subnets if s.values["assign_ipv6_address_on_creation"] is not False]


@EVERY_EXAMPLE
def test_the_vpc_has_names_and_no_ipv6(example: str) -> None:
    vpc = one("aws_vpc", example)
    assert vpc["enable_dns_support"] is True
    assert vpc["enable_dns_hostnames"] is True
    assert not vpc.get("assign_generated_ipv6_cidr_block")


@pytest.mark.control("NET-04")
@EVERY_EXAMPLE
def test_the_default_group_and_acl_are_taken_over_without_a_rule(example: str) -> None:
    for kind in ("aws_default_security_group", "aws_default_network_acl"):
        one(kind, example)
        (block,) = [b for b in blocks(MODULES / MODULE, "resource") if b.labels[0] == kind]
        assert not {"ingress", "egress", "subnet_ids"} & {
            *block.attributes,
            *(inner.kind for inner in block.blocks),
        }


@pytest.mark.control("NET-05", "NET-06")
@EVERY_EXAMPLE
def test_no_group_has_rules_of_its_own_beside_the_named_ones(example: str) -> None:
    assert {g.name for g in resources("aws_security_group", example)} == {"endpoints", "jobs"}
    for block in blocks(MODULES / MODULE, "resource"):
        if block.labels[0] == "aws_security_group":
            assert not {"ingress", "egress"} & {*block.attributes, *(inner.kind for inner in block.blocks)}


@pytest.mark.control("NET-06")
@EVERY_EXAMPLE
def test_endpoints_let_in_https_from_jobs_and_nothing_else(example: str) -> None:
    rules = [
        r
        for r in resources("aws_vpc_security_group_ingress_rule", example)
        if "aws_security_group.endpoints.id" in plan_examples(MODULE).references(r, "security_group_id")
    ]
    assert [r.name for r in rules] == ["endpoints_from_jobs"]
    assert "aws_security_group.jobs.id" in group_of(rules[0])
    assert (rules[0].values["ip_protocol"], rules[0].values["from_port"], rules[0].values["to_port"]) == (
        "tcp",
        443,
        443,
    )


@pytest.mark.control("NET-06")
@EVERY_EXAMPLE
def test_endpoints_have_no_way_out(example: str) -> None:
    for rule in resources("aws_vpc_security_group_egress_rule", example):
        groups = plan_examples(MODULE).references(rule, "security_group_id")
        assert "aws_security_group.jobs.id" in groups, rule


@pytest.mark.control("NET-05")
@pytest.mark.parametrize(("example", "named"), [("minimal", {"jobs_to_file_system"}), ("production", set())])
def test_no_group_rule_names_an_address_but_nfs_to_the_subnets_where_studio_is(
    example: str, named: set[str]
) -> None:
    kinds = ("aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule")
    rules = [r for kind in kinds for r in resources(kind, example)]
    by_address = [r for r in rules if r.values.get("cidr_ipv4") or r.values.get("cidr_ipv6")]
    assert {r.name for r in by_address} == named
    subnets = {s.values["cidr_block"] for s in resources("aws_subnet", example)} if named else set()
    assert {r.values["cidr_ipv4"] for r in by_address} == subnets
    assert {(r.values["from_port"], r.values["to_port"]) for r in by_address} <= {(2049, 2049)}


@pytest.mark.control("NET-05")
@EVERY_EXAMPLE
def test_jobs_go_to_endpoints_s3_the_file_system_and_each_other(example: str) -> None:
    rules = resources("aws_vpc_security_group_egress_rule", example)
    names = {"jobs_to_endpoints", "jobs_to_s3", "among_jobs"}
    assert {r.name for r in rules} == names | ({"jobs_to_file_system"} if example == "minimal" else set())
    endpoints, s3 = (
        one("aws_vpc_security_group_egress_rule", example, n) for n in ("jobs_to_endpoints", "jobs_to_s3")
    )
    assert (endpoints["from_port"], endpoints["to_port"], endpoints["ip_protocol"]) == (443, 443, "tcp")
    assert (s3["from_port"], s3["to_port"], s3["ip_protocol"]) == (443, 443, "tcp")
    assert s3["prefix_list_id"] == "<unknown>"


@EVERY_EXAMPLE
@pytest.mark.parametrize(
    "kind", ["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"]
)
def test_distributed_jobs_may_speak_ipsec_among_themselves(example: str, kind: str) -> None:
    rules = {r.index: r for r in resources(kind, example, "among_jobs")}
    shapes = {
        k: (r.values["ip_protocol"], r.values.get("from_port"), r.values.get("to_port"))
        for k, r in rules.items()
    }
    assert shapes == {"tcp": ("tcp", 0, 65535), "ike": ("udp", 500, 500), "esp": ("50", None, None)}
    assert all("aws_security_group.jobs.id" in group_of(r) for r in rules.values())
