"""SM-26: what an endpoint writes stays with the bank."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import our_key
from mlplatform.gate.ml.placement import in_our_bucket, variants
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_endpoint_configuration",)


def check(configuration: Subject) -> Answers:
    for key, place in _written(configuration):
        yield our_key(configuration, key)
        yield in_our_bucket(configuration, place)


def _written(configuration: Subject) -> Iterator[tuple[str, str]]:
    """The paths of the key and the place of all that is written."""
    for capture in configuration.blocks("data_capture_config"):
        if configuration.raw(f"{capture}.enable_capture") is not False:
            yield f"{capture}.kms_key_id", f"{capture}.destination_s3_uri"
    for inference in configuration.blocks("async_inference_config"):
        for output in configuration.blocks(f"{inference}.output_config"):
            yield f"{output}.kms_key_id", f"{output}.s3_output_path"
            if configuration.raw(f"{output}.s3_failure_path"):
                yield f"{output}.kms_key_id", f"{output}.s3_failure_path"
    for variant in variants(configuration):
        for dump in configuration.blocks(f"{variant}.core_dump_config"):
            yield f"{dump}.kms_key_id", f"{dump}.destination_s3_uri"
