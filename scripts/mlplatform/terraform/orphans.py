"""What a killed apply may have made without the state knowing, and how Terraform takes it over.

Three kinds of resource: those whose create call may simply be made again, those whose import id is the
provider's own id, and those whose import id is put together. For what was under way at the kill there is no
id at all: it is looked for by what the plan says of it. Which type is which, and how it is found, is data:
``orphans.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from mlplatform.terraform import finders, finders_network, finders_of_accounts
from mlplatform.terraform.finders import Clients, Listing, Values
from mlplatform.terraform.remote_state import Instance

FILE = Path(__file__).with_suffix(".yaml")
FINDERS: Mapping[str, Callable[[Values, Clients], str | None]] = (
    finders_network.FINDERS | finders_of_accounts.FINDERS
)

# The import id of these is not the provider's own id, so they are found by what the plan says even where the
# journal has an id of them.
_ANOTHER_ID = {"aws_network_acl_rule", "aws_route_table_association"}


class Ways(BaseModel):
    """``orphans.yaml``: how the resources of each type are known again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    put_again: dict[str, str]  # type => create call
    ec2_named: dict[str, str]  # type => resource type of EC2's tags
    listed: dict[str, Listing]
    by_finder: dict[str, str]  # type => why
    never_read: dict[
        str, list[str]
    ]  # type => attributes that an import leaves empty, and a plan then replaces

    @property
    def types(self) -> list[str]:
        """Every type that has a line; one with two has two ways, and would go the first."""
        return [*self.put_again, *self.ec2_named, *self.listed, *self.by_finder]


@cache
def ways() -> Ways:
    """The table, read once."""
    return Ways.model_validate(yaml.safe_load(FILE.read_text()))


def found_by_values(type: str) -> bool:
    """Whether it is imported by another id than the provider's own, and so never by that in the journal."""
    listing = ways().listed.get(type)
    return listing.another_id if listing else type in _ANOTHER_ID


def import_id(type: str, provider_id: str) -> str | None:
    """The import id of a resource whose provider id the journal has; None: make it again, or find it."""
    return None if type in ways().put_again or found_by_values(type) else provider_id


def find(type: str, values: Values, clients: Clients) -> str | None:
    """The import id of a resource that was under way at the kill, where it was made; else None."""
    known = ways()
    if type in known.listed:
        return finders.listed(known.listed[type], values, clients)
    if type in known.ec2_named:
        return finders.ec2_by_name(known.ec2_named[type], values, clients("ec2"))
    return FINDERS[type](values, clients) if type in FINDERS else None


def under_way(
    plan: Mapping[str, Any], pending: set[str], known: Iterable[Instance], clients: Clients
) -> dict[str, str]:
    """Address => import id of what was under way, by the values of a plan. What the state knows by another
    address is left alone: that one may be about to be destroyed, and what is taken over with it."""
    taken = {(one.type, one.values.get(name)) for one in known for name in ("id", "arn", "name")}
    found: dict[str, str] = {}
    for change in plan.get("resource_changes", []):
        if change["address"] in pending and change["change"]["actions"] == ["create"]:
            one = find(change["type"], change["change"]["after"], clients)
            if one and (change["type"], one) not in taken:
                found[change["address"]] = one
    return found
