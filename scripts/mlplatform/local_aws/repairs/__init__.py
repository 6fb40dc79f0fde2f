"""The one place where moto's wrong behaviour is mended, a module per area. What moto lacks is in the tables;
what it does, but not as AWS does, is here: each repair has a name, a reason and a test.

``apply`` puts all in force; it is called once, before the server takes its first request.
"""

from __future__ import annotations

from mlplatform.local_aws.repairs import (
    detection,
    ec2,
    ecr,
    gone,
    macie,
    organizations,
    regions,
    s3,
    s3_deletion,
    s3_lifecycle,
    security,
    sts,
)
from mlplatform.local_aws.repairs.base import Repair, acting_as

__all__ = ["REPAIRS", "Repair", "acting_as", "apply"]

REPAIRS = (
    *detection.REPAIRS,
    *s3.REPAIRS,
    *s3_deletion.REPAIRS,
    *s3_lifecycle.REPAIRS,
    *organizations.REPAIRS,
    *ec2.REPAIRS,
    *ecr.REPAIRS,
    *gone.REPAIRS,
    *macie.REPAIRS,
    *regions.REPAIRS,
    *security.REPAIRS,
    *sts.REPAIRS,
)


def apply() -> None:
    """Put every repair in force."""
    for repair in REPAIRS:
        repair.mend()
