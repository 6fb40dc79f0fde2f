"""REL-05: backups cannot be deleted early, and there is a copy outside the account."""

from collections.abc import Iterator

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, Answers, failed, held, judged, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.reliability import backups
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_VAULT, _GAPPED = "aws_backup_vault", "aws_backup_logically_air_gapped_vault"
CONCERNS = ("aws_backup_plan", _VAULT, "aws_backup_vault_lock_configuration")


def check(subject: Subject) -> Answers:
    if subject.type == _VAULT:
        if subject.is_set("kms_key_arn"):
            yield our_key(subject, "kms_key_arn")
        else:
            yield failed("kms_key_arn is not set, and AWS takes a key of AWS Backup")
        locks = subject.attached("aws_backup_vault_lock_configuration", "backup_vault_name")
        yield judged(bool(locks), "has no vault lock")
    elif subject.type == "aws_backup_plan":
        for rule, destinations in backups.copies(subject):
            yield from _copied(subject, rule, destinations)
    else:
        why = "changeable_for_days is not set: the lock is in governance mode, and can be taken off"
        yield judged(subject.known("changeable_for_days") is not None, why)
        yield judged(bool(subject.known("min_retention_days")), "min_retention_days is not set")


def _copied(plan: Subject, rule: str, destinations: list[str]) -> Iterator[Answer]:
    if not destinations:
        yield failed(f"{rule} copies to no other vault")
        return
    found = [_leaves(plan, path) for path in destinations]
    best = sorted(found, key=lambda answer: ("pass", "undecided", "fail").index(answer.status))
    yield best[0]


def _leaves(plan: Subject, path: str) -> Answer:
    """Whether a copy goes to another account of the bank, or to a vault that no account can empty."""
    vaults = plan.refers(path, _VAULT, _GAPPED)
    if vaults and all(vault.type == _GAPPED for vault in vaults):
        return held()
    if vaults and vaults[0].plan is plan.plan:
        return failed(f"{path} is {vaults[0]}: the copy stays under the hands of one plan")
    own = accounts.of_plan(plan.world, plan.plan)
    account = accounts.of_arn(str(plan.raw(path))) if plan.raw(path) != UNKNOWN else None
    trusted = plan.world.settings.trusted_account_ids
    if account is None or (not trusted and account != own):
        return undecided(f"whether {path} is in another account of the bank is not known")
    if account == own or account not in trusted:
        return failed(f"{path} is in account {account}, which is not another one of the bank")
    return undecided(f"whether {path} leaves the account is not known") if own is None else held()
