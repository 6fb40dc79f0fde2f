"""Free networks for a new use case, out of the platform's plan of addresses."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network

from mlplatform.errors import BadInput
from mlplatform.use_cases.model import AddressPlan

SMALLEST = 26  # prefix of the smallest subnet that Studio has room in
STEPS = 3  # a subnet is an eighth of its network: three zones, and room for what comes


def free(plan: AddressPlan, taken: Iterable[IPv4Network], wanted: int) -> list[IPv4Network]:
    """The first shares of the plan that overlap nothing that is taken."""
    used = list(taken)
    found: list[IPv4Network] = []
    for share in plan.cidr.subnets(new_prefix=plan.account_prefix):
        if not any(share.overlaps(other) for other in used):
            found.append(share)
        if len(found) == wanted:
            return found
    raise BadInput(
        f"environments/platform.yaml: address_plan.cidr: {plan.cidr} has {len(found)} free networks of "
        f"/{plan.account_prefix}, and a use case takes {wanted}; allowed: a larger network"
    )


def subnets(network: IPv4Network, region: str, zones: str) -> dict[str, IPv4Network]:
    """A subnet for each zone, which ``zones`` names by their letters."""
    prefix = max(network.prefixlen, min(network.prefixlen + STEPS, SMALLEST))
    return {
        f"{region}{zone}": one for zone, one in zip(zones, network.subnets(new_prefix=prefix), strict=False)
    }
