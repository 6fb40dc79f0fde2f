"""SC-06: who may launch is named, and not described."""

import re

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.delivery import catalog
from mlplatform.gate.world import Subject

CONCERNS = (catalog.PRINCIPAL,)
_ONE = re.compile(r"arn:[^:]+:iam::([0-9]{12})?:(role|user|group)/[^*?]+")
# AWS names the roles of permission sets, under a path where no account can make one.
_PERMISSION_SET = re.compile(
    r"arn:[^:]+:iam::([0-9]{12})?:role/aws-reserved/sso\.amazonaws\.com/([^*?/]+/|\*/?)?"
    r"AWSReservedSSO_[^*?_/][^*?/]*_(\*|[0-9a-f?]{16})"
)


def check(link: Subject) -> Answers:
    if link.refers("principal_arn", "aws_iam_role", "aws_iam_user", "aws_iam_group"):
        yield held()
        return
    arn = link.text("principal_arn")
    if _ONE.fullmatch(arn) or _PERMISSION_SET.fullmatch(arn):
        yield held()
    else:
        yield failed(f"principal_arn is {arn}, which names no one principal")
