"""S3-03: a bucket refuses requests without TLS 1.2."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.iam.actions import action_fits, glob
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)


def check(bucket: Subject) -> Answers:
    policies = bucket.attached("aws_s3_bucket_policy", "bucket")
    if not policies:
        yield failed("has no policy, and S3 answers without TLS")
    for holder in policies:
        policy = holder.policy()
        refusals = [s for s in (policy.denying() if policy else []) if _refuses_all(s, bucket)]
        plain = [s for s in refusals if _only(s, _is_plain)]
        old = [s for s in refusals if _only(s, _is_old)]
        yield held() if plain else failed(f"{holder} does not refuse every request without TLS")
        yield held() if old else failed(f"{holder} does not refuse every request below TLS 1.2")


def _refuses_all(statement: Statement, bucket: Subject) -> bool:
    """Whether it is about everyone, every action, and both the bucket and its objects."""
    everyone = any("*" in ids and kind in ("*", "AWS") for kind, ids in statement.principals.items())
    name = str(bucket.raw("bucket") or "")
    wanted = (f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/any/object")
    return (
        everyone
        and any(
            action_fits(action, "s3:GetObject") and action in ("*", "s3:*") for action in statement.actions
        )
        and all(_covers(statement, bucket, arn, arn.endswith("/object")) for arn in wanted)
    )


def _covers(statement: Statement, bucket: Subject, arn: str, object: bool) -> bool:
    """By its name, or by the bucket that an unknown ARN will come from: then one leaf is not both."""
    if any(glob(resource, arn) for resource in statement.resources):
        return True
    symbols = [
        r for r in statement.resources if is_symbol(r) and bucket.address in r.strip("<>").split(" | ")
    ]
    return len(symbols) > 1 if object else bool(symbols)


def _only(statement: Statement, fits: object) -> bool:
    """Whether the statement has this one condition and no other, which would have to hold as well."""
    return len(statement.conditions) == 1 and fits(statement.conditions[0])  # type: ignore[operator]


def _is_plain(condition: Condition) -> bool:
    return (
        condition.on("aws:SecureTransport") and condition.plain == "bool" and condition.values == ("false",)
    )


def _is_old(condition: Condition) -> bool:
    if not condition.on("s3:TlsVersion") or condition.plain != "numericlessthan":
        return False
    return all(float(value) >= 1.2 for value in condition.values if not is_symbol(value))
