"""EC2: Block Public Access remembers a change, an exclusion is of something, settings are reset."""

from __future__ import annotations

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, after_create, operation
from mlplatform.local_aws.world import Record

SERVICE = "ec2"


@operation(SERVICE, "ModifyVpcBlockPublicAccessOptions")
def modify(scene: Scene, request: Record) -> Record:
    """Set the mode; the state then tells default from changed."""
    record = engine.update(scene, "VpcBlockPublicAccessOptions", request)
    record["State"] = "update-complete"
    return {"VpcBlockPublicAccessOptions": record}


@after_create(SERVICE, "VpcBlockPublicAccessExclusion")
def name_target(scene: Scene, record: Record, request: Record) -> None:
    """An exclusion is of a VPC or of a subnet."""
    kind = next((one for one in ("VpcId", "SubnetId") if request.get(one)), None)
    if kind is None:
        engine.delete(scene, "VpcBlockPublicAccessExclusion", record)
        raise AwsError("MissingParameter", "The request must contain the parameter VpcId or SubnetId")
    caller, noun = scene.caller, kind.removesuffix("Id").lower()
    place = f"arn:{caller.partition}:ec2:{caller.region}:{caller.account}"
    record["ResourceArn"] = f"{place}:{noun}/{record.pop(kind)}"


@operation(SERVICE, "ResetEbsDefaultKmsKeyId")
def reset(scene: Scene, _request: Record) -> Record:
    """Back to the key that AWS manages."""
    scene.records("EbsDefaultKmsKey").clear()
    return engine.read(scene, "EbsDefaultKmsKey", {})


@operation(SERVICE, "DisableSnapshotBlockPublicAccess")
def unblock_snapshots(scene: Scene, _request: Record) -> Record:
    """Snapshots may be shared with everyone again."""
    scene.records("SnapshotBlockPublicAccess").clear()
    return engine.read(scene, "SnapshotBlockPublicAccess", {})


@operation(SERVICE, "DisableImageBlockPublicAccess")
def unblock_images(scene: Scene, _request: Record) -> Record:
    """Images may be shared with everyone again."""
    scene.records("ImageBlockPublicAccess").clear()
    return engine.read(scene, "ImageBlockPublicAccess", {})


@operation(SERVICE, "ModifyInstanceMetadataDefaults")
def set_metadata(scene: Scene, request: Record) -> Record:
    """No preference takes a setting away."""
    record = engine.read(scene, "InstanceMetadataDefaults", {})
    for name, value in request.items():
        if value in (-1, "no-preference"):
            record.pop(name, None)
        elif name != "DryRun":
            record[name] = value
    return {"Return": True}
