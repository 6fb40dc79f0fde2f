"""SM-31: the offline store of a feature group stays with the bank."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import our_key
from mlplatform.gate.ml.placement import in_our_bucket
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_feature_group",)


def check(group: Subject) -> Answers:
    for store in group.blocks("offline_store_config"):
        for place in group.blocks(f"{store}.s3_storage_config"):
            yield our_key(group, f"{place}.kms_key_id", absent="what the bucket is set to")
            yield in_our_bucket(group, f"{place}.s3_uri")
