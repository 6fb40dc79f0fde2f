"""What stays when a use case ends: logs, evidence, backups, the homes, and the keys that all of it is under.
When the platform itself ends, its packages stay too: models were made with them.

It is forgotten from the state, not destroyed, and so stays with its policies, its locks and its lifecycle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mlplatform.terraform.remote_state import Instance

_WHAT = {
    "aws_backup_logically_air_gapped_vault": "backup vault",
    "aws_backup_vault": "backup vault",
    "aws_cloudwatch_log_group": "log group",
    "aws_codeartifact_domain": "domain of packages",
    "aws_codeartifact_repository": "repository of packages",
    "aws_iam_policy": "policy of the backup role",
    "aws_iam_role": "backup role",
    "aws_kms_key": "key",
    "aws_s3_bucket": "bucket",
}
VAULTS = ("aws_backup_logically_air_gapped_vault", "aws_backup_vault")
# A lock beyond its grace is destroyed by nobody, and goes with its vault where that is empty.
_NEVER_DESTROYED = ("aws_backup_vault_lock_configuration",)
# A domain with all that is in it, and the policies that say who comes to it.
_PACKAGES = "aws_codeartifact_"
# What stands on in the account is to stay private whatever else is done there.
_OF_THE_ACCOUNT = ("aws_cloudwatch_log_group", "aws_s3_account_public_access_block")


@dataclass(frozen=True)
class Facts:
    """What AWS says, and no state."""

    full_buckets: frozenset[str]  # buckets that hold anything
    full_vaults: frozenset[str]  # vaults with recovery points
    home_key_arns: frozenset[str]  # keys of the file systems with people's homes that stay


@dataclass(frozen=True)
class Thing:
    """Something that stays, for people and for the record."""

    what: str
    arn: str


def data_bucket(instance: Instance) -> bool:
    """Whether this is the bucket of data sets: the one that is emptied."""
    return instance.type == "aws_s3_bucket" and _of(instance, "data_store") and instance.key == "data"


def backup_role(instance: Instance) -> bool:
    """Whether this is the role that backups are made with."""
    return instance.type == "aws_iam_role" and _of(instance, "backup") and instance.key == "backup"


def closed(instance: Instance) -> bool:
    """Whether this is the policy of a data bucket, which lets nobody empty it or take it away."""
    return instance.type == "aws_s3_bucket_policy" and _of(instance, "data_store")


def protected(policy: Instance) -> bool:
    """Whether a policy refuses to be taken away itself, and its bucket with it."""
    return "s3:DeleteBucketPolicy" in str(policy.values.get("policy"))


def forgotten(instances: Sequence[Instance]) -> bool:
    """Whether what stays has left the state already: the key for logs always does."""
    return not any(one.type == "aws_kms_key" and one.key == "logs" for one in instances)


def stays(instances: Sequence[Instance], facts: Facts) -> list[Instance]:
    """The instances that are forgotten instead of destroyed."""
    buckets = {_bucket(one) for one in instances if one.type == "aws_s3_bucket" and _bucket_stays(one, facts)}
    vaults = {str(one.values.get("name")) for one in instances if one.type in VAULTS} & facts.full_vaults
    keys = _keys(instances, buckets, vaults, facts)

    def kept(one: Instance) -> bool:
        if one.type.startswith("aws_s3_bucket"):
            return _bucket(one) in buckets
        if one.type.startswith("aws_backup_"):
            return one.type in _NEVER_DESTROYED or _vault_stays(one, vaults)
        if one.type.startswith("aws_kms_"):
            return _of(one, "kms") and one.key in keys
        if one.type.startswith("aws_iam_"):
            return bool(vaults) and _of_backup_role(one)
        return one.type in _OF_THE_ACCOUNT or one.type.startswith(_PACKAGES)

    return [one for one in instances if kept(one)]


def things(instances: Iterable[Instance]) -> list[Thing]:
    """The same for people: what has an ARN and a name of its own."""
    found = [Thing(_what(one), str(one.values.get("arn"))) for one in instances if one.type in _WHAT]
    return sorted(found, key=lambda thing: (thing.what, thing.arn))


def _what(one: Instance) -> str:
    return f"{_WHAT[one.type]} for {one.key}" if one.type == "aws_kms_key" else _WHAT[one.type]


def _keys(instances: Sequence[Instance], buckets: set[str], vaults: set[str], facts: Facts) -> set[str]:
    """Purposes of the keys that what stays is encrypted with."""
    arns = {str(one.values.get("arn")): one.key for one in instances if one.type == "aws_kms_key"}
    keys = {"logs"} | {arns[arn] for arn in facts.home_key_arns if arn in arns}
    if any(one.key == "artifacts" and _bucket(one) in buckets for one in instances if _of(one, "data_store")):
        keys.add("artifacts")
    if any(one.type.startswith(_PACKAGES) for one in instances):
        keys.add("packages")
    return keys | ({"backup"} if vaults else set())


def _bucket_stays(one: Instance, facts: Facts) -> bool:
    if _of(one, "account_baseline"):
        return True  # nobody can take a log away, us included
    return not data_bucket(one) and _bucket(one) in facts.full_buckets


def _vault_stays(one: Instance, vaults: set[str]) -> bool:
    if one.type in VAULTS:
        return str(one.values.get("name")) in vaults
    return one.type == "aws_backup_vault_policy" and str(one.values.get("backup_vault_name")) in vaults


def _of_backup_role(one: Instance) -> bool:
    """AWS Backup ends recovery points that are old enough with the role that it made them with."""
    if not _of(one, "backup"):
        return False
    return one.key == "backup" or one.address.endswith(".aws_iam_policy.backup")


def _bucket(one: Instance) -> str:
    return str(one.values.get("bucket"))


def _of(one: Instance, module: str) -> bool:
    return one.module.rpartition("module.")[2].partition("[")[0] == module
