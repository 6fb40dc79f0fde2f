"""What a killed apply may have made without the state knowing, and how Terraform takes it over.

Three kinds of resource: those whose create call may simply be made again, those whose import id is the
provider's own id, and those (a few) whose import id is put together. For what was under way at the kill
there is no id at all: it is looked for by what the plan says of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from mlplatform.terraform import finders
from mlplatform.terraform.finders import Clients, Values

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
        return finders.route_table_association(provider_id, clients("ec2"))
    return provider_id


def find(type: str, values: Values, clients: Clients) -> str | None:
    """The import id of a resource that was under way at the kill, where it was made; else None."""
    if type in PUT_AGAIN:
        return None
    if type in _LISTED:
        listing = _LISTED[type]
        return finders.only(
            str(item[listing.import_id])
            for item in finders.pages(clients(listing.service), listing.call, listing.items)
            if item.get(listing.name) == values.get(listing.attribute)
        )
    if type in _EC2_BY_NAME:
        return finders.ec2_by_name(_EC2_BY_NAME[type], values, clients("ec2"))
    special: dict[str, Callable[[Values, Clients], str | None]] = {
        "aws_kms_key": finders.kms_key,
        "aws_network_acl_rule": finders.network_acl_rule,
        "aws_route53_resolver_firewall_rule": finders.firewall_rule,
        "aws_route_table_association": finders.association_of_subnet,
        "aws_sagemaker_user_profile": finders.user_profile,
        "aws_vpc_security_group_egress_rule": partial(finders.security_group_rule, True),
        "aws_vpc_security_group_ingress_rule": partial(finders.security_group_rule, False),
    }
    return special[type](values, clients) if type in special else None
