"""KMS-05: who administers a key does not use it, and who uses it does not administer it."""

from collections import defaultdict
from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.iam.conditions import Request
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.stores import key_policies as keys
from mlplatform.gate.stores.key_policies import CONCERNS, Caller
from mlplatform.gate.world import Subject

__all__ = ["CONCERNS", "check"]
_ANYHOW = Request("", {})


def check(subject: Subject) -> Answers:
    policy = keys.of(subject)
    if policy is None:
        return
    found = [*_by_statement(subject, policy), *_by_caller(subject, policy)]
    yield from found or [held()]


def _by_statement(subject: Subject, policy: Policy) -> Iterator[Answer]:
    for statement in policy.allowing():
        keys.undecided_parts(subject, statement)
        for caller in keys.callers(subject, statement):
            yield from _grants(policy, statement, caller)
            if caller.kind in ("account", "anyone"):
                yield from _handed_on(policy, statement, caller)
            if caller.kind == "service":
                yield from _answer(policy, statement, caller, keys.ADMINISTER, _ANYHOW, "may administer it")


def _handed_on(policy: Policy, statement: Statement, caller: Caller) -> Iterator[Answer]:
    """What a statement for a whole account hands to every IAM policy in it."""
    whole, straight = "hands on to every IAM policy of the account that it may", keys.straight(caller)
    yield from _answer(policy, statement, caller, keys.USE, straight, f"{whole} use the key straight")
    yield from _answer(policy, statement, caller, keys.ADMINISTER, straight, f"{whole} administer the key")


def _grants(policy: Policy, statement: Statement, caller: Caller) -> Iterator[Answer]:
    says = "may lend the use of the key to anyone by a grant"
    yield from _answer(policy, statement, caller, (keys.GRANT,), keys.lending(caller), says)


def _answer(
    policy: Policy,
    statement: Statement,
    caller: Caller,
    actions: tuple[str, ...],
    request: Request,
    says: str,
) -> Iterator[Answer]:
    verdict, action = keys.may(policy, statement, caller, actions, request)
    if verdict == "yes":
        yield failed(f"{policy.source}: a statement for {caller} {says} ({action})", str(statement))
    elif verdict == "later":
        yield undecided(f"{policy.source}: whether {caller} {says} is known only after apply", str(statement))


def _by_caller(subject: Subject, policy: Policy) -> Iterator[Answer]:
    """Callers that are named both among those who use the key and among those who administer it."""
    found: dict[str, dict[Caller, Statement]] = defaultdict(dict)
    for statement in policy.allowing():
        for caller in keys.callers(subject, statement):
            for name, actions in (("use", keys.USE), ("administer", keys.ADMINISTER)):
                verdict, _ = keys.may(policy, statement, caller, actions, _ANYHOW)
                if caller.kind == "named" and verdict != "no":
                    found[name].setdefault(caller, statement)
    for caller in [caller for caller in found["use"] if caller in found["administer"]]:
        statements = (found["use"][caller], found["administer"][caller])
        yield failed(f"{caller} may both use and administer the key", *dict.fromkeys(map(str, statements)))
