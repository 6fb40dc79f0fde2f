"""What many checks ask in the same words: a value, one of several, a key of ours."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from mlplatform.gate.answers import Answer, Undecided, failed, held, undecided
from mlplatform.gate.world import Subject
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


def our_key(subject: Subject, path: str, absent: str = "a key of AWS") -> Answer:
    """Whether ``path`` names a customer-managed key: one of the plans, or one that the settings allow."""
    found = subject.raw(path)
    left_to_aws = found == UNKNOWN and "." not in path and not subject.configured(path)
    if found in (None, "") or left_to_aws:
        return failed(f"{path} is not set, and AWS takes {absent}")
    try:
        meant = subject.refers(
            path, "aws_kms_key", "aws_kms_replica_key", "aws_kms_alias", "aws_kms_external_key"
        )
    except Undecided as why:
        return undecided(why.reason)
    if meant:
        return _ours(path, meant[0], len(meant))
    if found == UNKNOWN:
        return undecided(f"{path} is known only after apply, and comes from no key of these plans")
    if "alias/aws/" in str(found):
        return failed(f"{path} is {found}, a key that AWS manages")
    if any(_matches(str(found), pattern) for pattern in subject.world.settings.allowed_kms_key_arns):
        return held()
    return failed(f"{path} is {found}, which is no key of these plans and not allowed by the settings")


def _ours(path: str, key: Subject, several: int) -> Answer:
    if key.type == "aws_kms_alias" and str(key.raw("name")).startswith("alias/aws/"):
        return failed(f"{path} is {key.raw('name')}, a key that AWS manages")
    return held(f"{key.address}" if several == 1 else f"one of {several} keys of this plan")


def _matches(arn: str, pattern: str) -> bool:
    """Each part between colons by itself, so that ``*`` does not reach into the next one."""
    parts, wanted = arn.split(":"), pattern.split(":")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
