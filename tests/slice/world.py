"""One embedded AWS, the ``mlp`` command pointed at it, and what boto3 sees of an account in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3

from mlplatform.local_aws.control import Running
from mlplatform.paths import REPOSITORY

DEV = "111122223333"
SHARED = "999988887777"
REGION = "eu-west-2"


@dataclass(frozen=True)
class World:
    """An embedded AWS and a work folder of its own."""

    running: Running
    work: Path

    @cached_property
    def environment(self) -> dict[str, str]:
        """What a person has in the shell: the endpoint, and nothing else of AWS."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | {"AWS_ENDPOINT_URL": self.running.proxy_url, "MLP_WORK_DIR": str(self.work)}

    def command(self, *words: str) -> list[str]:
        """The ``mlp`` command line."""
        return [sys.executable, "-m", "mlplatform.cli", *words]

    def start(self, *words: str, work: Path | None = None) -> subprocess.Popen[str]:
        """Start ``mlp`` without waiting, from another work folder where one is given."""
        environment = self.environment | ({"MLP_WORK_DIR": str(work)} if work else {})
        return subprocess.Popen(
            self.command(*words),
            cwd=REPOSITORY / "scripts",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def mlp(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``mlp`` and wait for it."""
        process = self.start(*words)
        out, err = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def client(self, service: str, account: str = DEV) -> Any:
        """Plain boto3 with no more than an endpoint and a key that names the account."""
        session: Any = boto3.Session(
            aws_access_key_id=account, aws_secret_access_key="local", region_name=REGION
        )
        return session.client(service, endpoint_url=self.running.proxy_url)

    def snapshot(self, account: str = DEV) -> dict[str, set[str]]:
        """Everything that stands in an account, by kind; keys that wait for deletion do not stand."""
        found: dict[str, set[str]] = {}
        for service, kinds in _KINDS.items():
            client = self.client(service, account)
            for kind, look in kinds.items():
                found[kind] = set(look(client))
        return {kind: names for kind, names in found.items() if names}


Look = Callable[[Any], Iterable[str]]


def _list(call: str, items: str, name: str, **options: Any) -> Look:
    def look(client: Any) -> Iterable[str]:
        if client.can_paginate(call):
            pages = client.get_paginator(call).paginate(**options)
        else:
            pages = [getattr(client, call)(**options)]
        return [str(item[name]) for page in pages for item in page[items]]

    return look


def _enabled_keys(kms: Any) -> Iterable[str]:
    for key in kms.list_keys()["Keys"]:
        if kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"] == "Enabled":
            yield key["KeyId"]


_KINDS: dict[str, dict[str, Look]] = {
    "ec2": {
        "vpcs": _list("describe_vpcs", "Vpcs", "VpcId"),
        "subnets": _list("describe_subnets", "Subnets", "SubnetId"),
        "security groups": _list("describe_security_groups", "SecurityGroups", "GroupId"),
        "route tables": _list("describe_route_tables", "RouteTables", "RouteTableId"),
        "network acls": _list("describe_network_acls", "NetworkAcls", "NetworkAclId"),
        "endpoints": _list("describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
        "flow logs": _list("describe_flow_logs", "FlowLogs", "FlowLogId"),
    },
    "iam": {
        "roles": _list("list_roles", "Roles", "RoleName"),
        "policies": _list("list_policies", "Policies", "Arn", Scope="Local"),
    },
    "kms": {"keys": _enabled_keys, "aliases": _list("list_aliases", "Aliases", "AliasName")},
    "logs": {"log groups": _list("describe_log_groups", "logGroups", "logGroupName")},
    "s3": {"buckets": _list("list_buckets", "Buckets", "Name")},
    "accessanalyzer": {"analyzers": _list("list_analyzers", "analyzers", "arn")},
    "efs": {"file systems": _list("describe_file_systems", "FileSystems", "FileSystemId")},
    "sagemaker": {
        "domains": _list("list_domains", "Domains", "DomainId"),
        "profiles": _list("list_user_profiles", "UserProfiles", "UserProfileName"),
        "lifecycle": _list(
            "list_studio_lifecycle_configs", "StudioLifecycleConfigs", "StudioLifecycleConfigArn"
        ),
    },
    "route53resolver": {
        "domain lists": _list("list_firewall_domain_lists", "FirewallDomainLists", "Id"),
        "rule groups": _list("list_firewall_rule_groups", "FirewallRuleGroups", "Id"),
        "associations": _list("list_firewall_rule_group_associations", "FirewallRuleGroupAssociations", "Id"),
        "query logs": _list("list_resolver_query_log_configs", "ResolverQueryLogConfigs", "Id"),
    },
}
