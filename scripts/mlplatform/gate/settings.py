"""What a bank says of itself, so that a plan can be judged: its organization, its accounts, its keys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from mlplatform import written
from mlplatform.use_cases import load


class Settings(BaseModel):
    """``gate.yaml``. What is left out is not known, and a check that needs it answers undecided or takes the
    stricter reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    own_environments: str | None = None
    """Folder, from that of the file, with ``platform.yaml`` and ``use_cases/``, whose organization and
    accounts are the bank's: they are written in one place."""
    organization_id: str | None = Field(None, pattern=r"^o-[a-z0-9]{10,32}$")
    """Id of the organization; any one id where left out."""
    trusted_account_ids: tuple[str, ...] = ()
    """Accounts of the bank, beside the one that a plan is for."""
    allowed_kms_key_arns: tuple[str, ...] = ()
    """Keys of the bank that are not in the plan: ARNs, in which * stands for anything but a colon."""
    aws_owned_buckets: tuple[str, ...] = ()
    """Buckets of AWS that may be read, with * and ?: the layers of ECR, the assets of CodeArtifact."""
    internal_cidrs: tuple[str, ...] = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
    """Ranges that are the bank's own network."""
    required_tags: tuple[str, ...] = ("use_case", "data_classification", "owner")
    """Tags that every SageMaker resource carries."""
    log_retention_days: int = Field(365, ge=1)
    """How long logs are kept at least."""
    longest_idle_minutes: int = Field(1440, ge=60)
    """How long an app of Studio may stand idle at most before it is stopped."""
    platform_role_arns: tuple[str, ...] = ()
    """Roles of the platform, which may do what no workload may; ARNs with * and ?."""
    account_environments: Mapping[str, str] = Field(default_factory=dict)
    """Account id => its environment (dev, test, prod, or a word of the bank such as shared)."""
    account_use_cases: Mapping[str, str] = Field(default_factory=dict)
    """Account id => the use case that it is for; what no plan says of an account is asked here."""
    approved_subnet_ids: tuple[str, ...] = ()
    """Subnets of the bank's own network that are not in the plans."""
    approved_security_group_ids: tuple[str, ...] = ()
    """Security groups of the bank that are not in the plans."""
    origin_controlled_domains: tuple[str, ...] = ()
    """CodeArtifact domains whose root package group blocks public packages by default, which no plan of the
    AWS provider shows."""

    @classmethod
    def unsaid(cls) -> Settings:
        """What holds where a bank has said nothing."""
        return cls.model_validate({})


def read(path: Path) -> Settings:
    """The settings in a file; ``BadInput`` where it is not as it should be."""
    said = written.read(path, Settings, empty={})
    return _with_own(said, path.parent / said.own_environments) if said.own_environments else said


def _with_own(said: Settings, environments: Path) -> Settings:
    """The settings, with the accounts of a platform and of its use cases."""
    platform = load.platform(environments)
    own: dict[str, str] = dict.fromkeys(platform.own_accounts.values(), "shared")
    use_cases: dict[str, str] = {}
    for case in load.every(environments / "use_cases"):
        own |= {account.account_id: name for name, account in case.accounts.items()}
        use_cases |= {account.account_id: case.name for account in case.accounts.values()}
    return said.model_copy(
        update={
            "organization_id": said.organization_id or platform.organization_id,
            "trusted_account_ids": tuple(sorted({*said.trusted_account_ids, *own})),
            "account_environments": {**own, **said.account_environments},
            "account_use_cases": {**use_cases, **said.account_use_cases},
            "platform_role_arns": tuple(
                sorted({*said.platform_role_arns, f"arn:aws:iam::*:role/{platform.deploy_role}"})
            ),
        }
    )
