"""S3-07: access to a bucket is logged."""

from mlplatform.gate.answers import Answers, Undecided, failed, held, undecided
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)


def check(bucket: Subject) -> Answers:
    if bucket.world.attached(bucket, "aws_s3_bucket_logging", "target_bucket"):
        yield held("takes the access logs of others")
        return
    if any(
        _sees_all_objects(trail) for trail in bucket.world.of("aws_cloudtrail") if trail.plan is bucket.plan
    ):
        yield held("a trail records every object that is read or written")
        return
    try:
        logging = bucket.attached("aws_s3_bucket_logging", "bucket")
    except Undecided as why:
        yield undecided(why.reason)
        return
    yield held() if logging else failed("has no access log, and no trail of the plan records its objects")


def _sees_all_objects(trail: Subject) -> bool:
    """Whether a trail takes the data events of every bucket, reads and writes."""
    for path in trail.blocks("event_selector"):
        values = [v for p in trail.blocks(f"{path}.data_resource") for v in trail.items(f"{p}.values")]
        if trail.raw(f"{path}.read_write_type") == "All" and {"arn:aws:s3", "arn:aws:s3:::"} & set(values):
            return True
    return any(_selects_s3(trail, path) for path in trail.blocks("advanced_event_selector"))


def _selects_s3(trail: Subject, path: str) -> bool:
    fields = {
        trail.raw(f"{p}.field"): trail.items(f"{p}.equals") for p in trail.blocks(f"{path}.field_selector")
    }
    return fields == {"eventCategory": ["Data"], "resources.type": ["AWS::S3::Object"]}
