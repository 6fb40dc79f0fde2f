"""Asks every attribute of a resource that takes a key: is it set, is it ours, is it switched on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.sweep import elsewhere, table
from mlplatform.gate.sweep.schema import encrypts, is_key
from mlplatform.gate.sweep.table import Attribute
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_OURS = ("KMS", "CMK", "CUSTOM")


@dataclass(frozen=True)
class Place:
    """Where an attribute stands in one resource; ``missing`` names the block that is not there."""

    path: str
    block: str = ""
    missing: str = ""


def answers(subject: Subject) -> Answers:
    """Every answer about one resource; none where nothing in it takes a key."""
    for attribute in table.attributes().get(subject.type, ()):
        if attribute.asked:
            for place in places(subject, attribute):
                yield from _attribute(subject, attribute, place)
    yield from _not_in_the_table(subject)


def places(subject: Subject, attribute: Attribute) -> list[Place]:
    """Every place of an attribute; a block that need not be there and is not has none."""
    return list(_places(subject, subject.values, attribute, 0, ""))


def _places(subject: Subject, here: Any, attribute: Attribute, depth: int, above: str) -> Iterator[Place]:
    step = attribute.path[depth]
    path = f"{above}.{step}" if above else step
    if depth == len(attribute.path) - 1 or here == UNKNOWN:
        yield Place(path, above)
        return
    inner = here.get(step) if isinstance(here, Mapping) else None
    if inner in (None, [], {}) or (inner == UNKNOWN and not subject.configured(path)):
        if depth in attribute.needed:
            yield Place(path, above, step)
    elif inner == UNKNOWN or isinstance(inner, Mapping):
        yield from _places(subject, inner, attribute, depth + 1, path)
    else:
        for number, block in enumerate(inner):
            yield from _places(subject, block, attribute, depth + 1, f"{path}.{number}")


def _attribute(subject: Subject, attribute: Attribute, place: Place) -> Answers:
    try:
        if not _asked(subject, attribute, place):
            return
        instead = attribute.rules.get("instead")
        if isinstance(instead, Mapping) and subject.attached(instead["type"], instead["attribute"]):
            # Once applied, the older block tells again what the resource in its place says.
            yield elsewhere.said_instead(subject, "", instead)
            return
        special = elsewhere.special(subject, place.path, place.block)
        if special:
            yield special
        elif place.missing or not _given(subject, place.path):
            yield _left_out(subject, attribute, place)
        else:
            yield our_key(subject, place.path)
            yield from _switches(subject, attribute, place.block)
    except Undecided as why:
        yield undecided(why.reason)


def _given(subject: Subject, path: str) -> bool:
    value = subject.raw(path)
    return value not in (None, "", []) and (value != UNKNOWN or written(subject, path))


def written(subject: Subject, path: str) -> bool:
    """Whether an unknown value is one that the configuration gives, and not one that AWS will fill in. In a
    block made by ``dynamic`` nobody can tell: then it may be given."""
    block = subject.world.resolvers[id(subject.plan)].configuration(subject.resource)
    here: Any = (block or {}).get("expressions", {})
    if block is None or path.split(".")[0] not in here:
        return subject.configured(path)
    for step in path.split("."):
        if isinstance(here, list):
            here = here[int(step)] if step.isdigit() and int(step) < len(here) else None
        elif isinstance(here, Mapping) and "references" in here:
            return True  # one expression for the whole block
        else:
            here = here.get(step) if isinstance(here, Mapping) else None
        if here is None:
            return False
    return True


def _asked(subject: Subject, attribute: Attribute, place: Place) -> bool:
    rule = attribute.rules.get("only_when")
    if not isinstance(rule, Mapping):
        return True
    beside = f"{place.block}.{rule['attribute']}" if place.block else rule["attribute"]
    if _given(subject, place.path) and not place.missing:
        return True  # set without need: then it should be ours too
    if rule["values"] == ["set"]:
        return subject.is_set(beside)
    return subject.is_set(beside) and subject.known(beside) in rule["values"]


def _left_out(subject: Subject, attribute: Attribute, place: Place) -> Answer:
    what = f"the block {place.path} is not there" if place.missing else f"{place.path} is not set"
    rules = {name: rule for name, rule in attribute.rules.items() if isinstance(rule, Mapping)}
    if (rule := rules.get("unless_set")) and subject.is_set(rule["attribute"]):
        return held(rule["why"])
    if (rule := rules.get("taken_from")) and subject.is_set(rule["attribute"]):
        return undecided(f"{what}: {rule['why']}")
    off = _turned_off(subject, attribute, place)
    if off:
        return off
    if rule := rules.get("inherits"):
        return elsewhere.inherited(subject, what, rule)
    if rule := rules.get("instead"):
        return elsewhere.said_instead(subject, what, rule)
    if "ebs_default" in attribute.rules:
        default = elsewhere.ebs_default(subject)
        return default or failed(f"{what}, and no default of the account for EBS is in this plan")
    if place.missing and subject.raw(place.path) == UNKNOWN:
        return undecided(f"the block {place.path} is known only after apply, or left to AWS")
    return failed(f"{what}, and AWS takes a key that is not the bank's")


def _turned_off(subject: Subject, attribute: Attribute, place: Place) -> Answer | None:
    """A switch that is set against a key settles it: nothing else can bring one."""
    if place.missing:
        return None
    for answer in _switches(subject, attribute, place.block, given=False):
        if answer.status == "fail":
            return answer
    return None


def _switches(subject: Subject, attribute: Attribute, block: str, given: bool = True) -> Answers:
    """Whether each switch beside a key is on; where the key is left out, only those that are set count."""
    for switch in attribute.switches:
        path = f"{block}.{switch}" if block else switch
        value = subject.raw(path)
        unset = value in (None, "") or (value == UNKNOWN and not written(subject, path))
        if value == UNKNOWN and not unset:
            yield undecided(f"{path} is known only after apply, and says whether the key is used")
        elif unset and given and switch not in attribute.implied and not switch.endswith("disabled"):
            yield failed(f"{path} is not set: the key beside it may not be used")
        elif not unset and not _on(switch, value):
            yield failed(f"{path} is {str(value).lower() if isinstance(value, bool) else value}")


def _on(switch: str, value: Any) -> bool:
    text = str(value).upper()
    if switch.endswith("disabled") or switch == "use_aws_owned_key":
        return text == "FALSE"
    return text == "TRUE" or ("OWNED" not in text and any(word in text for word in _OURS))


def _not_in_the_table(subject: Subject) -> Answers:
    """By name alone, for what the table has not: types and attributes that it is older than."""
    if not subject.type.startswith(("aws_", "awscc_", "AWS::")):
        return  # what other providers have is not encrypted with KMS
    known = table.paths(subject.type)
    for path, name, value in _named(subject.values, subject.type not in table.attributes()):
        plain = ".".join(step for step in path.split(".") if not step.isdigit())
        if plain in known or (value == UNKNOWN and not subject.configured(path) and known):
            continue
        if value in (None, ""):
            yield failed(f"{path} is not set (by its name, it takes a key)")
        elif value in ([], {}):
            yield undecided(f"the block {path} is not there; what AWS takes then is not in the table")
        elif value == UNKNOWN and not subject.configured(path):
            yield undecided(f"{path} is left to AWS, or told by it; the table does not know {subject.type}")
        elif name:
            yield our_key(subject, path)


def _named(here: Any, blocks: bool, above: str = "") -> Iterator[tuple[str, bool, Any]]:
    """Path, whether it is a key, and value of all whose name says that it takes a key, or holds one."""
    if isinstance(here, list):
        for number, item in enumerate(here):
            if isinstance(item, Mapping | list):
                yield from _named(item, blocks, f"{above}.{number}")
        return
    for name, value in here.items():
        if name in ("tags", "tags_all"):
            continue
        path = f"{above}.{name}" if above else name
        plain = isinstance(value, str) or value is None
        if is_key(name) and plain:
            yield path, True, value
        elif blocks and encrypts(name) and value in ([], {}):
            yield path, False, value
        elif isinstance(value, Mapping | list):
            yield from _named(value, blocks, path)
