"""ORG-02: resources answer the bank's identities, its deputies and its networks alone."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers
from mlplatform.gate.holding.denials import Request, Values
from mlplatform.gate.organizations import organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.organizations.perimeter import FOREIGN_ACCOUNT, foreign_organizations, networks
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = organization.CONCERNS
_CORE = (
    "kms:CreateGrant",
    "kms:Decrypt",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
)
_IDENTITY = (*_CORE, "dynamodb:GetItem", "dynamodb:PutItem", "ecr:BatchGetImage", "sts:AssumeRole")
_DEPUTY = (*_CORE, "sts:AssumeRole")
_PERSON: dict[str, Values] = {"aws:principalisawsservice": ("false",), "aws:viaawsservice": ("false",)}


def check(subject: Subject) -> Answers:
    own = subject.world.settings.organization_id

    def asks(statements: list[Statement]) -> Iterator[tuple[str, Request]]:
        account: dict[str, Values] = {"aws:principalaccount": (FOREIGN_ACCOUNT,)}
        for org in foreign_organizations(statements, "aws:PrincipalOrgID", own):
            words = f"an identity of {org[0] if org else 'no organization'}"
            for action in _IDENTITY:
                stranger = {**_PERSON, **account, "aws:principalorgid": org}
                yield words, Request(action, stranger, by_anyone=True)
        for org in foreign_organizations(statements, "aws:SourceOrgID", own):
            words = f"a service acting for {org[0] if org else 'no organization'}"
            deputy: dict[str, Values] = {
                "aws:principalisawsservice": ("true",),
                "aws:sourceaccount": (FOREIGN_ACCOUNT,),
                "aws:sourceorgid": org,
            }
            for action in _DEPUTY:
                yield words, Request(action, deputy)
        for words, keys in networks():
            for action in _CORE:
                yield f"a request {words}", Request(action, {**_PERSON, **keys})

    yield from answers(subject, organization.RCP, asks)
