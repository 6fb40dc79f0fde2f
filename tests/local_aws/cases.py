"""One life of every resource in the tables: how it is made, named, changed. ``test_tables`` lives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local_aws.conftest import Aws

Names = dict[str, Any]
ROLE = "arn:aws:iam::111122223333:role/bank-credit-risk-dev-studio"
KEY = "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
POLICY = '{"Version":"2012-10-17","Statement":[]}'


@dataclass(frozen=True)
class Case:
    """``before`` makes what the resource needs; ``key`` names the resource in a request, from what
    ``before`` gave and what creation answered; ``change`` is what an update sets."""

    service: str
    noun: str
    create: Names
    key: Callable[[Names, Names], Names]
    before: Callable[[Aws], Names] = lambda _: {}
    change: Names = field(default_factory=dict)
    tags_at_birth: bool = True
    beside: int = 0  # how many of its kind stand without being made


def domain(aws: Aws) -> Names:
    """A Studio domain."""
    vpc, subnet = aws.network()
    made = aws.client("sagemaker").create_domain(
        DomainName="studio", AuthMode="IAM", VpcId=vpc, SubnetIds=[subnet],
        DefaultUserSettings={"ExecutionRole": ROLE},
    )  # fmt: skip
    return {"DomainId": made["DomainId"]}


def profile(aws: Aws) -> Names:
    """A domain with one user profile."""
    names = {**domain(aws), "UserProfileName": "u100001"}
    aws.client("sagemaker").create_user_profile(**names)
    return names


def image(aws: Aws) -> Names:
    """A SageMaker image."""
    aws.client("sagemaker").create_image(ImageName="bank", RoleArn=ROLE)
    return {"ImageName": "bank"}


def analyzer(aws: Aws) -> Names:
    """An analyzer."""
    aws.client("accessanalyzer").create_analyzer(analyzerName="bank", type="ACCOUNT")
    return {"analyzerName": "bank"}


def rule_group(aws: Aws) -> Names:
    """A DNS Firewall rule group and a domain list."""
    resolver = aws.client("route53resolver")
    group = resolver.create_firewall_rule_group(CreatorRequestId="1", Name="group")["FirewallRuleGroup"]
    listed = resolver.create_firewall_domain_list(CreatorRequestId="1", Name="list")["FirewallDomainList"]
    return {"FirewallRuleGroupId": group["Id"], "FirewallDomainListId": listed["Id"]}


def group_and_vpc(aws: Aws) -> Names:
    """A DNS Firewall rule group, and a VPC to tie it to."""
    return {"FirewallRuleGroupId": rule_group(aws)["FirewallRuleGroupId"], "VpcId": aws.network()[0]}


def query_log(aws: Aws) -> Names:
    """A query log configuration, and a VPC to log."""
    made = aws.client("route53resolver").create_resolver_query_log_config(
        CreatorRequestId="1", Name="dns", DestinationArn="arn:aws:logs:eu-west-2:111122223333:log-group:dns"
    )
    return {
        "ResolverQueryLogConfigId": made["ResolverQueryLogConfig"]["Id"],
        "ResourceId": aws.network()[0],
    }


def packages(aws: Aws) -> Names:
    """A CodeArtifact domain."""
    aws.client("codeartifact").create_domain(domain="bank")
    return {"domain": "bank"}


def repository(aws: Aws) -> Names:
    """A CodeArtifact domain with a repository."""
    names = {**packages(aws), "repository": "approved"}
    aws.client("codeartifact").create_repository(**names)
    return names


def network(aws: Aws) -> Names:
    """A VPC and a subnet."""
    vpc, subnet = aws.network()
    return {"VpcId": vpc, "SubnetIds": [subnet]}


def _keep(*wanted: str) -> Callable[[Names, Names], Names]:
    """Named by what was given or answered under these names."""
    return lambda before, made: {name: {**made, **before}[name] for name in wanted}


def _inside(envelope: str, name: str) -> Callable[[Names, Names], Names]:
    """Named by the Id within what was answered."""
    return lambda _before, made: {name: made[envelope]["Id"]}


SETTINGS = {"ExecutionRole": ROLE, "SecurityGroups": ["sg-0a1b2c3d4e5f60718"]}
CASES = [
    Case(
        "sagemaker", "Domain",
        {"DomainName": "studio", "AuthMode": "IAM", "DefaultUserSettings": SETTINGS, "KmsKeyId": KEY,
         "AppNetworkAccessType": "VpcOnly", "TagPropagation": "ENABLED",
         "DomainSettings": {"DockerSettings": {"EnableDockerAccess": "DISABLED"}}},
        _keep("DomainId"), network, {"DefaultSpaceSettings": {"ExecutionRole": ROLE}},
    ),
    Case(
        "sagemaker", "UserProfile", {"UserProfileName": "u100001", "UserSettings": SETTINGS},
        lambda before, _: {**before, "UserProfileName": "u100001"},
        domain, {"UserSettings": {"StudioWebPortal": "ENABLED"}},
    ),
    Case(
        "sagemaker", "Space",
        {"SpaceName": "work", "OwnershipSettings": {"OwnerUserProfileName": "u100001"},
         "SpaceSharingSettings": {"SharingType": "Private"}},
        lambda before, _: {"DomainId": before["DomainId"], "SpaceName": "work"},
        lambda aws: {"DomainId": profile(aws)["DomainId"]}, {"SpaceDisplayName": "Work"},
    ),
    Case(
        "sagemaker", "App",
        {"AppType": "JupyterLab", "AppName": "default", "ResourceSpec": {"InstanceType": "ml.t3.medium"}},
        lambda before, _: {**before, "AppType": "JupyterLab", "AppName": "default"}, profile,
    ),
    Case(
        "sagemaker", "StudioLifecycleConfig",
        {"StudioLifecycleConfigName": "pip", "StudioLifecycleConfigContent": "ZXhpdCAw",
         "StudioLifecycleConfigAppType": "JupyterLab"},
        lambda *_: {"StudioLifecycleConfigName": "pip"},
    ),
    Case(
        "sagemaker", "Image", {"ImageName": "bank", "RoleArn": ROLE, "DisplayName": "Bank"},
        lambda *_: {"ImageName": "bank"}, change={"Description": "The bank's own."},
    ),
    Case(
        "sagemaker", "ImageVersion", {"BaseImage": "registry/studio:1", "ClientToken": "once"},
        lambda before, _: {**before, "Version": 1}, image, {"JobType": "NOTEBOOK_KERNEL"},
        tags_at_birth=False,
    ),
    Case(
        "sagemaker", "AppImageConfig",
        {"AppImageConfigName": "bank", "JupyterLabAppImageConfig": {"ContainerConfig": {}}},
        lambda *_: {"AppImageConfigName": "bank"},
        change={"CodeEditorAppImageConfig": {"ContainerConfig": {}}},
    ),
    Case(
        "accessanalyzer", "Analyzer", {"analyzerName": "bank", "type": "ACCOUNT"},
        lambda *_: {"analyzerName": "bank"},
        change={"configuration": {"unusedAccess": {"unusedAccessAge": 90}}},
    ),
    Case(
        "accessanalyzer", "ArchiveRule", {"ruleName": "own", "filter": {"isPublic": {"eq": ["false"]}}},
        lambda before, _: {**before, "ruleName": "own"},
        analyzer, {"filter": {"isPublic": {"eq": ["true"]}}}, tags_at_birth=False,
    ),
    Case(
        "route53resolver", "FirewallDomainList", {"CreatorRequestId": "1", "Name": "allowed"},
        _inside("FirewallDomainList", "FirewallDomainListId"),
    ),
    Case(
        "route53resolver", "FirewallRuleGroup", {"CreatorRequestId": "1", "Name": "bank"},
        _inside("FirewallRuleGroup", "FirewallRuleGroupId"),
    ),
    Case(
        "route53resolver", "FirewallRule",
        {"CreatorRequestId": "1", "Name": "allow", "Priority": 100, "Action": "ALLOW"},
        lambda before, _: before, rule_group, {"Priority": 200}, tags_at_birth=False,
    ),
    Case(
        "route53resolver", "FirewallRuleGroupAssociation",
        {"CreatorRequestId": "1", "Name": "bank", "Priority": 101},
        _inside("FirewallRuleGroupAssociation", "FirewallRuleGroupAssociationId"),
        group_and_vpc, {"Priority": 102},
    ),
    Case(
        "route53resolver", "ResolverQueryLogConfig",
        {"CreatorRequestId": "1", "Name": "dns",
         "DestinationArn": "arn:aws:logs:eu-west-2:111122223333:log-group:dns"},
        _inside("ResolverQueryLogConfig", "ResolverQueryLogConfigId"),
    ),
    Case(
        "route53resolver", "ResolverQueryLogConfigAssociation", {},
        _inside("ResolverQueryLogConfigAssociation", "ResolverQueryLogConfigAssociationId"),
        query_log, tags_at_birth=False,
    ),
    Case(
        "ec2", "VpcBlockPublicAccessExclusion", {"InternetGatewayExclusionMode": "allow-egress"},
        lambda _, made: {"ExclusionId": made["VpcBlockPublicAccessExclusion"]["ExclusionId"]},
        lambda aws: {"VpcId": aws.network()[0]},
        {"InternetGatewayExclusionMode": "allow-bidirectional"}, tags_at_birth=False,
    ),
    Case("codeartifact", "Domain", {"domain": "bank", "encryptionKey": KEY}, lambda *_: {"domain": "bank"}),
    Case(
        "codeartifact", "Repository", {"repository": "approved"},
        lambda before, _: {**before, "repository": "approved"}, packages, {"description": "Scanned."},
    ),
    Case(
        "codeartifact", "PackageGroup", {"packageGroup": "/pypi//bank~", "description": "The bank's own."},
        lambda before, _: {**before, "packageGroup": "/pypi//bank~"}, packages,
        {"contactInfo": "platform@bank.example"}, beside=1,
    ),
    Case(
        "codeartifact", "DomainPermissionsPolicy", {"policyDocument": POLICY},
        lambda before, _: before, packages, tags_at_birth=False,
    ),
    Case(
        "codeartifact", "RepositoryPermissionsPolicy", {"policyDocument": POLICY},
        lambda before, _: before, repository, tags_at_birth=False,
    ),
]  # fmt: skip
