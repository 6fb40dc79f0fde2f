"""KMS-06: people and workloads use a key through the services that hold the data, not straight."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.stores import key_policies as keys
from mlplatform.gate.stores.key_policies import CONCERNS, Caller
from mlplatform.gate.world import Subject

__all__ = ["CONCERNS", "check"]


def check(subject: Subject) -> Answers:
    policy = keys.of(subject)
    if policy is None or keys.key_usage(subject) != "ENCRYPT_DECRYPT":
        return  # no service signs or verifies for a caller: those go straight
    found = [answer for statement in policy.allowing() for answer in _statement(subject, policy, statement)]
    yield from found or [held()]


def _statement(subject: Subject, policy: Policy, statement: Statement) -> Iterator[Answer]:
    keys.undecided_parts(subject, statement)
    for caller in keys.callers(subject, statement):
        if caller.kind != "service":
            yield from _straight(policy, statement, caller)
            yield from keys.loose_services(policy, statement, caller)


def _straight(policy: Policy, statement: Statement, caller: Caller) -> Iterator[Answer]:
    asked = ((keys.USE, keys.straight(caller)), ((keys.GRANT,), keys.lending(caller)))
    for actions, request in asked:
        verdict, action = keys.may(policy, statement, caller, actions, request)
        says = f"{policy.source}: {caller} may {action} without a service in between"
        if verdict == "yes":
            yield failed(says, str(statement))
        elif verdict == "later":
            yield undecided(f"{says}, or not: that is known only after apply", str(statement))
