"""What a bucket is for, and what its policy says: as several controls ask it."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam.rights import may_cover
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

# Deliveries of S3 and of load balancers: none can be made to a bucket whose default is a key of KMS.
_ACCESS_LOGS = (
    ("aws_s3_bucket_logging", "target_bucket"),
    ("aws_lb", "access_logs.0.bucket"),
    ("aws_elb", "access_logs.0.bucket"),
)
NO_LOCK = {type for type, _ in _ACCESS_LOGS} | {"aws_config_delivery_channel"}
"""Deliveries that cannot be made to a bucket that locks by default: access logs, and those of AWS Config."""
_DELIVERY = {"logging.s3.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com"}
_LOGS = (
    *_ACCESS_LOGS,
    ("aws_cloudtrail", "s3_bucket_name"),
    ("aws_config_delivery_channel", "s3_bucket_name"),
    ("aws_flow_log", "log_destination"),
    ("aws_route53_resolver_query_log_config", "destination_arn"),
)


def takes_access_logs_alone(bucket: Subject) -> bool:
    """Whether a bucket is there for access logs and for nothing else: they are delivered to it, from other
    places than itself, and its policy lets nobody but the deliveries put anything into it."""
    senders = [sender for type, path in _ACCESS_LOGS for sender in bucket.world.attached(bucket, type, path)]
    own = [s for s in senders if s.type == "aws_s3_bucket_logging" and _is_from(s, bucket)]
    return bool(senders) and not own and all(map(_delivers, _writing(bucket)))


def takes_logs(bucket: Subject) -> list[Subject]:
    """What delivers logs to a bucket: trails, flow logs, access logs."""
    return [
        sender
        for type, path in _LOGS
        for sender in bucket.world.attached(bucket, type, path)
        if sender.type != "aws_s3_bucket_logging" or not _is_from(sender, bucket)
    ]


def may_take_logs(bucket: Subject) -> Iterator[str]:
    """Why something may deliver logs to a bucket, where the plan does not tell."""
    for type, path in _LOGS:
        for sender, why in bucket.world.loose(type, path, bucket.type):
            yield f"{sender}.{path} may mean it: {why}"


def policies(bucket: Subject) -> list[Policy]:
    """The policies that are attached to a bucket; undecided where the plan does not tell them."""
    attached = bucket.attached("aws_s3_bucket_policy", "bucket", every=True)
    found = [policy for each in attached if (policy := each.policy())]
    inline = bucket.policy() if bucket.is_set("policy") else None
    return [*found, *([inline] if inline else [])]


def statements(bucket: Subject) -> list[Statement]:
    """Every statement of its policies."""
    return [statement for policy in policies(bucket) for statement in policy.statements]


def bucket_arn(bucket: Subject) -> str:
    """Its ARN; one that no exact pattern fits where its name is known only after apply."""
    name = bucket.raw("bucket")
    known = isinstance(name, str) and name and name != UNKNOWN
    return f"arn:aws:s3:::{name if known else 'zz-any-bucket'}"


def object_arn(bucket: Subject) -> str:
    """The ARN of some object in it."""
    return f"{bucket_arn(bucket)}/zz-any"


def _writing(bucket: Subject) -> list[Statement]:
    return [s for s in statements(bucket) if s.allows and may_cover(s, "s3:PutObject")]


def _delivers(statement: Statement) -> bool:
    named = [(kind, id) for kind, ids in statement.principals.items() for id in ids]
    return bool(named) and all(kind == "Service" and id in _DELIVERY for kind, id in named)


def _is_from(logging: Subject, bucket: Subject) -> bool:
    """Whether access logs are of a bucket itself; taken to be where the plan does not tell whose they are."""
    try:
        return bucket.key in {meant.key for meant in logging.refers("bucket", "aws_s3_bucket")}
    except Undecided:
        return True
