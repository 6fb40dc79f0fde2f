"""Tags that policies read, and who may change them (IAM-20).

A condition on a resource's tag is as good as the list of those who may set it. A tag is read by the service
whose actions stand beside it; a tag of a principal is read everywhere, and set by IAM and by STS.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.iam import actions, keys, registry, trust
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.escalation import covers_all
from mlplatform.gate.iam.graph import arn_in_account
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.world import World

_TAG = re.compile(
    r"(?P<of>[a-z0-9-]+:(?:resource|principal|request|existingobject)tag)/(?P<key>.+)", re.IGNORECASE
)
_VARIABLE = re.compile(
    r"\$\{(?P<of>[a-z0-9-]+:(?:resource|principal|request)tag)/(?P<key>[^},]+)", re.IGNORECASE
)
_EVERY = "*"
# The tags of an object are its own: aws:ResourceTag is of buckets, s3:ExistingObjectTag alone reads them.
_OBJECTS = "s3:object"
_ON_OBJECTS = frozenset(
    f"s3:{name}"
    for name in (
        "DeleteObjectTagging",
        "DeleteObjectVersionTagging",
        "PutObjectTagging",
        "PutObjectVersionTagging",
        "ReplicateTags",
    )
)


@dataclass(frozen=True)
class Read:
    """The tags that the policies of the plans read: (service, key in small letters) => where. ``unread`` are
    the policies of which nobody knows what they read."""

    tags: dict[tuple[str, str], str]
    unread: tuple[str, ...]

    def of(self, service: str) -> dict[str, str]:
        """The keys that are read of a service's resources, and where."""
        every = () if service == _OBJECTS else (_EVERY,)
        return {key: where for (of, key), where in self.tags.items() if of in (service, *every)}


def read(world: World) -> Read:
    """The tags that any policy of the plans reads."""
    if "abac" not in world.kept:
        tags: dict[tuple[str, str], str] = {}
        unread: list[str] = []
        for document in registry.documents(world):
            if document.policy is None:
                unread.append(document.why)
            for statement in document.policy.statements if document.policy else ():
                if statement.conditions_unknown:
                    unread.append(f"conditions in {document.policy and document.policy.source}")
                for pair in _pairs(statement):
                    tags.setdefault(pair, f"{document.subject}")
        world.kept["abac"] = Read(tags, tuple(unread))
    found: Read = world.kept["abac"]
    return found


def _pairs(statement: Statement) -> Iterator[tuple[str, str]]:
    texts = [condition.key for condition in statement.conditions]
    found = [match for text in texts if (match := _TAG.fullmatch(text))]
    values = [value for condition in statement.conditions for value in condition.values]
    found += [m for text in (*statement.resources, *values) for m in _VARIABLE.finditer(text)]
    for match in found:
        if "principaltag" in match["of"].lower():
            yield from (("iam", match["key"].lower()), ("sts", match["key"].lower()))
        elif "existingobjecttag" in match["of"].lower():
            yield _OBJECTS, match["key"].lower()
        else:
            yield from ((service, match["key"].lower()) for service in _services(statement))


def _services(statement: Statement) -> set[str]:
    if statement.not_actions or any(map(is_symbol, statement.actions)):
        return {_EVERY}
    prefixes = {action.partition(":")[0].lower() for action in statement.actions}
    return {_EVERY} if any("*" in prefix or "?" in prefix for prefix in prefixes) else prefixes


@functools.cache
def tagging() -> frozenset[str]:
    """Every action that sets or removes tags."""
    return frozenset(a for a in actions.expand("*") if actions.access_level(a).startswith("Tagging"))


def changes(identity: Identity) -> Iterator[tuple[Right, str]]:
    """The rights of an identity to set or remove tags that are read, each with what it may change; ``?`` for
    those that nobody knows to be read."""
    known = read(identity.subject.world)
    for action in sorted(a for a in tagging() if identity.rights(a)):
        service = _OBJECTS if action in _ON_OBJECTS else action.partition(":")[0]
        for right in identity.rights(action):
            for key, where in known.of(service).items():
                if not _spares(right, key, identity):
                    yield right, f"{key}, which {where} reads"
            if known.unread and not _spares(right, "?", identity):
                yield right, "?"


def _spares(right: Right, key: str, identity: Identity) -> bool:
    """Whether conditions keep a right from a tag."""
    if any(_only_others(right.action, c, key) or _at_birth(c) for c in right.statement.conditions):
        return True
    return any(_refuses(denial, right, key, identity) for denial in right.limits)


def _only_others(action: str, condition: Condition, key: str) -> bool:
    """Whether an Allow is for tags that are other ones."""
    if not condition.on("aws:TagKeys") or condition.set_operator != "forallvalues":
        return False
    if keys.is_negated(condition) or not keys.supports(action, "aws:TagKeys"):
        return False
    return key != "?" and not any(is_symbol(v) or glob(v.lower(), key) for v in condition.values)


def _at_birth(condition: Condition) -> bool:
    """Whether an Allow is for tags that come with what is being made."""
    present = condition.plain == "null" and keys.when_absent(condition) is False
    return condition.on("sagemaker:TaggingAction") and (present or trust.demands(condition))


def _refuses(denial: Statement, right: Right, key: str, identity: Identity) -> bool:
    """Whether a Deny keeps an identity from changing a tag."""
    mine = arn_in_account(identity.subject) or "arn:*"
    on_tags = [c for c in denial.conditions if not _exempts_others(c, mine)]
    named = [c for c in on_tags if _names(right.action, c, key)]
    return bool(named) and len(named) == len(on_tags) and covers_all(denial, right)


def _names(action: str, condition: Condition, key: str) -> bool:
    if condition.on("aws:TagKeys") and keys.supports(action, "aws:TagKeys"):
        positive = condition.set_operator == "foranyvalue" and not keys.is_negated(condition)
        return positive and any(glob(value.lower(), key) for value in condition.values)
    request = condition.on(f"aws:RequestTag/{key}") and keys.supports(action, condition.key)
    return request and condition.plain == "null" and keys.when_absent(condition) is False


def _exempts_others(condition: Condition, arn: str) -> bool:
    """Whether a condition leaves out principals of which this is surely none."""
    return (
        condition.on("aws:PrincipalArn")
        and keys.is_negated(condition)
        and trust.holds(condition, arn) is True
    )
