"""Where Studio stands: the groups of each profile and of its domain, and the subnets of the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.network.groups import GROUPS, Rule, groups
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.topology import SUBNETS, Key
from mlplatform.gate.world import Subject, World

_SETTINGS = ("default_user_settings", "default_space_settings")


@dataclass(frozen=True)
class Profile:
    """A user profile: its groups, and the domain it is of."""

    subject: Subject
    groups: Link
    domain: Link


def profiles(world: World) -> list[Profile]:
    """Every user profile of the plans."""
    if "profiles" not in world.kept:
        world.kept["profiles"] = [_profile(s) for s in world.of("aws_sagemaker_user_profile")]
    kept: list[Profile] = world.kept["profiles"]
    return kept


def of(subject: Subject) -> Profile:
    """The profile that a resource is."""
    if "profiles by key" not in subject.world.kept:
        subject.world.kept["profiles by key"] = {p.subject.key: p for p in profiles(subject.world)}
    found: Profile = subject.world.kept["profiles by key"][subject.key]
    return found


def sharing(world: World) -> dict[Key, list[Profile]]:
    """The profiles that have, or may have, a group, by the group."""
    if "profiles by group" not in world.kept:
        found: dict[Key, list[Profile]] = defaultdict(list)
        for profile in profiles(world):
            for group in profile.groups.found:
                found[group.key].append(profile)
        world.kept["profiles by group"] = found
    kept: dict[Key, list[Profile]] = world.kept["profiles by group"]
    return kept


def domain_groups(domain: Subject) -> Iterator[tuple[str, Link]]:
    """The groups that a domain gives to every profile, and to every shared space."""
    for settings in _SETTINGS:
        for path in domain.blocks(settings):
            yield f"{path}.security_groups", link(domain, f"{path}.security_groups", *GROUPS)


def domain_subnets(domain: Subject) -> Link:
    """The subnets that Studio's apps stand in."""
    return link(domain, "subnet_ids", *SUBNETS)


def admits(group: Subject, other: Subject) -> Iterator[tuple[Rule, bool]]:
    """The rules by which a group lets in what has another group, or may; and whether that is sure."""
    for rule in groups(group.world).rules(group, egress=False):
        itself = rule.itself and group == other
        named = itself or other in rule.groups.found or bool(rule.cidrs) or not rule.prefixes.unset
        if named:
            sure = rule.owner.sure and not rule.why and (itself or bool(rule.cidrs) or rule.groups.sure)
            yield rule, sure
        elif rule.groups.why or rule.why:
            yield rule, False


def _profile(subject: Subject) -> Profile:
    own = link(subject, "user_settings.0.security_groups", *GROUPS)
    return Profile(subject, own, link(subject, "domain_id", "aws_sagemaker_domain"))
