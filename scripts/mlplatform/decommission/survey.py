"""What would become of an environment: what goes, what stays, what people made in it. Changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from botocore.exceptions import ClientError

from mlplatform import aws
from mlplatform.aws import Clients
from mlplatform.decommission import buckets, homes, kept, made_in_studio
from mlplatform.decommission.homes import Home
from mlplatform.decommission.kept import Facts, Thing
from mlplatform.terraform.remote_state import Instance, RemoteState
from mlplatform.terraform.root import Root

Fate = Literal["keep", "snapshot"]


@dataclass(frozen=True)
class Survey:
    """One environment, before anything is done."""

    root: Root
    stays: tuple[Instance, ...] = ()
    goes: tuple[Instance, ...] = ()
    made: dict[str, int] = field(default_factory=dict)  # by people and pipelines, by kind
    data: dict[str, int] = field(default_factory=dict)  # bucket that is emptied => versions in it
    homes: tuple[Home, ...] = ()
    fate: Fate = "keep"

    @property
    def nothing(self) -> bool:
        """Whether nothing is left to take down; a home that is kept may stand."""
        ends = self.fate == "snapshot" and bool(self.homes)
        return not (self.stays or self.goes or self.made or ends)

    @property
    def things(self) -> list[Thing]:
        """All that stays, for people and for the record."""
        stay = [Thing("file system with homes", home.arn) for home in self.homes if self.fate == "keep"]
        return [*kept.things(self.stays), *stay]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Kind => how many go, most first."""
        return Counter(one.type for one in self.goes).most_common()


def clients_of(root: Root) -> Clients:
    """Clients in a root's account; anew for each step, for what is assumed holds for an hour."""
    return aws.clients(region=root.region, role_arn=root.role_arn(root.account_id), aws=root.aws)


def look(root: Root, fate: Fate, clients: Clients) -> Survey:
    """What stands, and what would become of it."""
    state = RemoteState(root).state()
    instances = state.instances if state else ()
    s3 = clients("s3", root.region)
    standing = tuple(homes.found(clients("efs", root.region)))
    ending = standing if fate == "snapshot" else ()
    known = facts(instances, clients, root.region, [home for home in standing if home not in ending])
    if ending:  # the vault will hold their recovery points
        full = known.full_vaults | {name for name in [vault_name(instances)] if name}
        known = Facts(known.full_buckets, full, known.home_key_arns)
    stay = kept.stays(instances, known)
    names = [str(one.values["bucket"]) for one in instances if kept.data_bucket(one)]
    return Survey(
        root,
        tuple(stay),
        tuple(one for one in instances if one not in stay),
        made_in_studio.counted(clients("sagemaker", root.region)),
        {name: number for name in names if (number := buckets.count(s3, name))},
        standing,
        fate,
    )


def facts(instances: Sequence[Instance], clients: Clients, region: str, staying: Sequence[Home]) -> Facts:
    """What AWS says of what the state knows."""
    s3, backup = clients("s3", region), clients("backup", region)
    names = {str(one.values.get("bucket")) for one in instances if one.type == "aws_s3_bucket"}
    vaults = {str(one.values.get("name")) for one in instances if one.type in kept.VAULTS}
    return Facts(
        frozenset(name for name in names if buckets.holds(s3, name)),
        frozenset(name for name in vaults if _points(backup, name)),
        frozenset(home.key_arn for home in staying),
    )


def vault_name(instances: Sequence[Instance]) -> str:
    """The vault that backups are made in; empty where the state knows none."""
    return next((str(one.values["name"]) for one in instances if one.type == "aws_backup_vault"), "")


def _points(backup: Any, vault: str) -> int:
    try:
        return int(backup.describe_backup_vault(BackupVaultName=vault)["NumberOfRecoveryPoints"])
    except ClientError as error:
        # AWS answers so, too, where there is no vault of this name.
        if error.response["Error"]["Code"] in ("ResourceNotFoundException", "AccessDeniedException"):
            return 0
        raise
