"""Whether a principal of one use case reaches what is another's: a bucket, a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, Undecided, failed, undecided
from mlplatform.gate.expect import KEYS
from mlplatform.gate.holding.callers import is_platform
from mlplatform.gate.holding.denials import Request as Refused
from mlplatform.gate.holding.denials import outcome
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.globs import is_exact, overlap
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right, covers, symbols
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.stores import unread
from mlplatform.gate.stores.use_cases import TAG, is_sorted, tags, use_case
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

_VARIABLE = re.compile(r"\$\{aws:PrincipalTag/([^}]+)\}", re.IGNORECASE)
_ANY_VARIABLE = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True)
class Thing:
    """What belongs to a use case: the ARN that a request to it names, by action, what the request carries,
    and the statements of its own policy."""

    subject: Subject
    arns: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    statements: Sequence[Statement]
    by_itself: bool
    """Whether an identity policy is enough, without anything in the thing's own policy."""


def intruders(thing: Thing, own: str) -> Iterator[Answer]:
    """Who of another use case reaches a thing, and of whom that cannot be told."""
    for known in _principals(thing.subject.world):
        if known.use_case == own and not known.doubt:
            continue
        found = _reached(known, thing)
        yield from (replace(a, status="undecided") for a in found) if known.doubt else found


@dataclass(frozen=True)
class Known:
    """What is worked out once about a principal. ``doubt`` says why its use case is not known."""

    identity: Identity
    use_case: str
    doubt: str
    keys: Mapping[str, tuple[str, ...]]
    unread: tuple[str, ...]


def _principals(world: World) -> list[Known]:
    if "principals of use cases" not in world.kept:
        world.kept["principals of use cases"] = [
            _known(each) for each in identities.identities(world) if not is_platform(each.subject)
        ]
    found: list[Known] = world.kept["principals of use cases"]
    return found


def _known(identity: Identity) -> Known:
    try:
        own = use_case(identity.subject)
        doubt = "" if own else "no use case that it says"
    except Undecided as why:
        own, doubt = None, f"a use case that is not known yet ({why.reason})"
    return Known(identity, own or doubt, doubt, _of_principal(identity), tuple(_unread(identity)))


def _reached(known: Known, thing: Thing) -> Iterator[Answer]:
    """What one identity may do to a thing: the first action is enough."""
    identity, keys = known.identity, {**thing.keys, **known.keys}
    for action, pattern in thing.arns.items():
        ways = [way for way in _ways(known, thing, action, pattern, keys) if way[0] != "no"]
        if not ways:
            continue
        carried = {key: values or None for key, values in keys.items()}
        statements = [_for(identity, thing, s) for s in thing.statements]
        refusal = outcome(statements, Refused(action, carried, pattern)).verdict
        if refusal == "denied":
            continue
        verdict, evidence = next((way for way in ways if way[0] == "yes"), ways[0])
        says = f"{identity.subject} is of {known.use_case} and may {action}"
        if verdict == "yes" and refusal == "open":
            yield failed(says, str(evidence))
        else:
            yield undecided(f"{says}, or not: the plan does not tell", str(evidence))
        return


def _ways(
    known: Known, thing: Thing, action: str, pattern: str, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Statement | str]]:
    """Whether an identity may do this to a thing, and by which statements: its own, or the thing's."""
    identity = known.identity
    admitted = list(_admitted(identity, thing, action, keys))
    near = _is_near(identity.subject, thing.subject)
    if near is not False and (thing.by_itself or any(verdict != "no" for verdict, *_ in admitted)):
        for right in identity.rights(action):
            yield _by_right(identity, right, thing, pattern, keys), right.statement
        yield from (("later", reason) for reason in known.unread)
    yield from ((verdict, statement) for verdict, statement, by_name in admitted if by_name)


def _unread(identity: Identity) -> Iterator[str]:
    """Why an identity may hold more than its policies in the plans say."""
    yield from unread.policies(identity)
    yield from (f"what {arn} says is not in these plans" for arn, _ in unread.managed(identity))


def _by_right(
    identity: Identity, right: Right, thing: Thing, pattern: str, keys: Mapping[str, tuple[str, ...]]
) -> str:
    reach = _reach(identity, right, thing, pattern)
    if reach == "no":
        return "no"
    request = Request("", keys)
    met = meets(_told(right.statement.conditions, identity), request)
    if met == "no" or any(meets(_told(s.conditions, identity), request) == "yes" for s in right.limits):
        return "no"
    near = _is_near(identity.subject, thing.subject)
    unsure = right.why if not is_symbol(right.resource) else ""
    return "later" if "later" in (reach, met) or near is None or unsure else "yes"


