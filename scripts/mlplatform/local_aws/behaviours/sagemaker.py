"""SageMaker: what a Studio domain brings with it, and versions of images."""

from __future__ import annotations

from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, after_create, after_delete, operation
from mlplatform.local_aws.world import Record

SERVICE = "sagemaker"


@after_create(SERVICE, "Domain")
def make_home(scene: Scene, record: Record, _request: Record) -> None:
    """The home file system and the two groups between it and the apps really exist, as with AWS."""
    caller = scene.caller
    domain_id = record["DomainId"]
    aws_managed = f"arn:{caller.partition}:kms:{caller.region}:{caller.account}:alias/aws/elasticfilesystem"
    key = record.get("KmsKeyId") or record.get("HomeEfsFileSystemKmsKeyId") or aws_managed
    managed = [{"Key": "ManagedByAmazonSageMakerResource", "Value": record["DomainArn"]}]
    home = efs_backends[caller.account][caller.region].create_file_system(
        creation_token=domain_id,
        performance_mode="generalPurpose",
        encrypted=True,
        kms_key_id=key,
        throughput_mode="bursting",
        provisioned_throughput_in_mibps=0,
        availability_zone_name="",
        backup=False,
        tags=managed,
    )
    record["HomeEfsFileSystemId"] = home.file_system_id
    ec2 = ec2_backends[caller.account][caller.region]
    record["_groups"] = [
        ec2.create_security_group(
            f"security-group-for-{way}-nfs-{domain_id}",
            f"SageMaker {way} NFS of {domain_id}",
            record.get("VpcId"),
            tags={tag["Key"]: tag["Value"] for tag in managed},
        ).id
        for way in ("inbound", "outbound")
    ]
    _mount(scene, record)


def _mount(scene: Scene, record: Record) -> None:
    """A way into the home in each zone, as with AWS: a subnet with one in it is not free to go."""
    efs = efs_backends[scene.caller.account][scene.caller.region]
    ec2 = ec2_backends[scene.caller.account][scene.caller.region]
    by_zone = {ec2.get_subnet(subnet).availability_zone: subnet for subnet in record.get("SubnetIds", [])}
    for subnet in by_zone.values():
        efs.create_mount_target(record["HomeEfsFileSystemId"], subnet, security_groups=record["_groups"][:1])


@after_delete(SERVICE, "Domain")
def end_home(scene: Scene, record: Record, request: Record) -> None:
    """Delete the home with its groups only where the request says so: AWS retains by default."""
    if request.get("RetentionPolicy", {}).get("HomeEfsFileSystem", "Retain") != "Delete":
        return
    caller = scene.caller
    efs = efs_backends[caller.account][caller.region]
    home = efs.file_systems_by_id[record["HomeEfsFileSystemId"]]
    for target in list(home.iter_mount_targets()):
        efs.delete_mount_target(target.mount_target_id)
    efs.delete_file_system(home.file_system_id)
    for group in record["_groups"]:
        ec2_backends[caller.account][caller.region].delete_security_group(group_id=group)


@operation(SERVICE, "DescribeImageVersion")
def describe_image_version(scene: Scene, request: Record) -> Record:
    """By number, by alias, or the newest."""
    return _image_version(scene, request)


@operation(SERVICE, "UpdateImageVersion")
def update_image_version(scene: Scene, request: Record) -> Record:
    """Change a version's particulars and aliases; an alias moves from another version to this one."""
    record = _image_version(scene, request)
    versions = [one for one in scene.records("ImageVersion") if one["ImageName"] == request["ImageName"]]
    gained, lost = request.get("AliasesToAdd", []), request.get("AliasesToDelete", [])
    for one in versions:
        gone = {*gained, *(lost if one is record else [])}
        one["Aliases"] = [alias for alias in one.get("Aliases", []) if alias not in gone]
    record["Aliases"] += gained
    instructions = {"ImageName", "Version", "Alias", "AliasesToAdd", "AliasesToDelete"}
    record |= {name: value for name, value in request.items() if name not in instructions}
    return record


@operation(SERVICE, "ListAliases")
def list_aliases(scene: Scene, request: Record) -> Record:
    """The aliases of an image, or of one of its versions."""
    engine.find(scene, "Image", {"ImageName": request["ImageName"]})
    return {
        "SageMakerImageVersionAliases": [
            alias
            for one in scene.records("ImageVersion")
            if one["ImageName"] == request["ImageName"] and request.get("Version") in (None, one["Version"])
            for alias in one.get("Aliases", [])
        ]
    }


def _image_version(scene: Scene, request: Record) -> Record:
    name = request["ImageName"]
    if "Version" in request:
        return engine.find(scene, "ImageVersion", {"ImageName": name, "Version": request["Version"]})
    engine.find(scene, "Image", {"ImageName": name})
    alias = request.get("Alias")
    found = [
        one
        for one in scene.records("ImageVersion")
        if one["ImageName"] == name and (alias is None or alias in one.get("Aliases", []))
    ]
    if not found:
        wanted = f"{name}/{alias}" if alias else name
        raise AwsError(scene.table.codes.missing, f"ImageVersion {wanted} does not exist")
    return max(found, key=lambda one: int(one["Version"]))
