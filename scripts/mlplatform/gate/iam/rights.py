"""What an identity may do, and on what: Allow statements, less what a Deny or the boundary leaves out.

A right is a region of ARNs: those that fit every pattern of ``inside`` and none of ``outside``. It is never
smaller than what AWS would give: a Deny takes away only where it surely applies (no conditions, nothing
unknown in it); one with conditions stands in ``limits``, for those who know what its conditions mean. What
hangs on something known only after apply is not ``certain``. Organization policies are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mlplatform.gate import names
from mlplatform.gate.iam.actions import any_fits, expand, resource_arns
from mlplatform.gate.iam.globs import is_exact, witness
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

if TYPE_CHECKING:
    from mlplatform.gate.iam.identities import Identity

_VARIABLE = re.compile(r"\$\{[^}]*\}")
# Service => what stands for its partition, region and account where nothing tells them; some have none.
_USUAL = {
    "iam": {1: "aws", 3: "", 4: "000000000000"},
    "s3": {1: "aws", 3: "", 4: ""},
    "*": {1: "aws", 3: "zz-any-0", 4: "000000000000"},
}


@dataclass(frozen=True)
class Right:
    """An action on a region of ARNs, by an Allow statement."""

    action: str
    statement: Statement
    inside: tuple[str, ...]
    outside: tuple[str, ...] = ()
    certain: bool = True
    why: str = ""
    limits: tuple[Statement, ...] = ()
    resource: str = "*"
    """The Resource as the Allow statement writes it."""

    @property
    def personal(self) -> bool:
        """Whether the resource names who asks, by a policy variable such as ``${aws:SourceIdentity}``."""
        return "${" in self.resource

    @property
    def exact(self) -> str | None:
        """The one ARN that it is about, None where there are several."""
        return next((pattern for pattern in self.inside if is_exact(pattern)), None)

    def reaches(self, pattern: str) -> bool:
        """Whether it is about an ARN that fits a pattern. Where the pattern leaves partition, region or
        account open, they are what the right says there, for a star of it would reach over the colons."""
        return witness((*self.inside, _placed(pattern, self.inside)), self.outside) is not None

    def doubted(self, why: str) -> Right:
        """It, no longer certain."""
        return replace(self, certain=False, why=self.why or why)


def _placed(pattern: str, inside: tuple[str, ...]) -> str:
    parts = pattern.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn":
        return pattern
    said = [each.split(":", 5) for each in inside if each.count(":") >= 5]
    for number, usual in _USUAL.get(parts[2], _USUAL["*"]).items():
        if parts[number] == "*":
            told = [each[number] for each in said if each[number] != "*"]
            parts[number] = told[0].replace("*", "0").replace("?", "0") if told else usual
    return ":".join(parts)


def covers(statement: Statement, action: str) -> bool:
    """Whether a statement speaks of an action."""
    if statement.actions:
        return any_fits(statement.actions, action)
    return bool(statement.not_actions) and not any_fits(statement.not_actions, action)


def speaks_of(statement: Statement, action: str) -> bool | None:
    """Whether a statement speaks of an action; None where one of its actions is known only after apply."""
    return True if covers(statement, action) else None if may_cover(statement, action) else False


def spoken_of(statement: Statement) -> frozenset[str]:
    """The actions of the table that a statement speaks of."""
    if statement.actions:
        return frozenset().union(*map(expand, statement.actions))
    return expand("*") - frozenset().union(*map(expand, statement.not_actions))


def may_cover(statement: Statement, action: str) -> bool:
    """Whether a statement speaks of an action, or may: an action of it is known only after apply."""
    return covers(statement, action) or any(map(is_symbol, statement.actions))


def rights(identity: Identity, action: str) -> list[Right]:
    """Everything that an identity may do under the name of an action."""
    given = [r for s in identity.allowing if may_cover(s, action) for r in _given(identity, s, action)]
    return [right for each in given for right in left(identity, each)]


def left(identity: Identity, right: Right) -> list[Right]:
    """What is left of a right that somebody gives an identity, under its boundary and its Deny statements."""
    found = list(_bounded(identity, right))
    for denial in identity.denying:
        if may_cover(denial, right.action):
            found = [lower for each in found for lower in _denied(denial, each)]
    return [each for each in found if _is_there(each)]


def _is_there(right: Right) -> bool:
    """Whether there is an ARN that the right is about, of a kind that its action knows."""
    forms = resource_arns(right.action)
    if not forms or "*" in right.inside:
        return witness(right.inside, right.outside) is not None
    return any(right.reaches(form) for form in forms)


def _given(identity: Identity, statement: Statement, action: str) -> Iterator[Right]:
    sure = covers(statement, action)
    doubt = "" if sure else "an action is known only after apply"
    if statement.not_resources:
        # What is left out by a symbol or by a policy variable is no ARN, and so leaves nothing out.
        yield Right(action, statement, ("*",), statement.not_resources, sure, doubt)
    for resource in statement.resources:
        for pattern in patterns(identity.subject, resource):
            known = pattern is not None
            why = doubt or ("" if known else "a resource is known only after apply")
            yield Right(action, statement, (pattern or "*",), (), sure and known, why, (), resource)


def _bounded(identity: Identity, right: Right) -> Iterator[Right]:
    if not identity.has_boundary:
        yield right
        return
    if identity.boundary is None:
        yield right.doubted("its permissions boundary is not in the plan")
        return
    for ceiling in identity.boundary.allowing():
        if may_cover(ceiling, right.action):
            below = right if covers(ceiling, right.action) else right.doubted("the boundary is not known yet")
            if ceiling.not_resources:
                yield replace(below, outside=below.outside + ceiling.not_resources)
            for resource in ceiling.resources:
                for pattern in patterns(identity.subject, resource):
                    lower = below if pattern else below.doubted("the boundary is not known yet")
                    yield replace(lower, inside=_and(lower.inside, pattern or "*"))


def _denied(denial: Statement, right: Right) -> Iterator[Right]:
    named = (*denial.resources, *denial.not_resources)
    unknown = any(map(is_symbol, (*named, *denial.actions, *denial.not_actions))) or denial.conditions_unknown
    if unknown:
        yield right.doubted("a Deny that may take it away is known only after apply")
    elif denial.conditions or any("${" in resource for resource in named):
        yield replace(right, limits=(*right.limits, denial)) if _touches(denial, right) else right
    elif denial.not_resources:
        for resource in denial.not_resources:
            yield replace(right, inside=_and(right.inside, resource))
    else:
        yield replace(right, outside=(*right.outside, *denial.resources))


def _touches(denial: Statement, right: Right) -> bool:
    if denial.not_resources:
        return witness(right.inside, (*right.outside, *denial.not_resources)) is not None
    return any(right.reaches(_VARIABLE.sub("*", resource)) for resource in denial.resources)


def _and(inside: tuple[str, ...], pattern: str) -> tuple[str, ...]:
    return inside if pattern == "*" or pattern in inside else (*inside, pattern)


def patterns(holder: Subject, resource: str) -> list[str | None]:
    """The ARNs that a Resource of a policy in the plan of ``holder`` may mean, as patterns; None for one that
    the plan does not tell."""
    if resource == UNKNOWN:
        return [None]
    if not is_symbol(resource):
        return [_VARIABLE.sub("*", resource)]
    return [arn_of(subject) if subject else None for subject in symbols(holder, resource)]


def symbols(holder: Subject, resource: str) -> list[Subject | None]:
    """The resources that a symbol stands for."""
    return [_at(holder, address) for address in resource.strip("<>").split(" | ")]


def arn_of(subject: Subject) -> str | None:
    """The ARN of a resource, with ``*`` for partition, region and account where they are not known."""
    kept = subject.world.kept.setdefault("arns", {})
    if subject.key not in kept:
        kept[subject.key] = _arn_of(subject)
    found: str | None = kept[subject.key]
    return found


def _arn_of(subject: Subject) -> str | None:
    arn = subject.raw("arn")
    if isinstance(arn, str) and arn != UNKNOWN:
        return arn
    service, colon, rest = (names.own_ending(subject.type, subject.values) or "").partition(":")
    return f"arn:*:{service}:*:*:{rest}" if colon else None


def _at(holder: Subject, address: str) -> Subject | None:
    known = holder.world.kept.setdefault("by_address", {})
    if not known:
        known.update({subject.key: subject for subject in holder.world.subjects})
    found: Subject | None = known.get((id(holder.plan), address))
    return found
