"""SM-32: the online store of a feature group is encrypted with a key of the bank."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.expect import our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_feature_group",)


def check(group: Subject) -> Answers:
    for store in group.blocks("online_store_config"):
        if group.raw(f"{store}.enable_online_store") is False:
            yield held("it is switched off")
            continue
        keys = group.blocks(f"{store}.security_config")
        if not keys:
            yield failed(f"{store}.security_config is not set, and AWS takes a key of its own")
        for key in keys:
            yield our_key(group, f"{key}.kms_key_id")
