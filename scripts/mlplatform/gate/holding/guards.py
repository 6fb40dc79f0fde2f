"""Whether a principal's requests are held: what it must not ask for is refused by conditions.

Asked of a few requests that stand for all that must not be: what a guard calls ``bad``. Each must be refused
by a Deny that surely applies to it, or by the Allow itself, which then does not hold for it. Conditions have
the meaning that IAM gives them, request by request, so a guard that only looks like one is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from mlplatform.gate.answers import Answer, failed, held, undecided
from mlplatform.gate.iam.actions import required_arns
from mlplatform.gate.iam.globs import witness
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.requests import Guard, Request, all_of, any_of, meets, undefined
from mlplatform.gate.iam.rights import Right, covers
from mlplatform.gate.policy import Policy, Statement

__all__ = ["Guard", "generous", "if_allowed", "judged", "loose", "refused", "rights", "softened", "speaks_of"]
_ANY = Statement(True, "", ("*",), (), ("*",), (), {}, {}, (), {})
_GENEROUS = (
    "AdministratorAccess",
    "AmazonSageMakerFullAccess",
    "PowerUserAccess",
    "job-function/DataScientist",
)
_AWS = "arn:aws:iam::aws:policy/"


def refused(right: Right, request: Request, guard: Guard) -> bool | None:
    """Whether a request by this right is refused; None where that is not known."""
    on_key = [c for c in right.statement.on(guard.key) if not undefined(c)]
    # ForAllValues also holds where the key is absent, so IAM says not to trust it with an Allow by itself.
    present = any(c.plain == "null" and meets(c, (), guard) is False for c in on_key)
    trusted = [c for c in on_key if present or c.set_operator != "forallvalues"]
    allowed = all_of([meets(condition, request, guard) for condition in trusted])
    denied = [_denies(denial, right, request, guard) for denial in right.limits]
    return any_of([None if allowed is None else not allowed, *denied])


def _denies(denial: Statement, right: Right, request: Request, guard: Guard) -> bool | None:
    """Whether a Deny with conditions surely refuses a request, whatever else the request holds."""
    if not all(condition.on(guard.key) for condition in denial.conditions):
        return False
    if any(map(undefined, denial.conditions)):
        return False
    if denial.not_resources or witness(right.inside, (*right.outside, *denial.resources)) is not None:
        return False
    return all_of([meets(condition, request, guard) for condition in denial.conditions])


def rights(identity: Identity, action: str) -> Iterator[Right]:
    """What an identity may do by an action that acts on one kind of resource, and on that kind alone: a Deny
    that names every resource of the kind takes all of it."""
    for right in identity.rights(action):
        named = (*right.inside, *(resource for denial in identity.denying for resource in denial.resources))
        partition = next((p.split(":")[1] for p in named if p.startswith(("arn:aws:", "arn:aws-"))), "aws")
        kinds = [arn.replace("arn:*:", f"arn:{partition}:", 1) for arn in required_arns(action)]
        narrow = replace(right, inside=(*right.inside, *kinds)) if len(kinds) == 1 else right
        if witness(narrow.inside, narrow.outside) is not None:
            yield narrow


def loose(identity: Identity, actions: Iterable[str], guard: Guard) -> Iterator[Answer]:
    """What an identity may ask for under these actions that the guard should have refused."""
    for action in actions:
        for right in rights(identity, action):
            yield from _loose(right, guard)


def _loose(right: Right, guard: Guard) -> Iterator[Answer]:
    verdicts = [refused(right, request, guard) for request in guard.bad([right.statement, *right.limits])]
    if all(verdicts):
        return
    word = f"may call {right.action} with {guard.word}"
    unknown = right.statement.conditions_unknown
    if not right.certain or unknown or False not in verdicts:
        why = (
            "its conditions are known only after apply"
            if unknown
            else f"what {guard.key} may hold is not said"
        )
        yield undecided(f"{word}: {right.why or why}", str(right.statement))
    else:
        near = [str(d) for d in right.limits if d.on(guard.key)]
        yield failed(f"{word}: no condition on {guard.key} refuses it", str(right.statement), *near)


def if_allowed(identity: Identity) -> Identity:
    """It as it would be with every right that its own Deny statements and its boundary leave."""
    return replace(identity, policies=(*identity.policies, Policy("what cannot be read", (_ANY,))))


def generous(identity: Identity) -> list[str]:
    """The policies of AWS that it has which give all of SageMaker."""
    return [arn for arn in identity.managed_arns if _named(arn, _GENEROUS)]


def speaks_of(identity: Identity, actions: Iterable[str]) -> bool:
    """Whether an Allow of it names one of these actions, refused elsewhere or not."""
    wanted = list(actions)
    return any(covers(statement, action) for statement in identity.allowing for action in wanted)


def softened(identity: Identity, answers: Iterable[Answer]) -> Iterator[Answer]:
    """Failures as undecided where something that cannot be read may hold the Deny that is missed."""
    hidden = [*identity.undecided, *(arn for arn in identity.managed_arns if not arn.startswith(_AWS))]
    for answer in answers:
        doubted = answer.status == "fail" and hidden
        yield (
            replace(answer, status="undecided", reason=f"{answer.reason}; {hidden[0]}") if doubted else answer
        )


def judged(identity: Identity, actions: Iterable[str], found: Iterable[Answer]) -> Iterator[Answer]:
    """The answers about one principal: what was found; that all is refused, where its policies name one of
    the actions; nothing where they do not."""
    answers = list(softened(identity, found))
    if answers:
        yield from answers
    elif speaks_of(identity, actions):
        yield held("held by its conditions, or refused")


def _named(arn: str, patterns: Iterable[str]) -> bool:
    _, found, name = arn.partition(":iam::aws:policy/")
    return bool(found) and any(fnmatchcase(name, pattern) for pattern in patterns)
