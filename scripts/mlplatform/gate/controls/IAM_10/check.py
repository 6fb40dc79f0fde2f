"""IAM-10: no policy of AWS that gives a service whole, or everything, is attached."""

import re

from mlplatform.gate.answers import Answers, Undecided, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

ATTACHING = {
    "aws_iam_group_policy_attachment": "policy_arn",
    "aws_iam_policy_attachment": "policy_arn",
    "aws_iam_role": "managed_policy_arns",
    "aws_iam_role_policy_attachment": "policy_arn",
    "aws_iam_role_policy_attachments_exclusive": "policy_arns",
    "aws_iam_group_policy_attachments_exclusive": "policy_arns",
    "aws_iam_user_policy_attachment": "policy_arn",
    "aws_iam_user_policy_attachments_exclusive": "policy_arns",
    "aws_ssoadmin_managed_policy_attachment": "managed_policy_arn",
}
CONCERNS = tuple(ATTACHING)
_OF_AWS = re.compile(r"arn:[^:]+:iam::aws:policy/(?:.*/)?(?P<name>[^/]+)")
_WIDE = re.compile(r"FullAccess|Administrator|Admin(Access|Policy)?$|PowerUser", re.IGNORECASE)


def check(attachment: Subject) -> Answers:
    path = ATTACHING[attachment.type]
    if not attachment.is_set(path):
        return
    for arn in attachment.items(path) if attachment.raw(path) != UNKNOWN else [UNKNOWN]:
        if arn == UNKNOWN:
            yield from _later(attachment, path)
            continue
        found = _OF_AWS.fullmatch(str(arn))
        if found and _WIDE.search(found["name"]):
            yield failed(f"{found['name']} is attached, which AWS widens as it pleases")
        else:
            yield held()


def _later(attachment: Subject, path: str) -> Answers:
    try:
        attachment.refers(path, "aws_iam_policy")
        if attachment.origin(path).only("aws_iam_policy"):
            yield held("a policy of this plan")
        else:
            yield undecided(f"{path} is known only after apply, and may be a policy of AWS")
    except Undecided as why:
        yield undecided(why.reason)
