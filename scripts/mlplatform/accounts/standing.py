"""What stands in an account, by kind: every kind of thing that the platform makes, as AWS lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from mlplatform.aws import pages

Clients = Callable[[str], Any]
"""Service => a boto3 client in the account."""


@dataclass(frozen=True)
class Listing:
    """One call that lists one kind of thing; ``name`` is the field that tells one from another."""

    kind: str
    call: str
    items: str
    name: str
    options: dict[str, Any] = field(default_factory=dict)


_LISTINGS: dict[str, tuple[Listing, ...]] = {
    "accessanalyzer": (Listing("analyzers", "list_analyzers", "analyzers", "arn"),),
    "backup": (
        Listing("backup vaults", "list_backup_vaults", "BackupVaultList", "BackupVaultName"),
        Listing("backup plans", "list_backup_plans", "BackupPlansList", "BackupPlanName"),
    ),
    "cloudformation": (
        Listing("stacks", "describe_stacks", "Stacks", "StackName"),
        Listing("stack sets", "list_stack_sets", "Summaries", "StackSetName", {"Status": "ACTIVE"}),
    ),
    "cloudtrail": (
        Listing("trails", "describe_trails", "trailList", "Name", {"includeShadowTrails": False}),
    ),
    "cloudwatch": (Listing("alarms", "describe_alarms", "MetricAlarms", "AlarmName"),),
    "codeartifact": (
        Listing("domains of packages", "list_domains", "domains", "arn"),
        Listing("repositories of packages", "list_repositories", "repositories", "arn"),
    ),
    "config": (
        Listing("recorders", "describe_configuration_recorders", "ConfigurationRecorders", "name"),
        Listing("config rules", "describe_config_rules", "ConfigRules", "ConfigRuleName"),
    ),
    "ec2": (
        Listing("vpcs", "describe_vpcs", "Vpcs", "VpcId"),
        Listing("subnets", "describe_subnets", "Subnets", "SubnetId"),
        Listing("security groups", "describe_security_groups", "SecurityGroups", "GroupId"),
        Listing("route tables", "describe_route_tables", "RouteTables", "RouteTableId"),
        Listing("network acls", "describe_network_acls", "NetworkAcls", "NetworkAclId"),
        Listing("endpoints", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
        Listing("flow logs", "describe_flow_logs", "FlowLogs", "FlowLogId"),
    ),
    "efs": (Listing("file systems", "describe_file_systems", "FileSystems", "FileSystemId"),),
    "events": (Listing("event rules", "list_rules", "Rules", "Name"),),
    "guardduty": (Listing("detectors", "list_detectors", "DetectorIds", ""),),
    "iam": (
        Listing("roles", "list_roles", "Roles", "RoleName"),
        Listing("policies", "list_policies", "Policies", "Arn", {"Scope": "Local"}),
        Listing("identity providers", "list_open_id_connect_providers", "OpenIDConnectProviderList", "Arn"),
    ),
    "kms": (
        Listing("keys", "list_keys", "Keys", "KeyId"),
        Listing("aliases", "list_aliases", "Aliases", "AliasName"),
    ),
    "logs": (Listing("log groups", "describe_log_groups", "logGroups", "logGroupName"),),
    "route53resolver": (
        Listing("domain lists", "list_firewall_domain_lists", "FirewallDomainLists", "Id"),
        Listing("rule groups", "list_firewall_rule_groups", "FirewallRuleGroups", "Id"),
        Listing(
            "associations", "list_firewall_rule_group_associations", "FirewallRuleGroupAssociations", "Id"
        ),
        Listing("query logs", "list_resolver_query_log_configs", "ResolverQueryLogConfigs", "Id"),
    ),
    "s3": (Listing("buckets", "list_buckets", "Buckets", "Name"),),
    "sagemaker": (
        Listing("domains", "list_domains", "Domains", "DomainId"),
        Listing("profiles", "list_user_profiles", "UserProfiles", "UserProfileName"),
        Listing("spaces", "list_spaces", "Spaces", "SpaceName"),
        Listing(
            "lifecycle configurations",
            "list_studio_lifecycle_configs",
            "StudioLifecycleConfigs",
            "StudioLifecycleConfigArn",
        ),
    ),
    "sns": (Listing("topics", "list_topics", "Topics", "TopicArn"),),
}


def standing(clients: Clients) -> dict[str, set[str]]:
    """Kind => the names of all that stands; kinds of which nothing stands are left out."""
    found: dict[str, set[str]] = {}
    for service, listings in _LISTINGS.items():
        client = clients(service)
        for listing in listings:
            names = set(_names(client, listing))
            if listing.kind == "keys":
                names = {name for name in names if _is_kept(client, name)}
            if names:
                found[listing.kind] = names
    return found


def beyond(now: dict[str, set[str]], before: dict[str, set[str]]) -> dict[str, set[str]]:
    """What stands now and did not stand before."""
    more = {kind: names - before.get(kind, set()) for kind, names in now.items()}
    return {kind: names for kind, names in more.items() if names}


def _names(client: Any, listing: Listing) -> Iterable[str]:
    for item in pages(client, listing.call, listing.items, **listing.options):
        yield str(item[listing.name] if listing.name else item)


def _is_kept(kms: Any, key: str) -> bool:
    """Whether a key is there to stay: one that waits for its deletion is gone already."""
    return bool(kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] != "PendingDeletion")
