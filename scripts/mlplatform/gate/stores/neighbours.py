"""Whether a policy of one use case lets another use case in: a role's trust, a policy of logs, of a registry.

Here a policy is read for whom it names, be they in the plans or not: taking on a role, or reading over an
account's wall, needs that in any case. Who in the plans does reach a bucket or a key, ``isolation`` asks.
What is in an account that serves all use cases (``environments``: shared) lets them in by its purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlplatform.gate import accounts, environments
from mlplatform.gate.answers import Answer, Undecided, failed, held, undecided
from mlplatform.gate.holding import denials
from mlplatform.gate.iam import grantees, trust
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.iam.grantees import Grantee
from mlplatform.gate.policy import Policy, Statement, is_symbol
from mlplatform.gate.stores.use_cases import TAG, of_account, of_plan, use_case
from mlplatform.gate.world import Subject

# Keys by which a statement for everybody is for one account, or for one use case.
_ACCOUNTS = ("aws:PrincipalAccount", "aws:SourceAccount", "aws:SourceOwner", "kms:CallerAccount")
_MOST = 200
"""Actions that are looked up one by one; what speaks of more is taken for open."""


# A policy that stands apart has no tags; whose it is, says the resource that it is for.
_FOR = {
    "aws_backup_vault_policy": "backup_vault_name",
    "aws_ecr_repository_policy": "repository",
    "aws_efs_file_system_policy": "file_system_id",
    "aws_s3_bucket_policy": "bucket",
    "aws_sagemaker_model_package_group_policy": "model_package_group_name",
    "aws_secretsmanager_secret_policy": "secret_arn",
    "aws_sns_topic_policy": "arn",
    "aws_sqs_queue_policy": "queue_url",
}


def whose(subject: Subject) -> str | None:
    """The use case of a resource: by its tag, by that of the resource it is for, else by what all of its plan
    says."""
    told = use_case(subject)
    if told is None and subject.type in _FOR:
        told = next((use_case(each) for each in _meant(subject)), None)
    return told or of_plan(subject.world, subject.plan)


def _meant(subject: Subject) -> list[Subject]:
    try:
        return [each for each in subject.refers(_FOR[subject.type]) if each.key != subject.key]
    except Undecided:
        return []


def let_in(subject: Subject, policy: Policy, own: str) -> Iterator[Answer]:
    """Whom a policy lets in that is of another use case, and of whom that cannot be told."""
    for statement in policy.allowing():
        for grantee in _grantees(subject, statement):
            answer = _judged(subject, statement, grantee, own)
            if answer.status != "pass" and not _denied(subject, policy, statement, grantee):
                yield answer


def is_for_services(subject: Subject, policy: Policy) -> bool:
    """Whether a policy speaks of no principal but services, so that it does not matter whose it is."""
    found = [grantee for s in policy.allowing() for grantee in grantees.of(subject, s)]
    return all(grantee.kind in ("service", "federated") for grantee in found)


def _grantees(subject: Subject, statement: Statement) -> Iterator[Grantee]:
    for grantee in grantees.of(subject, statement):
        if grantee.kind == "anyone":
            yield from _narrowed(statement, grantee)
        else:
            yield grantee


def _narrowed(statement: Statement, everyone: Grantee) -> Iterator[Grantee]:
    """Everyone, or the accounts that a condition demands."""
    for key in _ACCOUNTS:
        for condition in statement.on(key):
            if trust.demands(condition) and not any(map(is_symbol, condition.values)):
                yield from (Grantee(value, "account", value) for value in condition.values)
                return
    yield everyone


def _judged(subject: Subject, statement: Statement, grantee: Grantee, own: str) -> Answer:
    if grantee.kind in ("service", "federated") or _by_tag(statement, own):
        return held()
    if grantee.kind == "unknown":
        return undecided(f"lets in {grantee}, of which nothing says whose it is", str(statement))
    if grantee.kind == "anyone":
        said = "lets in everybody, and so whoever is of another use case"
        return (
            undecided(said, str(statement)) if statement.conditions_unknown else failed(said, str(statement))
        )
    if grantee.subject is not None:
        return _named(statement, grantee, grantee.subject, own)
    return _outside(subject, statement, grantee, own)


def _by_tag(statement: Statement, own: str) -> bool:
    wanted = statement.on(f"aws:PrincipalTag/{TAG}")
    return any(set(condition.values) == {own} and trust.demands(condition) for condition in wanted)


def _named(statement: Statement, grantee: Grantee, principal: Subject, own: str) -> Answer:
    if environments.of(principal) == "shared":
        return held()
    try:
        theirs = whose(principal)
    except Undecided as why:
        return undecided(f"lets in {grantee}, whose use case is not known yet ({why.reason})", str(statement))
    if theirs is None:
        return undecided(f"lets in {grantee}, which says no use case", str(statement))
    return held() if theirs == own else failed(f"lets in {grantee}, which is of {theirs}", str(statement))


def _outside(subject: Subject, statement: Statement, grantee: Grantee, own: str) -> Answer:
    """One who is in none of the plans, or an account whole."""
    account = grantee.account
    if account is None:
        return undecided(f"lets in {grantee}, of which nothing says whose it is", str(statement))
    here, world = accounts.of(subject), subject.world
    if account == here or environments.of_account(world, account) == "shared":
        return held()
    if accounts.is_ours(account, subject) is False:
        return held("of no account of the bank: IAM-08 and its like answer for it")
    theirs = of_account(world, account)
    if theirs == own or (theirs is None and grantee.kind == "principal" and _bears(grantee.text, own)):
        return held()
    if theirs:
        return failed(f"lets in {grantee}, of an account of {theirs}", str(statement))
    return undecided(f"lets in {grantee}, of which nothing says that it is of {own}", str(statement))


def _bears(arn: str, own: str) -> bool:
    return _slug(own) in _slug(arn.rpartition("/")[2])


def _slug(text: str) -> str:
    return f"-{re.sub(r'[^a-z0-9]+', '-', text.lower())}-"


def _denied(subject: Subject, policy: Policy, statement: Statement, grantee: Grantee) -> bool:
    """Whether the same policy takes back all that a statement gives to one of another account."""
    spoken = {action for pattern in statement.actions for action in expand(pattern)}
    if not spoken or len(spoken) > _MOST or statement.not_actions or grantee.kind == "unknown":
        return False
    account = grantee.account or "000000000000"
    keys: dict[str, denials.Values] = {
        "aws:principalaccount": (account,),
        "aws:principalisawsservice": ("false",),
        "aws:principalorgid": (subject.world.settings.organization_id or "o-aaaaaaaaaa",),
        "aws:principalarn": (
            grantee.text
            if grantee.kind == "principal" and grantee.subject is None
            else f"arn:aws:iam::{account}:role/zz-any",
        ),
    }
    resources = [r for r in statement.resources if not is_symbol(r)] or ["*"]
    return all(
        denials.outcome(policy.denying(), denials.Request(action, keys, resource)).verdict == "denied"
        for action in spoken
        for resource in resources
    )
