"""Requests that cross the data perimeter: from outside, to outside, over a foreign network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mlplatform.gate.holding.denials import TAGS, Values, exempts, negated
from mlplatform.gate.policy import Statement, is_symbol

FOREIGN_ACCOUNT = "999999999999"
FOREIGN_ORGANIZATION = "o-zzforeign00"
_FOREIGN_VPC, _FOREIGN_ENDPOINT, _INTERNET = "vpc-0f0e9d8c7b6a5zzzz", "vpce-0f0e9d8c7b6a5zzzz", "1.2.3.4"
_FOREIGN_ARNS = {
    "s3": "arn:aws:s3:::zz-foreign/zz-object",
    "kms": f"arn:aws:kms:eu-west-2:{FOREIGN_ACCOUNT}:key/zz-foreign",
    "sqs": f"arn:aws:sqs:eu-west-2:{FOREIGN_ACCOUNT}:zz-foreign",
    "sns": f"arn:aws:sns:eu-west-2:{FOREIGN_ACCOUNT}:zz-foreign",
    "secretsmanager": f"arn:aws:secretsmanager:eu-west-2:{FOREIGN_ACCOUNT}:secret:zz-foreign",
    "dynamodb": f"arn:aws:dynamodb:eu-west-2:{FOREIGN_ACCOUNT}:table/zz-foreign",
    "ecr": f"arn:aws:ecr:eu-west-2:{FOREIGN_ACCOUNT}:repository/zz-foreign",
    "lambda": f"arn:aws:lambda:eu-west-2:{FOREIGN_ACCOUNT}:function:zz-foreign",
    "sts": f"arn:aws:iam::{FOREIGN_ACCOUNT}:role/zz-foreign",
}


def foreign_arn(action: str) -> str:
    """What an action would be asked for in a foreign account."""
    return _FOREIGN_ARNS[action.partition(":")[0]]


def foreign_organizations(statements: Sequence[Statement], key: str, own: str | None) -> list[Values]:
    """What a request from outside may carry under a key for an organization: none, a foreign id, and each id
    that the statements trust beside the bank's, which is the first where the settings say none."""
    trusted = [
        value
        for statement in statements
        if not statement.allows
        for condition in statement.on(key)
        if negated(condition)
        for value in condition.values
        if not is_symbol(value) and "${" not in value
    ]
    bank = own or (trusted[0] if trusted else "")
    others = [value for value in dict.fromkeys(trusted) if value != bank]
    return [None, (FOREIGN_ORGANIZATION,), *((value,) for value in others)]


def networks() -> Iterator[tuple[str, Mapping[str, Values]]]:
    """The two ways in from a network that is not the bank's, in words and as keys."""
    names = ("sourceip", "sourcevpc", "sourcevpce", "vpceorgid", "vpceaccount", "vpcsourceip")
    absent: dict[str, Values] = dict.fromkeys(f"aws:{name}" for name in names)
    yield "from the internet", absent | {"aws:sourceip": (_INTERNET,)}
    foreign: dict[str, Values] = {
        "aws:sourcevpc": (_FOREIGN_VPC,),
        "aws:sourcevpce": (_FOREIGN_ENDPOINT,),
        "aws:vpceorgid": (FOREIGN_ORGANIZATION,),
        "aws:vpceaccount": (FOREIGN_ACCOUNT,),
    }
    yield "over an endpoint of a foreign VPC", absent | foreign


def exemption_tags(statements: Sequence[Statement]) -> dict[str, set[str]]:
    """Condition key (``aws:principaltag/dp:exclude``) => the values that leave its bearer out of a Deny; an
    empty set where any value does. The tag itself is written as the policy writes it."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        for condition in () if statement.allows else statement.conditions:
            kind, _, tag = condition.key.partition("/")
            if f"{kind.lower()}/" not in TAGS or not exempts(condition):
                continue
            values = set() if condition.plain == "null" else set(condition.values)
            known = found.setdefault(f"{kind.lower()}/{tag}", values)
            found[f"{kind.lower()}/{tag}"] = known | values if known and values else set()
    return found
