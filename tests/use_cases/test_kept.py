"""What stays when a use case ends, and what goes."""

from __future__ import annotations

from typing import Any

from mlplatform.decommission import kept
from mlplatform.decommission.kept import Facts
from mlplatform.terraform.remote_state import Instance

TOP = "module.environment"


def one(address: str, key: str = "", **values: Any) -> Instance:
    """An instance by the end of its address."""
    module, type, _ = f"{TOP}.{address}".rsplit(".", 2)
    full = f"{TOP}.{address}" + (f'["{key}"]' if key else "")
    return Instance(full, type, key, module, values, False)


def bucket(module: str, key: str) -> list[Instance]:
    name = f"bank-{key}"
    made = one(f"module.{module}.aws_s3_bucket.this", key, bucket=name, arn=f"arn:{name}")
    return [made, one(f"module.{module}.aws_s3_bucket_policy.this", key, bucket=name)]


LOGS, ACCESS, CONFIG = (bucket("account_baseline", key) for key in ("logs", "access-logs", "config"))
DATA, ARTIFACTS = bucket("data_store", "data"), bucket("data_store", "artifacts")
KEYS = {
    purpose: [
        one("module.kms.aws_kms_key.this", purpose, arn=f"arn:key/{purpose}"),
        one("module.kms.aws_kms_alias.this", purpose),
    ]
    for purpose in ("alerts", "artifacts", "backup", "data", "ebs", "logs", "studio")
}
VAULT = [
    one("module.account_baseline.module.backup.aws_backup_vault.this", name="vault", arn="arn:vault"),
    one(
        "module.account_baseline.module.backup.aws_backup_vault_policy.this",
        "this",
        backup_vault_name="vault",
    ),
    one("module.account_baseline.module.backup.aws_iam_role.this", "backup", arn="arn:role/backup"),
    one("module.account_baseline.module.backup.aws_iam_role_policy_attachment.this", "backup"),
    one("module.account_baseline.module.backup.aws_iam_policy.backup", arn="arn:policy/backup"),
]
LOCK = one(
    "module.account_baseline.module.backup.aws_backup_vault_lock_configuration.this",
    backup_vault_name="vault",
)
GROUP = one("module.studio_network.aws_cloudwatch_log_group.flow", arn="arn:group")
ACCOUNT = one("module.account_baseline.aws_s3_account_public_access_block.this")
GOES = [
    one("module.account_baseline.module.backup.aws_backup_plan.this"),
    one("module.account_baseline.module.backup.aws_iam_role.this", "restore-test", arn="arn:role/restore"),
    one(
        "module.account_baseline.module.backup.aws_backup_vault_notifications.this",
        "this",
        backup_vault_name="vault",
    ),
    one("module.personas.aws_iam_role.persona", "auditor", arn="arn:role/auditor"),
    one("module.studio_network.aws_vpc.this"),
    one("module.account_baseline.aws_cloudtrail.this"),
]
ALL = [
    *LOGS,
    *ACCESS,
    *CONFIG,
    *DATA,
    *ARTIFACTS,
    *(x for two in KEYS.values() for x in two),
    *VAULT,
    LOCK,
    GROUP,
]
ALL += [ACCOUNT, *GOES]
NOTHING = Facts(frozenset(), frozenset(), frozenset())


def stays(facts: Facts) -> set[str]:
    return {instance.address for instance in kept.stays(ALL, facts)}


def addresses(*instances: Instance) -> set[str]:
    return {instance.address for instance in instances}


ALWAYS = addresses(*LOGS, *ACCESS, *CONFIG, *KEYS["logs"], LOCK, GROUP, ACCOUNT)


def test_logs_stay_with_their_policies_and_their_key_even_where_nothing_was_logged() -> None:
    assert stays(NOTHING) == ALWAYS


def test_evidence_stays_with_its_key_where_there_is_any() -> None:
    facts = Facts(frozenset({"bank-artifacts"}), frozenset(), frozenset())
    assert stays(facts) == ALWAYS | addresses(*ARTIFACTS, *KEYS["artifacts"])


def test_data_goes_whatever_it_holds() -> None:
    facts = Facts(frozenset({"bank-data"}), frozenset(), frozenset())
    assert stays(facts) == ALWAYS


def test_a_vault_with_recovery_points_stays_with_its_key_and_the_role_that_ends_them() -> None:
    facts = Facts(frozenset(), frozenset({"vault"}), frozenset())
    assert stays(facts) == ALWAYS | addresses(*VAULT, *KEYS["backup"])


def test_homes_that_stay_keep_the_key_they_are_under() -> None:
    facts = Facts(frozenset(), frozenset(), frozenset({"arn:key/studio", "arn:key/of-another-account"}))
    assert stays(facts) == ALWAYS | addresses(*KEYS["studio"])


def test_what_stays_is_told_by_its_arn_and_a_key_by_its_purpose() -> None:
    said = [(thing.what, thing.arn) for thing in kept.things([*KEYS["logs"], *LOGS, GROUP, ACCOUNT])]
    assert said == [("bucket", "arn:bank-logs"), ("key for logs", "arn:key/logs"), ("log group", "arn:group")]


def test_packages_stay_with_their_policies_and_their_key_and_the_role_that_brought_them_goes() -> None:
    packages = [
        one("module.packages.aws_codeartifact_domain.this", arn="arn:domain"),
        one("module.packages.aws_codeartifact_repository.approved", arn="arn:repository"),
        one("module.packages.aws_codeartifact_repository_permissions_policy.this", "approved"),
    ]
    key = [
        one("module.kms.aws_kms_key.this", "packages", arn="arn:key/packages"),
        one("module.kms.aws_kms_alias.this", "packages"),
    ]
    role = one("module.packages.aws_iam_role.intake", arn="arn:role/intake")
    found = kept.stays([*packages, *key, role, *KEYS["data"]], NOTHING)
    assert found == [*packages, *key]
    assert [(thing.what, thing.arn) for thing in kept.things(found)] == [
        ("domain of packages", "arn:domain"),
        ("key for packages", "arn:key/packages"),
        ("repository of packages", "arn:repository"),
    ]
