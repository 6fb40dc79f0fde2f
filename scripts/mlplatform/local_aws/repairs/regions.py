"""Repairs of EC2 in regions that nobody uses: which there are, and the default VPC in each."""

from __future__ import annotations

from typing import Any

from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models import EC2Backend
from moto.ec2.responses.availability_zones_and_regions import AvailabilityZonesAndRegions
from moto.utilities.utils import get_partition

from mlplatform.local_aws.repairs.base import Repair, replace

# moto takes these for enabled from the start; AWS wants an account to opt into them.
_OPT_IN = {"af-south-1", "ap-southeast-3", "eu-south-1"}


def _enabled_regions() -> None:
    describe = EC2Backend.describe_regions

    def describe_regions(self: Any, region_names: list[str] | None = None) -> list[Any]:
        partition = get_partition(self.region_name)
        return [one for one in describe(self, region_names) if get_partition(one.name) == partition]

    answer = AvailabilityZonesAndRegions.describe_regions

    def respond(self: Any) -> Any:
        made = answer(self)
        if not self._get_bool_param("AllRegions", False):
            shown: Any = made.result
            shown["Regions"] = [one for one in shown["Regions"] if _is_enabled(one)]
        return made

    replace(EC2Backend, "describe_regions", describe_regions)
    replace(AvailabilityZonesAndRegions, "describe_regions", respond)


def _is_enabled(region: Any) -> bool:
    return region.opt_in_status == "opt-in-not-required" and region.name not in _OPT_IN


def _gateway_of_a_default_vpc() -> None:
    make = EC2Backend.create_default_vpc

    def create_default_vpc(self: Any) -> Any:
        vpc = make(self)
        gateway = self.create_internet_gateway()
        self.attach_internet_gateway(gateway.id, vpc.id)
        (table,) = self.describe_route_tables(filters={"vpc-id": vpc.id})
        self.create_route(table.id, "0.0.0.0/0", gateway_id=gateway.id)
        return vpc

    replace(EC2Backend, "create_default_vpc", create_default_vpc)


def _deletion_of_what_is_in_use() -> None:
    delete_subnet, delete_vpc = EC2Backend.delete_subnet, EC2Backend.delete_vpc

    def refusing_subnet(self: Any, subnet_id: str) -> Any:
        if any(one.subnet.id == subnet_id for one in self.enis.values()):
            raise DependencyViolationError(
                f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
            )
        return delete_subnet(self, subnet_id)

    def refusing_vpc(self: Any, vpc_id: str) -> Any:
        if any(one.vpc and one.vpc.id == vpc_id for one in self.internet_gateways.values()):
            raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
        return delete_vpc(self, vpc_id)

    replace(EC2Backend, "delete_subnet", refusing_subnet)
    replace(EC2Backend, "delete_vpc", refusing_vpc)


REPAIRS = (
    Repair(
        name="enabled-regions",
        why="moto lists the regions of every partition as those of an account, and such as the account would "
        "have to opt into",
        upstream=None,
        mend=_enabled_regions,
    ),
    Repair(
        name="gateway-of-a-default-vpc",
        why="moto's default VPC has no internet gateway and no route to one, which is what makes it a way "
        "to the internet",
        upstream=None,
        mend=_gateway_of_a_default_vpc,
    ),
    Repair(
        name="deletion-of-what-is-in-use",
        why="moto deletes a subnet under a network interface and a VPC with its internet gateway attached; "
        "AWS refuses both, and whoever takes a VPC apart must know the order",
        upstream=None,
        mend=_deletion_of_what_is_in_use,
    ),
)
