"""S3-09: a bucket is closed to whoever is outside the organization, and from outside its network."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.holding.denials import Request, outcome
from mlplatform.gate.stores import buckets, perimeter
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_OBJECTS = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")


def check(bucket: Subject) -> Answers:
    statements = buckets.statements(bucket)
    asked = perimeter.outsiders(bucket.world.settings, statements)
    if not buckets.takes_access_logs_alone(bucket):
        asked = {**asked, **perimeter.off_network(bucket.world.settings, statements)}
    for who, keys in asked.items():
        for action in (*_OBJECTS, "s3:ListBucket"):
            arn = buckets.object_arn(bucket) if action in _OBJECTS else buckets.bucket_arn(bucket)
            found = outcome(statements, Request(action, keys, arn), bucket.world.settings.platform_role_arns)
            near = [f"{why}: {statement}" for statement, why in found.nearest[:2]]
            if found.verdict == "undecided":
                yield undecided(f"whether {action} is refused to {who} is known only after apply", *near)
            elif found.verdict == "open":
                yield failed(f"{action} is not refused to {who}", *near)
                break
    yield held()
