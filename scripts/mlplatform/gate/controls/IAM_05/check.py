"""IAM-05: roles and users have a permissions boundary."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam.asked import is_platform
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_iam_role", "aws_iam_user")


def check(principal: Subject) -> Answers:
    if is_platform(principal):
        yield held("a role of the platform, by the settings")
    elif not principal.is_set("permissions_boundary"):
        yield failed("permissions_boundary is not set: its policies alone say what it may do")
    elif principal.raw("permissions_boundary") == UNKNOWN and not principal.origin(
        "permissions_boundary"
    ).only("aws_iam_policy"):
        # What comes from a policy of the plan will be its ARN; anything else may turn out to be nothing.
        yield undecided("permissions_boundary is known only after apply, and may be nothing")
    else:
        yield held()
