"""What a killed apply may have made without the state knowing, and how Terraform takes it over.

Three kinds of resource: those whose create call may simply be made again, those whose import id is the
provider's own id, and those (a few) whose import id is put together. For what was under way at the kill
there is no id at all: it is looked for by what the plan says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

Values = dict[str, Any]
Clients = Callable[[str], Any]  # service name -> boto3 client in the account

# The create call of these puts a setting: making it again changes nothing and needs no import.
PUT_AGAIN = frozenset(
    {
        "aws_cloudwatch_log_resource_policy",
        "aws_default_network_acl",
        "aws_default_route_table",
        "aws_default_security_group",
        "aws_ebs_default_kms_key",
        "aws_ebs_encryption_by_default",
        "aws_iam_account_password_policy",
        "aws_iam_role_policy",
        "aws_iam_role_policy_attachment",
        "aws_route53_resolver_firewall_config",
        "aws_s3_account_public_access_block",
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_logging",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_versioning",
        "aws_vpc_block_public_access_options",
        "aws_vpc_endpoint_policy",
        "aws_vpc_endpoint_route_table_association",
    }
)

# The import id of these is put together from what the plan says, so they are found, never taken by id.
FOUND_BY_VALUES = frozenset({"aws_network_acl_rule"})

_EC2_BY_NAME = {
    "aws_flow_log": "vpc-flow-log",
    "aws_network_acl": "network-acl",
    "aws_route_table": "route-table",
    "aws_security_group": "security-group",
    "aws_subnet": "subnet",
    "aws_vpc": "vpc",
    "aws_vpc_endpoint": "vpc-endpoint",
}


@dataclass(frozen=True)
class Listing:
    """One call that lists a service's resources, and where name and import id stand in an item."""

    service: str
    call: str
    items: str
    name: str  # field of the item that is compared with the plan
    attribute: str  # attribute of the planned values that it is compared with
    import_id: str  # field of the item that Terraform imports by


_LISTED = {
    "aws_accessanalyzer_analyzer": Listing(
        "accessanalyzer", "list_analyzers", "analyzers", "name", "analyzer_name", "name"
    ),
    "aws_cloudwatch_log_group": Listing(
        "logs", "describe_log_groups", "logGroups", "logGroupName", "name", "logGroupName"
    ),
    "aws_iam_policy": Listing("iam", "list_policies", "Policies", "PolicyName", "name", "Arn"),
    "aws_iam_role": Listing("iam", "list_roles", "Roles", "RoleName", "name", "RoleName"),
    "aws_kms_alias": Listing("kms", "list_aliases", "Aliases", "AliasName", "name", "AliasName"),
    "aws_route53_resolver_firewall_domain_list": Listing(
        "route53resolver", "list_firewall_domain_lists", "FirewallDomainLists", "Name", "name", "Id"
    ),
    "aws_route53_resolver_firewall_rule_group": Listing(
        "route53resolver", "list_firewall_rule_groups", "FirewallRuleGroups", "Name", "name", "Id"
    ),
    "aws_route53_resolver_firewall_rule_group_association": Listing(
        "route53resolver",
        "list_firewall_rule_group_associations",
        "FirewallRuleGroupAssociations",
        "Name",
        "name",
        "Id",
    ),
    "aws_route53_resolver_query_log_config": Listing(
        "route53resolver", "list_resolver_query_log_configs", "ResolverQueryLogConfigs", "Name", "name", "Id"
    ),
    "aws_route53_resolver_query_log_config_association": Listing(
        "route53resolver",
        "list_resolver_query_log_config_associations",
        "ResolverQueryLogConfigAssociations",
        "ResourceId",
        "resource_id",
        "Id",
    ),
    "aws_s3_bucket": Listing("s3", "list_buckets", "Buckets", "Name", "bucket", "Name"),
    "aws_sagemaker_domain": Listing(
        "sagemaker", "list_domains", "Domains", "DomainName", "domain_name", "DomainId"
    ),
    "aws_sagemaker_studio_lifecycle_config": Listing(
        "sagemaker",
        "list_studio_lifecycle_configs",
        "StudioLifecycleConfigs",
        "StudioLifecycleConfigName",
        "studio_lifecycle_config_name",
        "StudioLifecycleConfigName",
    ),
}


def import_id(type: str, provider_id: str, clients: Clients) -> str | None:
    """The import id of a resource whose provider id the journal has; None: make it again."""
    if type in PUT_AGAIN:
        return None
    if type == "aws_route_table_association":
        return _route_table_association(provider_id, clients("ec2"))
    return provider_id


