"""Take away the default VPC of every region that an account has: AWS makes one in each, with a way out.

Every step can be done again: a run that was killed is mended by the next. The internet gateway is marked
before it is detached, for detached it could be anybody's; the VPC goes last, for by it the next run finds
the rest.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from mlplatform.aws import Clients
from mlplatform.errors import Findings

WORKERS = 8
MARK = "mlp:default-vpc"
# Gone already, by another run or by the one before.
_GONE = (
    "Gateway.NotAttached",
    "InvalidInternetGatewayID.NotFound",
    "InvalidSubnetID.NotFound",
    "InvalidVpcID.NotFound",
)


@dataclass(frozen=True, order=True)
class Removed:
    """A default VPC that was taken away."""

    region: str
    vpc_id: str


@dataclass(frozen=True)
class _Place:
    """A default VPC in its region, with a client there."""

    account_id: str
    region: str
    vpc_id: str
    ec2: Any

    def __str__(self) -> str:
        return f"account {self.account_id}, {self.region}, default VPC {self.vpc_id}"

    def inside(self, operation: str, listed: str) -> list[dict[str, Any]]:
        """What stands in the VPC, of one kind; every page."""
        filters = [{"Name": "vpc-id", "Values": [self.vpc_id]}]
        pages = self.ec2.get_paginator(operation).paginate(Filters=filters)
        return [one for page in pages for one in page[listed]]


def enabled_regions(clients: Clients, account_id: str, region: str) -> list[str]:
    """The regions that the account has; one that it would have to opt into has no VPC."""
    with _said(account_id, region):
        answer = clients("ec2", region).describe_regions(AllRegions=False)
    return sorted(one["RegionName"] for one in answer["Regions"])


def remove(clients: Clients, account_id: str, regions: Sequence[str]) -> list[Removed]:
    """Take them away in these regions. ``Findings`` where something lives in one, before any is removed."""
    by_region = {region: clients("ec2", region) for region in regions}  # one thread makes, many use
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda region: _places(account_id, region, by_region[region]), regions)
        places = [place for some in found for place in some]
        lives = [line for lines in pool.map(_what_lives, places) for line in lines]
        if lives:
            raise Findings("; ".join(lives) + "; take it away first, nothing was removed")
        left = [line for line in pool.map(_take_apart, places) if line]
        left += [
            line for line in pool.map(lambda of: _delete_marked(account_id, *of), by_region.items()) if line
        ]
    if left:
        raise Findings("; ".join(left) + "; take away what stands in the way and run this again")
    return sorted(Removed(place.region, place.vpc_id) for place in places)


def _places(account_id: str, region: str, ec2: Any) -> list[_Place]:
    with _said(account_id, region):
        answer = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])
    return [_Place(account_id, region, vpc["VpcId"], ec2) for vpc in answer["Vpcs"]]


def _what_lives(place: _Place) -> list[str]:
    """A line for each kind of thing that AWS did not make together with the VPC."""
    with _said(place.account_id, place.region):
        groups = place.inside("describe_security_groups", "SecurityGroups")
        interfaces = place.inside("describe_network_interfaces", "NetworkInterfaces")
        endpoints = place.inside("describe_vpc_endpoints", "VpcEndpoints")
    found = {
        "network interface": [one["NetworkInterfaceId"] for one in interfaces],
        "endpoint": [one["VpcEndpointId"] for one in endpoints],
        "security group": [one["GroupId"] for one in groups if one["GroupName"] != "default"],
    }
    return [f"{place}: {kind} {', '.join(sorted(ids))} lives in it" for kind, ids in found.items() if ids]


def _take_apart(place: _Place) -> str:
    """Remove a VPC with its gateway and subnets; AWS takes route table, group and ACL with it. A line where
    it refuses."""
    ec2 = place.ec2
    attached = [{"Name": "attachment.vpc-id", "Values": [place.vpc_id]}]
    with _caught() as refused:
        for found in ec2.describe_internet_gateways(Filters=attached)["InternetGateways"]:
            gateway = found["InternetGatewayId"]
            ec2.create_tags(Resources=[gateway], Tags=[{"Key": MARK, "Value": place.vpc_id}])
            _unless_gone(ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=place.vpc_id)
            _unless_gone(ec2.delete_internet_gateway, InternetGatewayId=gateway)
        for subnet in place.inside("describe_subnets", "Subnets"):
            _unless_gone(ec2.delete_subnet, SubnetId=subnet["SubnetId"])
        _unless_gone(ec2.delete_vpc, VpcId=place.vpc_id)
    return f"{place}: {refused[0]}" if refused else ""


def _delete_marked(account_id: str, region: str, ec2: Any) -> str:
    """Delete gateways that a killed run detached and did not come to delete. A line where AWS refuses."""
    with _caught() as refused:
        marked = ec2.describe_internet_gateways(Filters=[{"Name": "tag-key", "Values": [MARK]}])
        for gateway in marked["InternetGateways"]:
            if not gateway["Attachments"]:
                _unless_gone(ec2.delete_internet_gateway, InternetGatewayId=gateway["InternetGatewayId"])
    return f"account {account_id}, {region}: {refused[0]}" if refused else ""


def _unless_gone(call: Callable[..., Any], **named: str) -> None:
    from botocore.exceptions import ClientError

    try:
        call(**named)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise


@contextlib.contextmanager
def _caught() -> Iterator[list[str]]:
    """What AWS refused, in one line, so that one region does not keep the others from their end."""
    from botocore.exceptions import ClientError

    refused: list[str] = []
    try:
        yield refused
    except ClientError as error:
        refused.append(" ".join(str(error).split()))


@contextlib.contextmanager
def _said(account_id: str, region: str) -> Iterator[None]:
    """A refusal while nothing is changed yet ends the run, and says where."""
    with _caught() as refused:
        yield
    if refused:
        raise Findings(f"account {account_id}, {region}: {refused[0]}; nothing was removed")
