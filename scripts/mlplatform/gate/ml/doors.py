"""The doors of a Studio domain of IAM: who may call CreatePresignedDomainUrl, for whom, and from where.

AWS asks the policy again on every request that a link makes: a condition on the network binds the link too.
"""

from __future__ import annotations

import re

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.holding import guards
from mlplatform.gate.iam import holders, keys
from mlplatform.gate.iam.globs import witness
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right
from mlplatform.gate.ml.sagemaker import CALLERS, caller
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.world import Subject, World

OPENS = "sagemaker:CreatePresignedDomainUrl"
_NETWORK = ("aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:sourceip", "aws:vpcsourceip")
_OPEN = re.compile(r"[*?]+|[\d.]+/[0-7]|[\da-fA-F:]+/\d|arn:.*[:/]\*")
_TAG = re.compile(r"(sagemaker|aws):resourcetag/.+")


def of(world: World) -> Answers:
    """Whether every door of the plans is its user's alone and opens from the bank's network alone."""
    found = [answer for subject in world.of(*CALLERS) for answer in held_by(subject)]
    yield from found
    if not found:
        yield undecided("nobody in these plans may open it, so whether its door is guarded stands elsewhere")


def held_by(subject: Subject) -> Answers:
    """The same of the doors that one principal has; nothing where it has none."""
    identity = caller(subject)
    if identity is None:
        return
    for right in guards.rights(identity, OPENS):
        yield from guards.softened(identity, _answers(identity, right))
    hidden = [*guards.generous(identity), *holders.unread(identity)]
    if hidden and not all(map(_bound, guards.rights(guards.if_allowed(identity), OPENS))):
        yield undecided(f"{identity.subject} may open Studio by what cannot be read: {hidden[0]}")


def _answers(identity: Identity, right: Right) -> Answers:
    unknown = right.statement.conditions_unknown or not right.certain or _network_later(right)
    for holds, word in (
        (_own(right), "for a profile that is not their own"),
        (_bound(right), "from any network"),
    ):
        reason = f"{identity.subject} may open Studio {word}"
        if holds:
            yield held()
        elif unknown:
            yield undecided(f"{reason}: its conditions are known only after apply", str(right.statement))
        else:
            yield failed(reason, str(right.statement))


def _own(right: Right) -> bool:
    """Whether it is for the profile of whoever asks: by name, or by a tag that says whose it is."""
    by_tag = any(
        _TAG.fullmatch(c.key.lower()) and _firm(c) and all("${" in value for value in c.values)
        for c in right.statement.conditions
    )
    exact = right.exact is not None and ":user-profile/" in right.exact
    return by_tag or exact or _names_asker(right)


def _names_asker(right: Right) -> bool:
    """Whether the last part of the ARN, the profile's name, is the asker's."""
    named = [resource for resource in right.statement.resources if ":user-profile/" in resource]
    said = all(resource.rpartition("/")[2].startswith("${") for resource in right.statement.resources)
    return right.personal and bool(named) and said


def _bound(right: Right) -> bool:
    """Whether it is good from a network of the bank alone, by a condition of its own or by a Deny."""
    allowed = any(_network(c) and _firm(c) for c in right.statement.conditions)
    return allowed or any(_denies_elsewhere(denial, right) for denial in right.limits)


def _denies_elsewhere(denial: Statement, right: Right) -> bool:
    whole = not denial.not_resources and witness(right.inside, (*right.outside, *denial.resources)) is None
    return whole and all(
        _network(c) and keys.is_negated(c) and c.set_operator != "foranyvalue" for c in denial.conditions
    )


def _network(condition: Condition) -> bool:
    """Whether a condition is about the network that a request comes from, and names one that is known."""
    known = not any(_OPEN.fullmatch(value) or _untold(value) for value in condition.values)
    return condition.key.lower() in _NETWORK and known


def _network_later(right: Right) -> bool:
    """Whether a condition names a network that is known only after apply."""
    conditions = [c for s in (right.statement, *right.limits) for c in s.conditions]
    return any(c.key.lower() in _NETWORK and any(map(_untold, c.values)) for c in conditions)


def _untold(value: str) -> bool:
    """Whether a value is known only after apply, and is none of an endpoint or VPC of the plans."""
    ours = (".aws_vpc.", ".aws_vpc_endpoint.")
    parts = value.strip("<>").split(" | ")
    return is_symbol(value) and not all(any(each in f".{part}" for each in ours) for part in parts)


def _firm(condition: Condition) -> bool:
    """Whether a condition of an Allow holds only for a request with one of its values."""
    plain = condition.plain != "null" and not keys.is_negated(condition)
    return plain and not condition.if_exists and condition.set_operator != "forallvalues"
