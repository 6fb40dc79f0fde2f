"""Ranges of addresses: which are the bank's own, and what a prefix list holds."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal

from mlplatform.gate.network.links import Link, link
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN, Resource

Reach = Literal["internal", "public", "unknown"]
_NEVER_PUBLIC = ("fc00::/7", "fe80::/10", "169.254.0.0/16")  # no router of the internet carries these
PREFIX_LISTS = ("aws_ec2_managed_prefix_list.id", "aws_vpc_endpoint.prefix_list_id", "aws_prefix_list.id")


@functools.lru_cache(maxsize=65536)
def network(text: str) -> IPv4Network | IPv6Network | None:
    """The range that a text names; None where it names none."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


@functools.lru_cache(maxsize=65536)
def within(text: str, ranges: tuple[str, ...]) -> bool:
    """Whether a range lies in one of others."""
    inner = network(text)
    return inner is not None and any(
        outer is not None and _inside(inner, outer) for outer in map(network, ranges)
    )


def _inside(inner: IPv4Network | IPv6Network, outer: IPv4Network | IPv6Network) -> bool:
    return (
        inner.version == outer.version
        and inner.prefixlen >= outer.prefixlen
        and inner.network_address in outer
    )


def overlap(text: str, other: str) -> bool:
    """Whether two ranges share an address."""
    return within(text, (other,)) or within(other, (text,))


def reach(world: World, cidr: object) -> Reach:
    """Whether a range is the bank's own."""
    if not isinstance(cidr, str) or cidr in (UNKNOWN, "") or network(cidr) is None:
        return "unknown"
    return "internal" if within(cidr, (*world.settings.internal_cidrs, *_NEVER_PUBLIC)) else "public"


def worst(reaches: Iterable[Reach]) -> Reach:
    """Several ranges as one: public where one is."""
    found = set(reaches)
    return "public" if "public" in found else "unknown" if "unknown" in found else "internal"


def prefixes(meant: Link) -> Link:
    """A link to prefix lists without the endpoints that have none: those with interfaces."""
    found = tuple(each for each in meant.found if each.raw("vpc_endpoint_type") != "Interface")
    return replace(meant, found=found) if found else meant


def prefix_list(world: World, meant: Link) -> Reach:
    """What a prefix list leads to. The lists of endpoints lead to a service through its endpoint."""
    found: list[Reach] = ["unknown"] if meant.why else []
    for each in meant.found:
        if each.type == "aws_ec2_managed_prefix_list":
            found.append(worst(reach(world, cidr) for cidr in entries(world, each)))
    found += [_outside(world, name) for name in meant.outside]
    return worst(found)


def entries(world: World, prefixes: Subject) -> list[str]:
    """The ranges of a prefix list of the plans; ``<unknown>`` among them where there may be others."""
    if "prefix list entries" not in world.kept:
        world.kept["prefix list entries"] = _entries(world)
    loose: list[str] = world.kept["prefix list entries"][None]
    own: list[str] = world.kept["prefix list entries"][prefixes.key]
    return [*own, *loose]


def _entries(world: World) -> dict[tuple[int, str] | None, list[str]]:
    found: dict[tuple[int, str] | None, list[str]] = defaultdict(list)
    for prefixes in world.of("aws_ec2_managed_prefix_list"):
        inline = prefixes.raw("entry") if prefixes.configured("entry") else []
        if isinstance(inline, list):
            found[prefixes.key] += [
                str(entry["cidr"]) if isinstance(entry, dict) else UNKNOWN for entry in inline
            ]
        else:
            found[prefixes.key] += [UNKNOWN] if inline else []
    for entry in world.of("aws_ec2_managed_prefix_list_entry"):
        owner = link(entry, "prefix_list_id", "aws_ec2_managed_prefix_list")
        for meant in owner.found:
            found[meant.key].append(str(entry.raw("cidr")))
        if owner.why:
            found[None].append(UNKNOWN)
    return found


def is_service(world: World, name: str) -> bool:
    """Whether a prefix list outside the plans, by its id or data source, is that of a gateway endpoint's
    service: S3 or DynamoDB, as the plan has read it."""
    return any(
        str(each.values.get("name")).startswith("com.amazonaws.")
        and str(each.values.get("name")).endswith((".s3", ".dynamodb", ".s3express"))
        for each in _read(world).get(name, [])
    )


def _outside(world: World, name: str) -> Reach:
    if is_service(world, name):
        return "internal"
    found: list[Reach] = []
    for each in _read(world).get(name, []):
        ranges = each.values.get("cidr_blocks") or each.values.get("entries")
        listed = ranges if isinstance(ranges, list) else [UNKNOWN]
        found += [reach(world, r.get("cidr") if isinstance(r, dict) else r) for r in listed]
    return worst(found) if found else "unknown"


def _read(world: World) -> dict[str, list[Resource]]:
    """Prefix lists that the plans have read, by id and by address."""
    if "prefix lists read" not in world.kept:
        read: dict[str, list[Resource]] = defaultdict(list)
        for plan in world.plans:
            for each in plan.everything:
                if each.mode == "data" and each.type in ("aws_prefix_list", "aws_ec2_managed_prefix_list"):
                    read[each.address].append(each)
                    read[str(each.values.get("id"))].append(each)
        world.kept["prefix lists read"] = read
    kept: dict[str, list[Resource]] = world.kept["prefix lists read"]
    return kept
