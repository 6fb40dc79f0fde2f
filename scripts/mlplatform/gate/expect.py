"""What many checks ask in the same words: a value, one of several, a key of ours."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from mlplatform.gate.answers import WORST_FIRST, Answer, Undecided, failed, held, undecided
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN


def equal(subject: Subject, path: str, wanted: Any, absent: str = "") -> Answer:
    """Whether the value at ``path`` is ``wanted``. ``absent`` says what AWS takes where it is not set."""
    return one_of(subject, path, (wanted,), absent)


def one_of(subject: Subject, path: str, wanted: tuple[Any, ...], absent: str = "") -> Answer:
    """Whether the value at ``path`` is one of these."""
    found = subject.raw(path)
    allowed = " or ".join(_shown(each) for each in wanted)
    if found == UNKNOWN:
        return undecided(f"{path} is known only after apply; allowed: {allowed}")
    if found is None:
        why = f", and AWS takes {absent}" if absent else ""
        return failed(f"{path} is not set{why}; allowed: {allowed}")
    return held() if found in wanted else failed(f"{path} is {_shown(found)}; allowed: {allowed}")


def present(subject: Subject, path: str, why: str = "") -> Answer:
    """Whether there is a value at ``path``, known or not yet."""
    return held() if subject.is_set(path) else failed(f"{path} is not set{f': {why}' if why else ''}")


KEYS = ("aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key")


def our_key(subject: Subject, path: str, absent: str = "a key of AWS") -> Answer:
    """Whether ``path`` names a customer-managed key: one of the plans, or one that the settings allow."""
    found = subject.raw(path)
    if found in (None, "") or (found == UNKNOWN and not subject.configured(path)):
        return failed(f"{path} is not set, and AWS takes {absent}")
    try:
        meant = subject.refers(path, *KEYS, "aws_kms_alias")
    except Undecided as why:
        return undecided(why.reason)
    if found == UNKNOWN and (why_not := _more_than_keys(subject, path)):
        return undecided(why_not)
    if meant:
        return min(
            (_ours(path, key, len(meant)) for key in meant), key=lambda each: WORST_FIRST.index(each.status)
        )
    if found == UNKNOWN:
        return undecided(f"{path} is known only after apply, and comes from no key of these plans")
    if "alias/aws/" in str(found):
        return failed(f"{path} is {found}, a key that AWS manages")
    if key_is_allowed(subject.world, str(found)):
        return held()
    return failed(f"{path} is {found}, which is no key of these plans and not allowed by the settings")


def _more_than_keys(subject: Subject, path: str) -> str:
    """Why an unknown value may come from something other than a key of the plans; empty where it cannot."""
    origin = subject.origin(path)
    if origin.only(*KEYS, "aws_kms_alias"):
        return ""
    others = [each.address for each in origin.resources if each.type not in (*KEYS, "aws_kms_alias")]
    found = [f"it may be made from {', '.join(others)}"] if others else list(origin.undecided)
    return f"{path} is known only after apply: {'; '.join(found)}"


def _ours(path: str, key: Subject, several: int) -> Answer:
    if key.type == "aws_kms_alias":
        if str(key.raw("name")).startswith("alias/aws/"):
            return failed(f"{path} is {key.raw('name')}, a key that AWS manages")
        target = our_key(key, "target_key_id")
        if target.status != "pass":
            return replace(target, reason=f"{path} is {key.address}, whose {target.reason}")
    return held(f"{key.address}" if several == 1 else f"one of {several} keys of this plan")


def key_is_allowed(world: World, arn: str) -> bool:
    """Whether the settings allow a key that is not in the plans, by its ARN."""
    return any(_matches(arn, pattern) for pattern in world.settings.allowed_kms_key_arns)


def _matches(arn: str, pattern: str) -> bool:
    """Each part between colons by itself, so that ``*`` does not reach into the next one."""
    parts, wanted = arn.split(":"), pattern.split(":")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
