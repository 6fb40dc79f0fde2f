"""SM-34: the registry is read by named roles of the bank, and written by none of another account."""

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam.actions import access_level, expand
from mlplatform.gate.iam.conditions import symbol_types
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_model_package_group_policy",)
# A model made from a package is made in the reader's own account, and changes nothing in the group.
ALSO_READING = ("sagemaker:CreateModel",)


def check(policy: Subject) -> Answers:
    document = policy.policy("resource_policy")
    yield held()
    for statement in document.allowing() if document else ():
        yield from _who(policy, statement)
        yield from _what(statement)


def _who(policy: Subject, statement: Statement) -> Answers:
    if statement.not_principals or not statement.principals:
        yield failed("allows everybody but some", str(statement))
    for kind, names in statement.principals.items():
        for name in names:
            if is_symbol(kind) or (is_symbol(name) and symbol_types(name) != {"aws_iam_role"}):
                yield undecided(f"whom it allows ({name}) is known only after apply", str(statement))
            elif is_symbol(name):
                yield held()
            elif kind != "AWS" or ":role/" not in name or "*" in name:
                yield failed(
                    f"allows {name if kind == 'AWS' else f'{kind} {name}'}, no named role", str(statement)
                )
            else:
                yield from _ours(policy, statement, name)


def _ours(policy: Subject, statement: Statement, role: str) -> Answers:
    ours = accounts.is_ours(accounts.of_arn(role) or "", policy)
    if ours is None:
        yield undecided(
            f"the settings do not say whether {role} is of an account of the bank", str(statement)
        )
    elif not ours:
        yield failed(f"allows {role}, of an account that is not the bank's", str(statement))
    else:
        yield held()


def _what(statement: Statement) -> Answers:
    if statement.not_actions:
        yield failed("allows every action but some", str(statement))
    for pattern in statement.actions:
        if is_symbol(pattern):
            yield undecided("what it allows is known only after apply", str(statement))
            continue
        found = expand(pattern)
        writing = sorted(
            a for a in found if access_level(a) not in ("Read", "List") and a not in ALSO_READING
        )
        if writing or not found:
            yield failed(f"allows {pattern}, which is no reading: {', '.join(writing[:3])}", str(statement))
