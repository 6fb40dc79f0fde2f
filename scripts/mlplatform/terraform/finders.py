"""Look in AWS for one resource by what the plan says of it; its import id, or None where it is not there.

None also where two answer to the description: what is not certain is not taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from botocore.exceptions import ClientError

Values = dict[str, Any]
Clients = Callable[[str], Any]  # service name -> boto3 client in the account


def only(ids: Iterable[str]) -> str | None:
    found = list(ids)
    return found[0] if len(found) == 1 else None


def pages(client: Any, call: str, items: str, **options: Any) -> Iterable[dict[str, Any]]:
    if client.can_paginate(call):
        for page in client.get_paginator(call).paginate(**options):
            yield from page[items]
    else:
        yield from getattr(client, call)(**options)[items]


def ec2_by_name(resource_type: str, values: Values, ec2: Any) -> str | None:
    wanted = values.get("tags_all") or {}
    filters = [{"Name": "resource-type", "Values": [resource_type]}, {"Name": "key", "Values": ["Name"]}]
    tags = pages(ec2, "describe_tags", "Tags", Filters=filters)
    return only(tag["ResourceId"] for tag in tags if tag["Value"] == wanted.get("Name"))


def kms_key(values: Values, clients: Clients) -> str | None:
    """Keys have no name before their alias stands: the description and the tags must be the planned ones."""
    kms = clients("kms")
    wanted = values.get("tags_all") or {}
    aliased = {alias.get("TargetKeyId") for alias in pages(kms, "list_aliases", "Aliases")}
    found = []
    for key in pages(kms, "list_keys", "Keys"):
        metadata = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
        if metadata["KeyState"] != "Enabled" or metadata.get("Description") != values.get("description"):
            continue
        tags = {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=key["KeyId"])["Tags"]}
        if key["KeyId"] not in aliased and wanted.items() <= tags.items():
            found.append(key["KeyId"])
    return only(found)


def route_table_association(association_id: str, ec2: Any) -> str | None:
    filters = [{"Name": "association.route-table-association-id", "Values": [association_id]}]
    for table in ec2.describe_route_tables(Filters=filters)["RouteTables"]:
        for association in table["Associations"]:
            if association["RouteTableAssociationId"] == association_id:
                return f"{association['SubnetId']}/{table['RouteTableId']}"
    return None


def firewall_rule(values: Values, clients: Clients) -> str | None:
    group, domains = values.get("firewall_rule_group_id"), values.get("firewall_domain_list_id")
    if not group or not domains:
        return None
    options = {"FirewallRuleGroupId": group}
    rules = pages(clients("route53resolver"), "list_firewall_rules", "FirewallRules", **options)
    return only(f"{group}:{domains}" for rule in rules if rule["FirewallDomainListId"] == domains)


def network_acl_rule(values: Values, clients: Clients) -> str | None:
    acl, number, egress = values.get("network_acl_id"), values["rule_number"], values["egress"]
    if not acl:
        return None  # the ACL itself is found first, then a plan knows its id
    for found in clients("ec2").describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]:
        for entry in found["Entries"]:
            if entry["RuleNumber"] == number and entry["Egress"] == egress:
                return f"{acl}:{number}:{entry['Protocol']}:{str(egress).lower()}"
    return None


def association_of_subnet(values: Values, clients: Clients) -> str | None:
    subnet, table = values.get("subnet_id"), values.get("route_table_id")
    filters = [{"Name": "association.subnet-id", "Values": [str(subnet)]}]
    tables = clients("ec2").describe_route_tables(Filters=filters)["RouteTables"]
    return f"{subnet}/{table}" if [t for t in tables if t["RouteTableId"] == table] else None


def user_profile(values: Values, clients: Clients) -> str | None:
    try:
        profile = clients("sagemaker").describe_user_profile(
            DomainId=values["domain_id"], UserProfileName=values["user_profile_name"]
        )
    except ClientError:
        return None
    return str(profile["UserProfileArn"])


def security_group_rule(egress: bool, values: Values, clients: Clients) -> str | None:
    def port(value: int | None) -> int:
        return -1 if value is None else value

    filters = [{"Name": "group-id", "Values": [str(values.get("security_group_id"))]}]

    def same(rule: dict[str, Any]) -> bool:
        return (
            rule["IsEgress"] == egress
            and rule.get("IpProtocol") == values.get("ip_protocol")
            and port(rule.get("FromPort")) == port(values.get("from_port"))
            and rule.get("CidrIpv4") == values.get("cidr_ipv4")
            and rule.get("PrefixListId") == values.get("prefix_list_id")
            and rule.get("ReferencedGroupInfo", {}).get("GroupId")
            == values.get("referenced_security_group_id")
        )

    rules = pages(clients("ec2"), "describe_security_group_rules", "SecurityGroupRules", Filters=filters)
    return only(rule["SecurityGroupRuleId"] for rule in rules if same(rule))
