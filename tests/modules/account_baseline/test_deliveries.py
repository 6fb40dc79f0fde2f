"""Which services of AWS deliver into the account's buckets, and that none of them comes for another account."""

from __future__ import annotations

from modules.account_baseline.planned import EVERY, IN_EACH, NAMES, bucket_arn, bucket_policy

GRANTS = {
    "access-logs": {("logging.s3.amazonaws.com", "s3:PutObject", "/*", "arn:aws:s3:::{prefix}-*")},
    "config": {
        ("config.amazonaws.com", "s3:GetBucketAcl", "", "arn:aws:config:eu-west-2:{account}:*"),
        ("config.amazonaws.com", "s3:ListBucket", "", "arn:aws:config:eu-west-2:{account}:*"),
        (
            "config.amazonaws.com",
            "s3:PutObject",
            "/AWSLogs/{account}/Config/*",
            "arn:aws:config:eu-west-2:{account}:*",
        ),
    },
    "logs": {
        (
            "cloudtrail.amazonaws.com",
            "s3:GetBucketAcl",
            "",
            "arn:aws:cloudtrail:eu-west-2:{account}:trail/{prefix}-trail",
        ),
        (
            "cloudtrail.amazonaws.com",
            "s3:PutObject",
            "/AWSLogs/{account}/*",
            "arn:aws:cloudtrail:eu-west-2:{account}:trail/{prefix}-trail",
        ),
    },
}


@IN_EACH
@EVERY
def test_a_service_delivers_and_does_nothing_else_and_for_this_account_alone(
    module: str, bucket: str
) -> None:
    prefix, account = NAMES[module]
    found = set()
    for grant in bucket_policy(module, bucket).values():
        if grant["Effect"] == "Allow":
            (service,) = grant["Principal"]["Service"]
            (action,), (resource,) = grant["Action"], grant["Resource"]
            (source,) = grant["Condition"]["ArnLike"]["aws:SourceArn"]
            assert grant["Condition"]["StringEquals"] == {"aws:SourceAccount": [account]}
            found.add((service, action, resource.removeprefix(bucket_arn(module, bucket)), source))
    wanted = {
        tuple(part.format(prefix=prefix, account=account) for part in grant) for grant in GRANTS[bucket]
    }
    assert found == wanted
