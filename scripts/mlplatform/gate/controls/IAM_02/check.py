"""IAM-02: a policy does not allow every action of a service.

A permissions boundary gives nothing, so it may name services whole; key policies, endpoint policies and
policies of the organization have controls of their own. A managed policy that the plans neither attach nor
use as a boundary may be either.
"""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, undecided
from mlplatform.gate.iam import actions
from mlplatform.gate.iam.asked import DOCUMENTS, holders, is_boundary, of_each
from mlplatform.gate.policy import Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = DOCUMENTS


def check(subject: Subject) -> Answers:
    loose = subject.type == "aws_iam_policy" and not holders(subject)
    if loose and is_boundary(subject):
        return
    for answer in of_each(subject, _whole, "identity", "resource"):
        if loose and answer.status == "fail":
            yield undecided(
                f"{answer.reason}, and nothing tells whether it is attached or bounds", *answer.path
            )
        else:
            yield answer


def _whole(statement: Statement, _: Policy) -> Iterator[Answer]:
    if not statement.allows:
        return
    if statement.not_actions:
        yield failed("it allows all that NotAction does not name", str(statement))
    for pattern in statement.actions:
        if is_symbol(pattern):
            yield undecided("an action is known only after apply", str(statement))
        elif services := actions.whole_services(pattern):
            more = f" and of {len(services) - 1} more services" if len(services) > 1 else ""
            yield failed(f"{pattern} allows every action of {services[0]}{more}", str(statement))
