"""ORG-05: the tags that leave their bearer out of the perimeter are set by named administrators alone."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.holding.denials import TAGS, Request
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.organizations import organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.organizations.perimeter import exemption_tags
from mlplatform.gate.world import Subject, World

CONCERNS = (*organization.CONCERNS, "aws_iam_role", "aws_iam_user")
_TAGGING = {
    TAGS[0]: ("iam:CreateRole", "iam:CreateUser", "iam:TagRole", "iam:TagUser", "sts:TagSession"),
    TAGS[1]: ("dynamodb:TagResource", "ecr:TagResource", "kms:TagResource", "sqs:TagQueue"),
}
_ALWAYS = "dp:exclude"


def check(subject: Subject) -> Answers:
    tags = _tags(subject.world)
    if subject.type in organization.CONCERNS:
        yield from answers(subject, organization.SCP, lambda _: _asks(tags))
    else:
        yield from _bears(subject, tags)


def _tags(world: World) -> dict[str, set[str]]:
    if "exemption tags" not in world.kept:
        world.kept["exemption tags"] = exemption_tags(organization.every_statement(world))
    found: dict[str, set[str]] = world.kept["exemption tags"]
    return found


def _asks(tags: dict[str, set[str]]) -> Iterator[tuple[str, Request]]:
    for condition_key in tags:
        kind, _, tag = condition_key.partition("/")
        for action in _TAGGING[f"{kind}/"]:
            for names in ((tag,), (tag, "zz-other")):
                keys = {"aws:tagkeys": names, f"aws:requesttag/{tag.lower()}": ("true",)}
                yield f"setting the tag {tag}, which exempts from a Deny,", Request(action, keys)


def _bears(principal: Subject, tags: dict[str, set[str]]) -> Answers:
    if any(glob(known, str(principal.raw("arn"))) for known in principal.world.settings.platform_role_arns):
        return
    given = principal.known("tags_all") or {}
    for name, value in given.items():
        values = tags.get(f"{TAGS[0]}{name}")
        exempt = values is not None and (not values or any(glob(each, str(value)) for each in values))
        if exempt or name.lower().startswith(_ALWAYS):
            yield failed(f"bears the tag {name} = {value}, which exempts it from a Deny of the organization")
            return
    yield held()
