"""What a plan deletes. Terraform still finds it in tables and groups that show what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mlplatform.gate.world import Subject

_RANGES = {
    "aws_route": ("destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"),
    "aws_security_group_rule": ("cidr_blocks", "ipv6_cidr_blocks"),
    "aws_vpc_security_group_egress_rule": ("cidr_ipv4", "cidr_ipv6"),
    "aws_vpc_security_group_ingress_rule": ("cidr_ipv4", "cidr_ipv6"),
}


def ranges_of(subject: Subject, of_routes: bool) -> frozenset[str]:
    """The ranges that the plan of a resource deletes: those of routes, or those of rules of groups."""
    kept = subject.world.kept.setdefault("deleted ranges", {})
    at = (id(subject.plan), of_routes)
    if at not in kept:
        changes = subject.plan.raw.get("resource_changes", [])
        kept[at] = frozenset(r for c in changes if (c["type"] == "aws_route") == of_routes for r in _gone(c))
    found: frozenset[str] = kept[at]
    return found


def _gone(change: Mapping[str, Any]) -> list[str]:
    if change["type"] not in _RANGES or "delete" not in change["change"]["actions"]:
        return []
    before = change["change"].get("before") or {}
    given = [before.get(attribute) or [] for attribute in _RANGES[change["type"]]]
    return [str(value) for each in given for value in (each if isinstance(each, list) else [each])]
