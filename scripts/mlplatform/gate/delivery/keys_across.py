"""What keys give to other accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, undecided
from mlplatform.gate.holding import denials
from mlplatform.gate.iam import grantees, trust
from mlplatform.gate.iam.grantees import Grantee
from mlplatform.gate.iam.rights import may_cover
from mlplatform.gate.policy import Condition, Policy, Statement
from mlplatform.gate.stores import use_cases
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

READS = frozenset(
    f"kms:{name}"
    for name in (
        "Decrypt",
        "DescribeKey",
        "GetKeyPolicy",
        "GetKeyRotationStatus",
        "GetPublicKey",
        "ListGrants",
        "ListKeyPolicies",
        "ListKeyRotations",
        "ListResourceTags",
        "Verify",
        "VerifyMac",
    )
)
"""Actions on a key that read what it encrypted or signed, or that tell about it."""
_GRANTED = ("Decrypt", "DescribeKey", "GetPublicKey", "RetireGrant", "Verify", "VerifyMac")
_TAG = "use_case"


def key_of(subject: Subject) -> Subject:
    """The key that a policy or a grant is for; the policy itself where the key is in none of the plans."""
    if subject.type not in ("aws_kms_key_policy", "aws_kms_grant"):
        return subject
    try:
        found = subject.refers("key_id", "aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key")
    except Undecided:
        return subject
    return found[0] if len(found) == 1 else subject


def own_account(subject: Subject, policy: Policy) -> str | None:
    """The account of a key: as the plan tells it, or the one account that its policy lets manage it."""
    told = accounts.of(key_of(subject)) or accounts.of(subject)
    if told:
        return told
    managing = {
        account
        for statement in policy.allowing()
        if may_cover(statement, "kms:PutKeyPolicy")
        for kind, name in trust.principals(statement)
        if kind == "AWS" and (account := accounts.of_arn(name))
    }
    return managing.pop() if len(managing) == 1 else None


def spoken(statement: Statement, actions: Sequence[str]) -> list[str]:
    """The actions on keys that a statement speaks of."""
    return [action for action in actions if may_cover(statement, action)]


def foreigners(subject: Subject, statement: Statement, own: str | None) -> list[Grantee]:
    """Those of other accounts whom a statement speaks of."""
    if own and any(set(condition.values) == {own} for condition in _callers(statement)):
        return []  # as in the policies of AWS: everyone, as long as it is of this account
    return [g for g in grantees.of(subject, statement) if _is_foreign(subject, g, own)]


def _callers(statement: Statement) -> list[Condition]:
    keys = ("kms:CallerAccount", "aws:PrincipalAccount")
    return [c for key in keys for c in statement.on(key) if trust.demands(c)]


def _is_foreign(subject: Subject, grantee: Grantee, own: str | None) -> bool:
    if grantee.kind in ("service", "federated", "unknown"):
        return False
    if grantee.subject is not None and grantee.subject.plan is subject.plan:
        return False
    return grantee.account != own if own else grantee.kind == "anyone"


def unclear(subject: Subject, policy: Policy, own: str | None) -> Iterator[str]:
    """Principals of whom nobody can say whether they are of another account."""
    for statement in policy.allowing():
        for grantee in grantees.of(subject, statement):
            if grantee.kind == "unknown":
                yield f"it is open to {grantee}, who may be of another account"
            elif own is None and grantee.account and grantee.subject is None:
                yield f"it is open to {grantee}; whose account the key is in, nothing tells"


def judged(
    key: Subject, policy: Policy, statement: Statement, grantee: Grantee, actions: Iterable[str]
) -> Answers:
    """Whether one of another account may do no more than read, and is of the key's use case."""
    more = [a for a in actions if a not in READS and not _denied(policy, a, grantee)]
    if more:
        shown = ", ".join(more[:3]) + (f" and {len(more) - 3} more" if len(more) > 3 else "")
        yield failed(f"{grantee} of another account may do more than read: {shown}", str(statement))
    yield _scoped(key, statement, grantee)


def _denied(policy: Policy, action: str, grantee: Grantee) -> bool:
    keys: dict[str, denials.Values] = {"aws:principalaccount": (grantee.account or "999999999999",)}
    keys["kms:calleraccount"] = keys["aws:principalaccount"]
    if grantee.kind == "principal":
        keys["aws:principalarn"] = (grantee.text,)
    return denials.outcome(policy.denying(), denials.Request(action, keys, "*")).verdict == "denied"


def _scoped(key: Subject, statement: Statement, grantee: Grantee) -> Answer:
    wanted = _use_case(key)
    if wanted and any(
        set(c.values) == {wanted} and trust.demands(c) for c in statement.on(f"aws:PrincipalTag/{_TAG}")
    ):
        return held()
    if grantee.kind != "principal":
        return failed(f"is open to {grantee} whole, and not to a role of its use case", str(statement))
    if not wanted:
        return undecided(f"is open to {grantee}; the key bears no {_TAG} to hold against it", str(statement))
    theirs = _use_case(grantee.subject) if grantee.subject else None
    if not theirs and grantee.account:
        theirs = use_cases.of_account(key.world, grantee.account)
    if theirs:
        wrong = f"is of {wanted} and open to {grantee}, which is of {theirs}"
        return held() if theirs == wanted else failed(wrong, str(statement))
    if _slug(wanted) in _slug(grantee.text.rpartition("/")[2]):
        return held()
    return undecided(f"is open to {grantee}, of which nothing says that it is of {wanted}", str(statement))


def _use_case(subject: Subject) -> str | None:
    for attribute in ("tags_all", "tags"):
        value = subject.raw(f"{attribute}.{_TAG}")
        if isinstance(value, str) and value not in ("", UNKNOWN):
            return value
    return None


def _slug(text: str) -> str:
    return f"-{re.sub(r'[^a-z0-9]+', '-', text.lower())}-"


def by_grant(grant: Subject) -> Answers:
    """Whether a grant to another account is for reading alone, by one of the key's use case."""
    key = key_of(grant)
    statement = Statement(True, "", (), (), (), (), {"AWS": (_grantee(grant),)}, {}, (), {})
    for grantee in grantees.of(grant, statement):
        own = accounts.of(key) or accounts.of(grant)
        if grantee.kind == "unknown" or (own is None and grantee.subject is None):
            yield undecided(f"whether {grantee} is of another account, nothing tells")
        elif _is_foreign(grant, grantee, own):
            more = [o for o in grant.items("operations") if o not in _GRANTED]
            if more:
                yield failed(
                    f"{grantee} of another account may do more than read: {', '.join(map(str, more))}"
                )
            yield _scoped(key, statement, grantee)
    yield held()


def _grantee(grant: Subject) -> str:
    value = grant.raw("grantee_principal")
    if value != UNKNOWN:
        return str(value)
    origin = grant.origin("grantee_principal")
    return f"<{' | '.join(r.address for r in origin.resources)}>" if origin.decided else UNKNOWN
