"""KMS-04: another account uses a key only inside the organization, for listed actions, and lends nothing."""

from collections.abc import Iterator

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.stores import foreign
from mlplatform.gate.stores import key_policies as keys
from mlplatform.gate.stores.key_policies import CONCERNS, Caller
from mlplatform.gate.world import Subject

__all__ = ["CONCERNS", "check"]
_LISTED = {
    *keys.USE,
    "kms:CreateGrant",
    "kms:DescribeKey",
    "kms:GenerateDataKey*",
    "kms:GetKeyRotationStatus",
    "kms:GetPublicKey",
    "kms:ListGrants",
    "kms:ReEncrypt*",
    "kms:RetireGrant",
    "kms:RevokeGrant",
}


def check(subject: Subject) -> Answers:
    policy = keys.of(subject)
    if policy is None:
        return
    own = keys.own_account(subject, policy)
    found = [a for s in policy.allowing() for a in _statement(subject, policy, s, own)]
    yield from found or [held()]


def _statement(subject: Subject, policy: Policy, statement: Statement, own: str | None) -> Iterator[Answer]:
    keys.undecided_parts(subject, statement)
    for caller in keys.callers(subject, statement):
        account = caller.name if caller.kind == "account" else accounts.of_arn(caller.name)
        if caller.kind == "service" or (caller.kind == "named" and account is None):
            continue  # a role of these plans, or a service
        if keys.is_default(policy) or (account and account == own):
            continue
        yield from foreign.admitted(subject, statement, account, str(caller))
        yield from _listed(statement, caller)
        verdict, _ = keys.may(policy, statement, caller, (keys.GRANT,), keys.lending(caller))
        if verdict != "no":
            tell = failed if verdict == "yes" else undecided
            yield tell(f"{caller} may make grants that are for no service of AWS", str(statement))


def _listed(statement: Statement, caller: Caller) -> Iterator[Answer]:
    more = [action for action in statement.actions if action not in _LISTED]
    if statement.not_actions or more:
        what = ", ".join(more) or "all but some actions"
        yield failed(f"{caller} is another account and may {what}", str(statement))
