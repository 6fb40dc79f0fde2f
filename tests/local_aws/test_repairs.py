"""Each repair of moto, through boto3: what AWS does, which moto by itself does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws import (
    proofs_of_deletion,
    proofs_of_delivery,
    proofs_of_gone,
    proofs_of_guards,
    proofs_of_images,
    proofs_of_macie,
    proofs_of_organizations,
)
from local_aws.cases import KEY
from local_aws.conftest import REGION, Aws
from mlplatform.local_aws import repairs
from mlplatform.local_aws.repairs import base

PROOFS: dict[str, Callable[[Aws], None]] = {
    **proofs_of_guards.PROOFS,
    **proofs_of_deletion.PROOFS,
    **proofs_of_delivery.PROOFS,
    **proofs_of_gone.PROOFS,
    **proofs_of_images.PROOFS,
    **proofs_of_macie.PROOFS,
    **proofs_of_organizations.PROOFS,
}


def mends(name: str) -> Callable[[Callable[[Aws], None]], Callable[[Aws], None]]:
    """Say which repair a proof is of."""

    def register(proof: Callable[[Aws], None]) -> Callable[[Aws], None]:
        PROOFS[name] = proof
        return proof

    return register


def bucket(aws: Aws, *statements: dict[str, Any], lock: bool = False) -> tuple[Any, str]:
    """A client and a bucket with a policy."""
    s3, name = aws.client("s3"), f"bank-{aws.account}"
    where = {"LocationConstraint": REGION}
    s3.create_bucket(Bucket=name, CreateBucketConfiguration=where, ObjectLockEnabledForBucket=lock)
    if statements:
        policy = {"Version": "2012-10-17", "Statement": list(statements)}
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))
    return s3, name


def deny(aws: Aws, condition: dict[str, Any]) -> dict[str, Any]:
    """A Deny of every upload, under a condition."""
    target = f"arn:aws:s3:::bank-{aws.account}/*"
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": target,
        "Condition": condition,
    }


@mends("bucket-policy-conditions")
def conditions_of_a_bucket_policy(aws: Aws) -> None:
    """TLS only, and no other encryption than KMS: an upload that keeps to it works, others do not."""
    s3, name = bucket(
        aws,
        deny(aws, {"Bool": {"aws:SecureTransport": "false"}}),
        deny(aws, {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}),
    )
    s3.put_object(Bucket=name, Key="good", Body=b"x", ServerSideEncryption="aws:kms", SSEKMSKeyId=KEY)
    for wrong in ({}, {"ServerSideEncryption": "AES256"}):
        with pytest.raises(ClientError, match=r"403|Forbidden|AccessDenied"):
            s3.put_object(Bucket=name, Key="bad", Body=b"x", **wrong)
    assert [one["Key"] for one in s3.list_objects_v2(Bucket=name)["Contents"]] == ["good"]


@mends("log-delivery-by-policy")
def log_delivery_under_a_policy_for_everybody(aws: Aws) -> None:
    """The target's policy may have a statement for everybody beside the one for log delivery."""
    s3, name = bucket(aws, deny(aws, {"Bool": {"aws:SecureTransport": "false"}}))
    logging = {"LoggingEnabled": {"TargetBucket": name, "TargetPrefix": "access/"}}
    with pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
        s3.put_bucket_logging(Bucket=name, BucketLoggingStatus=logging)
    delivery = {
        "Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": ["s3:PutObject"],
        "Resource": [f"arn:aws:s3:::{name}/access/*"],
        "Condition": {"StringEquals": {"aws:SourceAccount": aws.account}},
    }  # fmt: skip
    everybody = deny(aws, {"Bool": {"aws:SecureTransport": "false"}})
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Statement": [everybody, delivery]}))
    s3.put_bucket_logging(Bucket=name, BucketLoggingStatus=logging)
    assert s3.get_bucket_logging(Bucket=name)["LoggingEnabled"]["TargetPrefix"] == "access/"


