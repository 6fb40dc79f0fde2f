"""SC-07: what a product is made from is in the plan."""

import re

from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, undecided
from mlplatform.gate.delivery import catalog
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = (catalog.PRODUCT, catalog.ARTIFACT)
BUCKET, OBJECT = "aws_s3_bucket", "aws_s3_object"
_URLS = (
    re.compile(r"https://(?P<bucket>[^/]+?)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com/(?P<key>[^?]+).*"),
    re.compile(r"https://s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com/(?P<bucket>[^/]+)/(?P<key>[^?]+).*"),
)


def check(subject: Subject) -> Answers:
    for block in subject.blocks("provisioning_artifact_parameters") or [""]:
        if subject.raw(f"{block}.template_physical_id".lstrip(".")):
            yield failed("its template is copied from a running stack, which anybody may have changed")
        else:
            yield from _template(subject, f"{block}.template_url".lstrip("."))


def _template(subject: Subject, path: str) -> Answers:
    buckets, objects = _of_later(subject, path) if subject.raw(path) == UNKNOWN else _of_url(subject, path)
    if not buckets and not objects:
        yield failed(f"{path} is {subject.raw(path)}, which is no address in S3")
    for bucket in buckets:
        yield _versioned(bucket)
    if buckets and not objects:
        yield undecided(f"{path}: what is there is in no plan")
    for each in objects:
        known = each.is_set("content") or each.is_set("source_hash") or each.is_set("etag")
        yield (
            held()
            if known
            else failed(f"{each} may change without the plan: no content, source_hash or etag")
        )


def _of_url(subject: Subject, path: str) -> tuple[list[Subject], list[Subject]]:
    found = next((m for form in _URLS if (m := form.fullmatch(subject.text(path)))), None)
    if not found:
        return [], []
    buckets = subject.world.named(found["bucket"], BUCKET)
    if not buckets:
        raise Undecided(f"{path} is in bucket {found['bucket']}, which is none of these plans")
    objects = [each for bucket in buckets for each in bucket.attached(OBJECT, "bucket")]
    return buckets, [each for each in objects if each.raw("key") in (found["key"], UNKNOWN)]


def _of_later(subject: Subject, path: str) -> tuple[list[Subject], list[Subject]]:
    """By what the address will be made from: an object, and the bucket of it."""
    objects = [each for each in subject.refers(path, BUCKET, OBJECT) if each.type == OBJECT]
    buckets = [each for each in subject.refers(path, BUCKET, OBJECT) if each.type == BUCKET]
    return [*buckets, *(b for each in objects for b in each.refers("bucket", BUCKET))], objects


def _versioned(bucket: Subject) -> Answer:
    found = bucket.attached("aws_s3_bucket_versioning", "bucket")
    if any(each.text("versioning_configuration.0.status") == "Enabled" for each in found):
        return held()
    return failed(f"{bucket} keeps no versions, so nobody can tell what the template was")
