"""Default VPCs: taken away in every region, again and again, and never from under something that lives."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.conftest import REGION, Place
from mlplatform.accounts import default_vpcs
from mlplatform.errors import Findings

FEW = ("eu-central-1", "eu-west-1", "eu-west-2")


def remove(place: Place) -> list[default_vpcs.Removed]:
    """Take them away in a few regions."""
    return default_vpcs.remove(place.clients, place.account.account_id, FEW)


def default_vpc(ec2: Any) -> str:
    """The id of a region's default VPC."""
    (vpc,) = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    return str(vpc["VpcId"])


def left(ec2: Any) -> dict[str, int]:
    """What is left of a region's default VPC."""
    return {
        "vpcs": len(ec2.describe_vpcs()["Vpcs"]),
        "subnets": len(ec2.describe_subnets()["Subnets"]),
        "gateways": len(ec2.describe_internet_gateways()["InternetGateways"]),
        "tables": len(ec2.describe_route_tables()["RouteTables"]),
        "groups": len(ec2.describe_security_groups()["SecurityGroups"]),
        "lists": len(ec2.describe_network_acls()["NetworkAcls"]),
    }


NOTHING = {"vpcs": 0, "subnets": 0, "gateways": 0, "tables": 0, "groups": 0, "lists": 0}


def test_the_regions_of_an_account_are_those_that_it_need_not_opt_into(place: Place) -> None:
    regions = default_vpcs.enabled_regions(place.clients, place.account.account_id, REGION)
    assert len(regions) == 17
    assert {"eu-west-2", "us-east-1"} <= set(regions)
    assert not {"af-south-1", "cn-north-1", "us-gov-west-1"} & set(regions)


def test_all_of_a_default_vpc_goes_in_every_region(place: Place) -> None:
    removed = remove(place)
    assert [one.region for one in removed] == sorted(FEW)
    assert all(one.vpc_id.startswith("vpc-") for one in removed)
    assert [left(place.ec2(region)) for region in FEW] == [NOTHING] * len(FEW)


def test_a_second_run_finds_nothing_to_do(place: Place) -> None:
    remove(place)
    assert remove(place) == []


def test_other_vpcs_stay_and_so_does_a_gateway_that_is_nobodys(place: Place) -> None:
    ec2 = place.ec2()
    own = ec2.create_vpc(CidrBlock="10.40.0.0/20")["Vpc"]["VpcId"]
    ec2.create_subnet(VpcId=own, CidrBlock="10.40.0.0/24")
    ec2.create_internet_gateway()
    remove(place)
    assert [one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"]] == [own]
    assert (left(ec2)["subnets"], left(ec2)["gateways"]) == (1, 1)


def test_nothing_is_removed_anywhere_where_a_network_interface_lives_in_one(place: Place) -> None:
    ec2 = place.ec2("eu-west-1")
    vpc = default_vpc(ec2)
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    interface = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    with pytest.raises(Findings) as refusal:
        remove(place)
    assert str(refusal.value) == (
        f"account {place.account.account_id}, eu-west-1, default VPC {vpc}: network interface {interface} "
        "lives in it; take it away first, nothing was removed"
    )
    assert refusal.value.exit_code == 1
    assert [left(place.ec2(region))["vpcs"] for region in FEW] == [1, 1, 1]


@pytest.mark.parametrize("kind", ["endpoint", "security group"])
def test_what_somebody_made_in_one_counts_as_life(place: Place, kind: str) -> None:
    ec2 = place.ec2()
    vpc = default_vpc(ec2)
    if kind == "endpoint":
        ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.eu-west-2.s3")
    else:
        ec2.create_security_group(VpcId=vpc, GroupName="mine", Description="Somebody's.")
    with pytest.raises(Findings, match=f"eu-west-2, default VPC {vpc}: {kind} .* lives in it"):
        remove(place)
    assert left(ec2)["vpcs"] == 1


def test_what_aws_refuses_to_delete_is_said_with_account_region_and_vpc(place: Place) -> None:
    ec2 = place.ec2()
    vpc = default_vpc(ec2)
    ec2.create_route_table(VpcId=vpc)
    with pytest.raises(Findings) as refusal:
        remove(place)
    said = str(refusal.value)
    assert said.startswith(f"account {place.account.account_id}, eu-west-2, default VPC {vpc}: ")
    assert "has dependencies" in said
    assert default_vpc(ec2) == vpc


STEPS = ["DetachInternetGateway", "DeleteInternetGateway", "DeleteSubnet", "DeleteVpc"]


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_was_killed_at_a_step_is_mended_by_the_next(place: Place, step: str) -> None:
    """The refusal stands for the kill: what was done before it is done, what comes after it is not."""
    place.faults({"service": "ec2", "operations": [step], "kind": "refuse"})
    with pytest.raises(Findings, match="injected fault"):
        remove(place)
    place.faults()
    remove(place)
    assert [left(place.ec2(region)) for region in FEW] == [NOTHING] * len(FEW)


def test_a_region_that_is_closed_to_us_is_named_before_anything_is_removed(place: Place) -> None:
    place.faults({"service": "ec2", "operations": ["DescribeVpcs"], "kind": "refuse", "max": 1})
    with pytest.raises(Findings) as refusal:
        remove(place)
    said = str(refusal.value)
    assert said.startswith(f"account {place.account.account_id}, eu-")
    assert "UnauthorizedOperation" in said
    assert said.endswith("; nothing was removed")
    assert [left(place.ec2(region))["vpcs"] for region in FEW] == [1, 1, 1]


def test_a_throttled_run_comes_to_its_end(place: Place) -> None:
    place.faults({"service": "ec2", "kind": "throttle", "share": 0.1, "seed": 3})
    assert len(remove(place)) == len(FEW)
