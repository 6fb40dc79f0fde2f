"""KMS-07: a key waits thirty days before it is gone, and its policy locks nobody out."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import KEYS, one_of
from mlplatform.gate.iam.rights import covers, may_cover
from mlplatform.gate.policy import Policy, is_symbol
from mlplatform.gate.stores import key_policies
from mlplatform.gate.world import Subject

CONCERNS = (*KEYS, "aws_kms_key_policy")
_DELETE = "kms:ScheduleKeyDeletion"
_WINDOW = "kms:ScheduleKeyDeletionPendingWindowInDays"
_SHORTER = {"numericlessthan": 30, "numericlessthanequals": 29}


def check(subject: Subject) -> Answers:
    if subject.raw("deletion_window_in_days") is not None:
        yield one_of(subject, "deletion_window_in_days", (30,))
    if subject.raw("bypass_policy_lockout_safety_check") is not None:
        yield one_of(subject, "bypass_policy_lockout_safety_check", (False,))
    policy = key_policies.of(subject)
    if policy is None:
        yield held()
        return
    giving = [s for s in policy.allowing() if may_cover(s, _DELETE)]
    if not giving or refuses_quick_deletion(policy):
        yield held()
    elif all(not covers(s, _DELETE) for s in giving) or any(map(_is_unknown, policy.denying())):
        yield undecided(f"{policy.source}: whether a quick deletion is refused is known only after apply")
    else:
        yield failed(
            f"{policy.source}: {_DELETE} is given, for seven days as well as for thirty", str(giving[0])
        )


def refuses_quick_deletion(policy: Policy) -> bool:
    """Whether a Deny for anyone refuses every deletion with a shorter wait, whatever else is asked."""
    for statement in policy.denying():
        anyone = "*" in statement.principals or "*" in statement.principals.get("AWS", ())
        if not anyone or not covers(statement, _DELETE):
            continue
        if all(
            c.on(_WINDOW)
            and c.plain in _SHORTER
            and all(v.isdigit() and int(v) >= _SHORTER[c.plain] for v in c.values)
            for c in statement.conditions
        ):
            return True
    return False


def _is_unknown(statement: object) -> bool:
    return is_symbol(str(statement)) or "<" in str(statement)
