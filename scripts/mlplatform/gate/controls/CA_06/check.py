"""CA-06: an organization policy keeps all but the platform from what would open the packages."""

from collections.abc import Iterator, Mapping

from mlplatform.gate.answers import Answers
from mlplatform.gate.delivery.codeartifact import OPENS
from mlplatform.gate.holding.denials import TAGS, Request, Values
from mlplatform.gate.iam.actions import glob, resource_arns
from mlplatform.gate.iam.globs import within
from mlplatform.gate.iam.rights import covers
from mlplatform.gate.organizations import organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = organization.CONCERNS
_WORKLOAD = "arn:aws:iam::111122223333:role/zz-workload"
_DIRECT: dict[str, Values] = {
    "aws:calledvia": None,
    "aws:principalisawsservice": ("false",),
    "aws:viaawsservice": ("false",),
}


def check(subject: Subject) -> Answers:
    platform = subject.world.settings.platform_role_arns

    def asks(statements: list[Statement]) -> Iterator[tuple[str, Request]]:
        for action in OPENS:
            denials = [s for s in statements if not s.allows and covers(s, action)]
            for words, keys in _callers(denials, platform):
                yield words, Request(action, {**_DIRECT, **keys}, _arn(action))

    yield from answers(subject, organization.SCP, asks)


def _callers(
    denials: list[Statement], platform: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, Values]]]:
    """A role of a workload, and each that the statements leave out and that is not the platform's: by its
    ARN, or by a tag that it bears."""
    yield "opening the packages", {"aws:principalarn": (_WORKLOAD,)}
    for condition in (c for statement in denials for c in statement.conditions):
        for value in condition.values:
            if condition.on("aws:PrincipalArn") and not is_symbol(value) and not within(value, platform):
                role = value.replace("*", "zz").replace("?", "z")
                yield f"opening the packages as {value}", {"aws:principalarn": (role,)}
            elif condition.key.lower().startswith(TAGS):
                key, tagged = condition.key.lower(), () if condition.plain == "null" else (value,)
                who: dict[str, Values] = {"aws:principalarn": (_WORKLOAD,), key: tagged or ("zz",)}
                yield f"opening the packages with the tag of {condition.key}", who


def _arn(action: str) -> str:
    """A resource of the kind that the action is about."""
    forms = [form for form in resource_arns(action) if glob("arn:*:codeartifact:*", form)] or ["zz-any"]
    return forms[0].replace("arn:*:", "arn:aws:", 1).replace("*", "zz")
