"""REL-11: a stack tells of its changes, and does not take down what it made."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, judged
from mlplatform.gate.expect import present
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = ("aws_cloudformation_stack", "aws_servicecatalog_provisioned_product")
_UPDATES = ("Update:Delete", "Update:Replace")


def check(stack: Subject) -> Answers:
    yield present(stack, "notification_arns", "nobody is told of its changes")
    if stack.type == "aws_cloudformation_stack":
        yield judged(stack.known("disable_rollback") is not True, "disable_rollback is true")
        yield from _stack_policy(stack)


def _stack_policy(stack: Subject) -> Iterator[Answer]:
    if stack.is_set("policy_url"):
        raise Undecided("its policy is at policy_url, which is not in the plan")
    policy = stack.policy("policy_body") if stack.is_set("policy_body") else None
    denying = policy.denying() if policy else []
    for update in _UPDATES:
        if any(_denies(statement, update) for statement in denying):
            yield held()
        else:
            yield failed(f"no stack policy denies {update} of all that it made")


def _denies(statement: Statement, update: str) -> bool:
    everything = "*" in statement.resources or any(r in ("LogicalResourceId/*",) for r in statement.resources)
    asked = any(action in ("Update:*", "*", update) for action in statement.actions)
    return everything and asked and not statement.conditions
