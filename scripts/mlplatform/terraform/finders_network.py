"""Parts of a network, which have neither a name nor a tag of their own that would be enough."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mlplatform.aws import pages
from mlplatform.terraform.finders import Clients, Values, only


def network_acl_rule(values: Values, clients: Clients) -> str | None:
    """An entry of an ACL, by its number and direction."""
    acl, number, egress = values.get("network_acl_id"), values.get("rule_number"), values.get("egress")
    if not acl:
        return None  # the ACL itself is found first, then a plan knows its id
    for found in clients("ec2").describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]:
        for entry in found["Entries"]:
            if entry["RuleNumber"] == number and entry["Egress"] == egress:
                return f"{acl}:{number}:{entry['Protocol']}:{str(egress).lower()}"
    return None


def association_of_subnet(values: Values, clients: Clients) -> str | None:
    """A subnet has one route table; it must be the planned one."""
    subnet, table = values.get("subnet_id"), values.get("route_table_id")
    if not subnet or not table:
        return None
    filters = [{"Name": "association.subnet-id", "Values": [subnet]}]
    tables = clients("ec2").describe_route_tables(Filters=filters)["RouteTables"]
    return f"{subnet}/{table}" if [t for t in tables if t["RouteTableId"] == table] else None


def security_group_rule(egress: bool, values: Values, clients: Clients) -> str | None:
    """A rule that allows what the planned one allows; AWS refuses the same rule twice in a group."""
    group = values.get("security_group_id")
    if not group:
        return None

    def port(value: int | None) -> int:
        return -1 if value is None else value

    def same(rule: dict[str, Any]) -> bool:
        return (
            rule["IsEgress"] == egress
            and rule.get("IpProtocol") == values.get("ip_protocol")
            and port(rule.get("FromPort")) == port(values.get("from_port"))
            and port(rule.get("ToPort")) == port(values.get("to_port"))
            and rule.get("CidrIpv4") == values.get("cidr_ipv4")
            and rule.get("CidrIpv6") == values.get("cidr_ipv6")
            and rule.get("PrefixListId") == values.get("prefix_list_id")
            and rule.get("ReferencedGroupInfo", {}).get("GroupId")
            == values.get("referenced_security_group_id")
        )

    filters = [{"Name": "group-id", "Values": [group]}]
    rules = pages(clients("ec2"), "describe_security_group_rules", "SecurityGroupRules", Filters=filters)
    return only(rule["SecurityGroupRuleId"] for rule in rules if same(rule))


FINDERS: dict[str, Callable[[Values, Clients], str | None]] = {
    "aws_network_acl_rule": network_acl_rule,
    "aws_route_table_association": association_of_subnet,
    "aws_vpc_security_group_egress_rule": partial(security_group_rule, True),
    "aws_vpc_security_group_ingress_rule": partial(security_group_rule, False),
}
