"""Roles that deploy, and what of IAM, keys and network they could change."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from mlplatform.gate import environments
from mlplatform.gate.answers import Undecided
from mlplatform.gate.delivery import promotion
from mlplatform.gate.iam import grantees, holders
from mlplatform.gate.iam.actions import access_level, expand
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject

_TAKERS = {"codepipeline.amazonaws.com", "codebuild.amazonaws.com", "cloudformation.amazonaws.com"}
_WORDS = re.compile(
    r"(^|[^a-z])(pipeline|deploy|deployer|deployment|release|cicd|ci|cd|codepipeline|codebuild)([^a-z]|$)"
)
_NETWORK = re.compile(
    r"^ec2:(?!.*(Instance|Image|Snapshot|Volume))"
    r".*(Route|Gateway|Vpc|Vpn|Subnet|SecurityGroup|NetworkAcl|Peering|FlowLog|Dhcp|PrefixList|Ipam"
    r"|[a-z]Address$|CustomerGateway)"
)
_NETWORK_SERVICES = ("route53resolver", "network-firewall", "networkmanager", "directconnect", "vpc-lattice")
# Using a key, and passing a role to work: asked about by KMS and IAM controls of their own.
_USE = frozenset(
    f"kms:{name}"
    for name in (
        "Decrypt",
        "DeriveSharedSecret",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateDataKeyWithoutPlaintext",
        "GenerateMac",
        "GenerateRandom",
        "ReEncryptFrom",
        "ReEncryptTo",
        "Sign",
        "Verify",
        "VerifyMac",
    )
) | {"iam:PassRole", "iam:CreateServiceLinkedRole"}


def deploys(role: Subject) -> bool:
    """Whether a role is one that deploys."""
    if role.key in _named_by_pipelines(role):
        return True
    for _, grantee in promotion.trusted(role):
        if grantee.kind == "service" and grantee.text in _TAKERS:
            return True
        if grantee.subject is not None and grantee.subject.type == "aws_iam_role":
            if (holders.services(grantee.subject) or set()) & _TAKERS:
                return True
        elif grantee.kind in ("principal", "pattern") and _says_so(grantee):
            return True
    return False


def _says_so(grantee: grantees.Grantee) -> bool:
    """Whether a role of another account is a pipeline's, as far as its name tells."""
    text = grantee.text.rpartition("/")[2].lower()
    return bool(_WORDS.search(text)) and environments.word(text) != "other"


def _named_by_pipelines(role: Subject) -> set[tuple[int, str]]:
    kept: set[tuple[int, str]] | None = role.world.kept.get("roles of pipelines")
    if kept is None:
        kept = set(_roles(role))
        role.world.kept["roles of pipelines"] = kept
    return kept


def _roles(role: Subject) -> Iterator[tuple[int, str]]:
    for pipeline in role.world.of("aws_codepipeline"):
        paths = [
            f"{action}.role_arn"
            for stage in _blocks(pipeline, "stage")
            for action in _blocks(pipeline, f"{stage}.action")
        ]
        for path in paths:
            try:
                yield from (named.key for named in pipeline.refers(path, "aws_iam_role"))
            except Undecided:
                continue


def _blocks(subject: Subject, path: str) -> list[str]:
    try:
        return subject.blocks(path)
    except Undecided:
        return []


@functools.cache
def forbidden() -> dict[str, frozenset[str]]:
    """What a role that deploys must not change => the actions that change it."""
    network = {action for action in expand("ec2:*") if _NETWORK.match(action)}
    network |= {action for service in _NETWORK_SERVICES for action in expand(f"{service}:*")}
    every = {"IAM": expand("iam:*"), "keys": expand("kms:*"), "the network": network}
    return {what: frozenset(filter(_changes, actions)) - _USE for what, actions in every.items()}


def _changes(action: str) -> bool:
    return access_level(action) not in ("Read", "List")


def changes(identity: Identity) -> dict[str, list[Right]]:
    """What of it an identity may change, and by which rights."""
    found = {}
    for what, actions in forbidden().items():
        named = sorted({a for s in identity.allowing for a in _spoken(s, actions)})
        rights = [right for action in named for right in identity.rights(action) if not _is_tame(right)]
        if rights:
            found[what] = rights
    return found


def _spoken(statement: Statement, actions: frozenset[str]) -> frozenset[str]:
    if any(map(is_symbol, statement.actions)):
        return actions  # any of them, as far as is known
    if statement.not_actions:
        return actions - frozenset().union(*(expand(p) for p in statement.not_actions))
    return actions & frozenset().union(*(expand(p) for p in statement.actions))


def _is_tame(right: Right) -> bool:
    """A grant that only a service of AWS gets, for a resource that it makes."""
    return right.action == "kms:CreateGrant" and any(
        c.plain == "bool" and not c.if_exists and set(c.values) == {"true"}
        for c in right.statement.on("kms:GrantIsForAWSResource")
    )