def _reach(identity: Identity, right: Right, thing: Thing, wanted: str) -> str:
    """Whether the resource of a right takes in a thing."""
    if right.resource == UNKNOWN:
        return "later"
    if is_symbol(right.resource):
        meant = symbols(identity.subject, right.resource)
        if thing.subject.key in {each.key for each in meant if each}:
            return "yes"
        return "no" if all(each and each.type in (*KEYS, "aws_s3_bucket") for each in meant) else "later"
    written = _ANY_VARIABLE.sub("*", _VARIABLE.sub(lambda tag: _tag(identity, tag[1]), right.resource))
    inside = [written if "${" in right.resource else pattern for pattern in right.inside]
    if is_exact(wanted):  # the quick way to the same answer
        return (
            "yes"
            if all(glob(i, wanted) for i in inside) and not any(glob(o, wanted) for o in right.outside)
            else "no"
        )
    return "yes" if all(overlap(each, wanted) for each in inside) and right.reaches(wanted) else "no"


def _admitted(
    identity: Identity, thing: Thing, action: str, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Statement, bool]]:
    """The statements of a thing's policy that admit a principal: by name, or by way of its account."""
    for statement in thing.statements:
        if not statement.allows or not covers(statement, action):
            continue
        met = meets(_told(statement.conditions, identity), Request("", keys))
        verdict = "no" if met == "no" else "later" if met == "later" else "yes"
        for id in _ids(statement):
            if id == "*" or _is(identity, thing, id):
                yield verdict, statement, True
            elif id.endswith(":root") or id.isdigit():
                own, named = accounts.of(identity.subject), accounts.of_arn(id)
                yield "no" if own and named and own != named else verdict, statement, False


def _ids(statement: Statement) -> list[str]:
    return [id for kind, ids in statement.principals.items() if kind in ("AWS", "*") for id in ids]


def _is(identity: Identity, thing: Thing, id: str) -> bool:
    if is_symbol(id):
        return id == f"<{identity.subject.address}>" and identity.subject.plan is thing.subject.plan
    found = identity.subject.world.named(id, identity.subject.type) if id != "*" else []
    return identity.subject.key in {each.key for each in found}


def _for(identity: Identity, thing: Thing, statement: Statement) -> Statement:
    """A Deny that names an identity is, for it, as one for everybody."""
    named = not statement.allows and any(_is(identity, thing, id) for id in _ids(statement))
    return replace(statement, principals={"*": ("*",)}) if named else statement


def _of_principal(identity: Identity) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {
        f"aws:principaltag/{key.lower()}": (str(value),) for key, value in tags(identity.subject).items()
    }
    found.setdefault(f"aws:principaltag/{TAG}", ())
    account, name = accounts.of(identity.subject), identity.subject.raw("name")
    kind = identity.subject.type.removeprefix("aws_iam_")
    if account and isinstance(name, str) and name != UNKNOWN:
        path = identity.subject.raw("path") or "/"
        found["aws:principalarn"] = (f"arn:aws:iam::{account}:{kind}{path}{name}",)
    return found


def _told(conditions: Sequence[Condition], identity: Identity) -> list[Condition]:
    """Conditions with the tags of a principal in the place of their variables."""
    return [
        replace(c, values=tuple(_VARIABLE.sub(lambda tag: _tag(identity, tag[1]), v) for v in c.values))
        for c in conditions
    ]


def _tag(identity: Identity, name: str) -> str:
    value = tags(identity.subject).get(name)
    return str(value) if value else "-no-such-tag-"


def _is_near(one: Subject, other: Subject) -> bool | None:
    """Whether two resources are in one account; None where the plans do not tell."""
    if one.plan is other.plan:
        return True
    accounts_of = [accounts.of(each) for each in (one, other)]
    return accounts_of[0] == accounts_of[1] if all(accounts_of) else None


Make = Callable[[Subject], Thing]


def answers(subject: Subject, make: Make) -> Iterator[Answer]:
    """Every answer about one thing; none where the plans say of nothing which use case it is of."""
    if not is_sorted(subject.world):
        return
    own = use_case(subject)
    if own is None:
        yield undecided(f"it has no tag {TAG}: whose it is, nobody can say")
        return
    found = list(intruders(make(subject), own))
    yield from found or [Answer("pass", f"of {own}")]