def find(type: str, values: Values, clients: Clients) -> str | None:
    """The import id of a resource that was under way at the kill, where it was made; else None."""
    if type in PUT_AGAIN:
        return None
    if type in _LISTED:
        listing = _LISTED[type]
        return _only(
            str(item[listing.import_id])
            for item in _pages(clients(listing.service), listing.call, listing.items)
            if item.get(listing.name) == values.get(listing.attribute)
        )
    if type in _EC2_BY_NAME:
        return _ec2_by_name(_EC2_BY_NAME[type], values, clients("ec2"))
    special: dict[str, Callable[[Values, Clients], str | None]] = {
        "aws_kms_key": _kms_key,
        "aws_network_acl_rule": _network_acl_rule,
        "aws_route53_resolver_firewall_rule": _firewall_rule,
        "aws_route_table_association": _association_of_subnet,
        "aws_sagemaker_user_profile": _user_profile,
        "aws_vpc_security_group_egress_rule": partial(_security_group_rule, True),
        "aws_vpc_security_group_ingress_rule": partial(_security_group_rule, False),
    }
    return special[type](values, clients) if type in special else None


def _only(ids: Iterable[str]) -> str | None:
    found = list(ids)
    return found[0] if len(found) == 1 else None


def _pages(client: Any, call: str, items: str, **options: Any) -> Iterable[dict[str, Any]]:
    if client.can_paginate(call):
        for page in client.get_paginator(call).paginate(**options):
            yield from page[items]
    else:
        yield from getattr(client, call)(**options)[items]


def _ec2_by_name(resource_type: str, values: Values, ec2: Any) -> str | None:
    wanted = values.get("tags_all") or {}
    filters = [{"Name": "resource-type", "Values": [resource_type]}, {"Name": "key", "Values": ["Name"]}]
    tags = _pages(ec2, "describe_tags", "Tags", Filters=filters)
    return _only(tag["ResourceId"] for tag in tags if tag["Value"] == wanted.get("Name"))


def _kms_key(values: Values, clients: Clients) -> str | None:
    """Keys have no name before their alias stands: the description and the tags must be the planned ones."""
    kms = clients("kms")
    wanted = values.get("tags_all") or {}
    aliased = {alias.get("TargetKeyId") for alias in _pages(kms, "list_aliases", "Aliases")}
    found = []
    for key in _pages(kms, "list_keys", "Keys"):
        metadata = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
        if metadata["KeyState"] != "Enabled" or metadata.get("Description") != values.get("description"):
            continue
        tags = {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=key["KeyId"])["Tags"]}
        if key["KeyId"] not in aliased and wanted.items() <= tags.items():
            found.append(key["KeyId"])
    return _only(found)


def _route_table_association(association_id: str, ec2: Any) -> str | None:
    filters = [{"Name": "association.route-table-association-id", "Values": [association_id]}]
    for table in ec2.describe_route_tables(Filters=filters)["RouteTables"]:
        for association in table["Associations"]:
            if association["RouteTableAssociationId"] == association_id:
                return f"{association['SubnetId']}/{table['RouteTableId']}"
    return None


def _firewall_rule(values: Values, clients: Clients) -> str | None:
    group, domains = values.get("firewall_rule_group_id"), values.get("firewall_domain_list_id")
    if not group or not domains:
        return None
    options = {"FirewallRuleGroupId": group}
    rules = _pages(clients("route53resolver"), "list_firewall_rules", "FirewallRules", **options)
    return _only(f"{group}:{domains}" for rule in rules if rule["FirewallDomainListId"] == domains)


def _network_acl_rule(values: Values, clients: Clients) -> str | None:
    acl, number, egress = values.get("network_acl_id"), values["rule_number"], values["egress"]
    if not acl:
        return None  # the ACL itself is found first, then a plan knows its id
    for found in clients("ec2").describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]:
        for entry in found["Entries"]:
            if entry["RuleNumber"] == number and entry["Egress"] == egress:
                return f"{acl}:{number}:{entry['Protocol']}:{str(egress).lower()}"
    return None


def _association_of_subnet(values: Values, clients: Clients) -> str | None:
    subnet, table = values.get("subnet_id"), values.get("route_table_id")
    filters = [{"Name": "association.subnet-id", "Values": [str(subnet)]}]
    tables = clients("ec2").describe_route_tables(Filters=filters)["RouteTables"]
    return f"{subnet}/{table}" if [t for t in tables if t["RouteTableId"] == table] else None


def _user_profile(values: Values, clients: Clients) -> str | None:
    try:
        profile = clients("sagemaker").describe_user_profile(
            DomainId=values["domain_id"], UserProfileName=values["user_profile_name"]
        )
    except ClientError:
        return None
    return str(profile["UserProfileArn"])


def _security_group_rule(egress: bool, values: Values, clients: Clients) -> str | None:
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

    rules = _pages(clients("ec2"), "describe_security_group_rules", "SecurityGroupRules", Filters=filters)
    return _only(rule["SecurityGroupRuleId"] for rule in rules if same(rule))
