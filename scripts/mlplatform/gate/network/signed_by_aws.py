"""What AWS hands out from its own buckets by links it has signed: layers of images, files of packages."""

from __future__ import annotations

from mlplatform.gate.iam.globs import arns_overlap
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.policy import Statement

READ = "s3:GetObject"


def lets_read_from(wanted: str, statement: Statement) -> bool:
    """Whether a statement lets a bucket be read by whoever signed the link: AWS, not the bank, so one with a
    condition is of no use."""
    return (
        not statement.conditions
        and covers(statement, READ)
        and any(arns_overlap(resource, wanted) for resource in statement.resources)
    )
