"""ORG-03: identities of the bank reach resources of the bank alone."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers
from mlplatform.gate.holding.denials import Request, Values
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.organizations import organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.organizations.perimeter import FOREIGN_ACCOUNT, foreign_arn, foreign_organizations
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = organization.CONCERNS
_ACTIONS = (
    "dynamodb:PutItem",
    "ecr:PutImage",
    "kms:Decrypt",
    "kms:Encrypt",
    "lambda:InvokeFunction",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sns:Publish",
    "sqs:SendMessage",
    "sts:AssumeRole",
)
_DIRECT: dict[str, Values] = {
    "aws:calledvia": None,
    "aws:principalisawsservice": ("false",),
    "aws:principalaccount": ("111122223333",),
    "aws:principalorgid": ("o-ofthebank00",),
    "aws:resourceaccount": (FOREIGN_ACCOUNT,),
    "aws:viaawsservice": ("false",),
}


def check(subject: Subject) -> Answers:
    settings = subject.world.settings

    def asks(statements: list[Statement]) -> Iterator[tuple[str, Request]]:
        for org in foreign_organizations(statements, "aws:ResourceOrgID", settings.organization_id):
            words = f"use of a resource of {org[0] if org else 'no organization'}"
            for action in _ACTIONS:
                yield words, Request(action, {**_DIRECT, "aws:resourceorgid": org}, foreign_arn(action))
        for bucket in _spared(statements):
            if not any(bucket == known or glob(known, bucket) for known in settings.aws_owned_buckets):
                words = f"use of bucket {bucket}, which the settings do not name as AWS's own,"
                arn = f"arn:aws:s3:::{bucket.replace('*', 'zz').replace('?', 'z')}/zz-object"
                yield words, Request("s3:PutObject", {**_DIRECT, "aws:resourceorgid": None}, arn)

    yield from answers(subject, organization.SCP, asks)


def _spared(statements: list[Statement]) -> list[str]:
    """The buckets that a Deny of the perimeter leaves out."""
    denies = [s for s in statements if not s.allows and s.on("aws:ResourceOrgID")]
    arns = [arn for statement in denies for arn in statement.not_resources if ":s3:::" in arn]
    return list(dict.fromkeys(arn.split(":::", 1)[1].split("/")[0] for arn in arns))
