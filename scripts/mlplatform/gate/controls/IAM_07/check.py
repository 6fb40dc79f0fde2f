"""IAM-07: a service takes a role for the bank's own resources alone.

EC2 is left out: it takes a role through an instance profile of its own account, and says no source.
"""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.iam import trust
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.asked import of_each
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.iam.rights import speaks_of
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)
_WITHOUT_SOURCE = ("ec2.amazonaws.com", "ec2.amazonaws.com.cn")


def check(role: Subject) -> Answers:
    yield from of_each(role, _confused, "trust")


def _confused(statement: Statement, policy: Policy) -> Iterator[Answer]:
    services = [n for kind, n in trust.principals(statement) if kind == "Service" or is_symbol(kind)]
    asked = [name for name in services if name not in _WITHOUT_SOURCE]
    spoken = speaks_of(statement, "sts:AssumeRole")
    if not statement.allows or not asked or spoken is False:
        return
    found = [_names_source(c) for c in statement.conditions]
    if True in found or any(_refuses_others(denial, asked) for denial in policy.denying()):
        yield held()
    elif statement.conditions_unknown or None in found or spoken is None:
        yield undecided("actions or conditions are known only after apply", str(statement))
    else:
        said = f"{asked[0]} takes it for anybody: neither aws:SourceAccount nor aws:SourceArn is wanted"
        yield failed(said, str(statement))


def _names_source(condition: Condition) -> bool | None:
    """Whether a condition wants the source to be of known accounts; None where that is not known."""
    key = condition.key.lower()
    if key not in ("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid") or not trust.demands(condition):
        return False
    answers = {_is_narrow(key, value) for value in condition.values}
    return False if False in answers else None if None in answers else True


def _is_narrow(key: str, value: str) -> bool | None:
    if is_symbol(value):
        return True if key == "aws:sourcearn" and value != "<unknown>" else None
    if key == "aws:sourcearn":
        parts = value.split(":", 5)
        # An ARN of S3 names no account, and its bucket stands for one.
        whose = parts[4] or parts[5] if len(parts) == 6 else "*"
        return not trust.is_wide(whose[:1]) and "*" not in whose.partition("/")[0][:3]
    return "*" not in value and "?" not in value


def _refuses_others(denial: Statement, services: list[str]) -> bool:
    """Whether a Deny refuses these services for every source but known ones."""
    named = [name for kind, name in trust.principals(denial) if kind in ("Service", "*", "AWS")]
    everybody = all(any(glob(name, service) for name in named) for service in services)
    keys = ("aws:sourceaccount", "aws:sourceorgid")
    known = all(c.key.lower() in keys and trust.refuses_others(c) for c in denial.conditions)
    return everybody and known and bool(denial.conditions) and covers(denial, "sts:AssumeRole")
