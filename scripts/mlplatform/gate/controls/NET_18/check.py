"""NET-18: an endpoint service accepts each connection by hand, and admits accounts of the bank alone."""

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import equal
from mlplatform.gate.iam import trust
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_SERVICE = "aws_vpc_endpoint_service"
_PRINCIPAL = "aws_vpc_endpoint_service_allowed_principal"
CONCERNS = (_SERVICE, _PRINCIPAL)


def check(subject: Subject) -> Answers:
    if subject.type == _PRINCIPAL:
        yield from _admitted(subject, subject.raw("principal_arn"))
        return
    yield equal(subject, "acceptance_required", True)
    if subject.is_set("allowed_principals"):
        for principal in subject.items("allowed_principals"):
            yield from _admitted(subject, principal)


def _admitted(subject: Subject, principal: object) -> Answers:
    if principal == UNKNOWN:
        yield undecided("whom it admits is known only after apply")
        return
    account = trust.account(str(principal)) or accounts.of_arn(str(principal))
    if account is None:
        yield failed(f"admits {principal}, which is no account of the bank")
        return
    ours = accounts.is_ours(account, subject)
    if ours is None:
        yield undecided(
            f"admits {principal}; neither the settings nor the plan tell whether that is the bank's"
        )
    else:
        yield held() if ours else failed(f"admits {principal}, which is no account of the bank")
