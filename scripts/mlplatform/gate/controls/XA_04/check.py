"""XA-04: a role that deploys to production leaves IAM, keys and network alone.

Such a role is one of production that CodePipeline, CodeBuild or CloudFormation takes on, or the role of a
pipeline, or that a pipeline of the plans names. Where nothing tells a role's environment it is asked about as
well, and answers undecided if it may change something.
"""

from dataclasses import replace

from mlplatform.gate import environments
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery.deploy_roles import changes, deploys
from mlplatform.gate.holding.guards import softened
from mlplatform.gate.iam import holders, identities
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)


def check(role: Subject) -> Answers:
    where = environments.of(role)
    if where not in ("prod", None) or holders.is_platform(role) or not deploys(role):
        return
    identity = identities.of(role)
    for answer in softened(identity, _changes(identity)):
        if where is None and answer.status == "fail":
            reason = f"{answer.reason}; whether it is of production, nothing tells"
            yield replace(answer, status="undecided", reason=reason)
        else:
            yield answer
    yield from map(undecided, list(holders.unread(identity))[:1])
    yield held()


def _changes(identity: Identity) -> Answers:
    for what, rights in changes(identity).items():
        certain = [right for right in rights if right.certain]
        shown = ", ".join(dict.fromkeys(right.action for right in (certain or rights)[:3]))
        if certain:
            yield failed(f"may change {what}: {shown}", str(certain[0].statement))
        else:
            yield undecided(f"may perhaps change {what}: {shown}: {rights[0].why}", str(rights[0].statement))
    for arn in identity.managed_arns:
        if arn in holders.ADMINISTRATORS or arn.endswith(("/IAMFullAccess", "/AmazonVPCFullAccess")):
            yield failed(f"may change IAM, keys or network by {arn}")