@mends("object-lock-on-a-bucket-in-use")
def object_lock_on_a_bucket_that_holds_something(aws: Aws) -> None:
    """A rule can be set and taken away over objects; versioning cannot be suspended under it."""
    s3, name = bucket(aws, lock=True)
    s3.put_object(Bucket=name, Key="a", Body=b"x")
    rule = {"Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 30}}}
    for wanted in (rule, {}):
        config = {"ObjectLockEnabled": "Enabled", **wanted}
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=config)
        found = s3.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
        assert ("Rule" in found) is bool(wanted)
        assert not wanted or found["Rule"]["DefaultRetention"]["Days"] == 30
    with pytest.raises(ClientError, match=r"InvalidBucketState.*Object Lock configuration is present"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Suspended"})


@mends("trails-by-name")
def several_trails_in_an_account(aws: Aws) -> None:
    """Each is described by its name or ARN alone, and deleted by its ARN."""
    _, name = bucket(aws)
    trails = aws.client("cloudtrail")
    arns = [trails.create_trail(Name=one, S3BucketName=name)["TrailARN"] for one in ("first", "second")]
    for asked in ("second", arns[1]):
        assert [one["Name"] for one in trails.describe_trails(trailNameList=[asked])["trailList"]] == [
            "second"
        ]
    assert len(trails.describe_trails()["trailList"]) == 2
    trails.delete_trail(Name=arns[0])
    assert [one["Name"] for one in trails.describe_trails()["trailList"]] == ["second"]


@mends("key-rotation-period")
def rotation_period_of_a_key(aws: Aws) -> None:
    """What was asked for, else a year."""
    kms = aws.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    assert "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=key)
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 180


@mends("security-group-rules")
def rules_of_a_security_group(aws: Aws) -> None:
    """A protocol without ports, and descriptions of rules that name a group."""
    ec2, (vpc, _) = aws.client("ec2"), aws.network()
    group = ec2.create_security_group(GroupName="jobs", Description="jobs", VpcId=vpc)["GroupId"]
    pair = {"GroupId": group, "Description": "between containers of a job"}
    ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[{"IpProtocol": "50", "UserIdGroupPairs": [pair]}]
    )
    found = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    [rule] = [one for one in found["SecurityGroupRules"] if not one["IsEgress"]]
    assert rule["IpProtocol"] == "50"
    assert rule["Description"] == pair["Description"]
    assert rule["ReferencedGroupInfo"]["GroupId"] == group


@mends("deleted-endpoints")
def a_deleted_endpoint_is_gone(aws: Aws) -> None:
    """Not listed as deleted, but listed no more."""
    ec2, (vpc, _) = aws.client("ec2"), aws.network()
    made = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.s3")
    endpoint = made["VpcEndpoint"]["VpcEndpointId"]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    assert ec2.describe_vpc_endpoints()["VpcEndpoints"] == []
    with pytest.raises(ClientError, match="NotFound"):
        ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])


@mends("default-network-acl")
def a_deleted_vpc_takes_its_network_acl_along(aws: Aws) -> None:
    """The default one, which nobody can delete by itself."""
    ec2 = aws.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    of_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    assert len(ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"]) == 1
    ec2.delete_vpc(VpcId=vpc)
    assert ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"] == []


@mends("enabled-regions")
def regions_are_those_of_the_account(aws: Aws) -> None:
    """Those of its partition; such as it would have to opt into only where they are asked for."""
    ec2 = aws.client("ec2")
    enabled = {one["RegionName"] for one in ec2.describe_regions()["Regions"]}
    every = {one["RegionName"] for one in ec2.describe_regions(AllRegions=True)["Regions"]}
    assert len(enabled) == 17
    assert "af-south-1" in every - enabled
    assert not [name for name in every if name.startswith(("cn-", "us-gov-"))]


@mends("gateway-of-a-default-vpc")
def a_default_vpc_has_a_way_to_the_internet(aws: Aws) -> None:
    """A gateway, and the route to it."""
    ec2 = aws.client("ec2")
    [gateway] = ec2.describe_internet_gateways()["InternetGateways"]
    [vpc] = ec2.describe_vpcs()["Vpcs"]
    assert [one["VpcId"] for one in gateway["Attachments"]] == [vpc["VpcId"]]
    [table] = ec2.describe_route_tables()["RouteTables"]
    ways = {one["DestinationCidrBlock"]: one["GatewayId"] for one in table["Routes"]}
    assert ways["0.0.0.0/0"] == gateway["InternetGatewayId"]


@mends("deletion-of-what-is-in-use")
def what_is_in_use_is_not_deleted(aws: Aws) -> None:
    """A subnet under an interface, and a VPC with a gateway."""
    ec2, (vpc, subnet) = aws.client("ec2"), aws.network()
    made = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_network_interface(NetworkInterfaceId=made["NetworkInterfaceId"])
    ec2.delete_subnet(SubnetId=subnet)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_vpc(VpcId=vpc)
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_vpc(VpcId=vpc)


@pytest.mark.parametrize("repair", repairs.REPAIRS, ids=lambda repair: repair.name)
def test_the_repair_holds(aws: Aws, repair: repairs.Repair) -> None:
    PROOFS[repair.name](aws)


def test_every_repair_has_its_proof_and_its_reason() -> None:
    assert {repair.name for repair in repairs.REPAIRS} == set(PROOFS)
    assert all("moto" in repair.why for repair in repairs.REPAIRS)


def test_a_repair_of_what_moto_no_longer_has_is_an_error() -> None:
    with pytest.raises(AttributeError, match=r"has no nothing any more: see local_aws/repairs"):
        base.replace(Aws, "nothing", None)
