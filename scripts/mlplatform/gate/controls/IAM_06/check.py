"""IAM-06: a boundary withholds its own removal, and roles without it."""

from mlplatform.gate.answers import Answers, Undecided, failed, held, undecided
from mlplatform.gate.iam import escalation
from mlplatform.gate.iam.asked import is_boundary
from mlplatform.gate.iam.globs import is_exact
from mlplatform.gate.iam.graph import arn_in_account
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right, arn_of
from mlplatform.gate.policy import Policy, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_policy",)
_REMOVING = ("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary")
_CHANGING = (
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
)
_MAKING = (
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
)


def check(policy: Subject) -> Answers:
    if not is_boundary(policy):
        return
    document = policy.policy()
    if document is None:
        raise Undecided("there is no policy")
    # Whatever a policy allows, who has it as a boundary gets no more: so it is asked as if it were theirs.
    below = Identity(policy, (document,), (), None, False, None, ())
    yield held()
    for action in _REMOVING:
        yield from _withheld(below.rights(action), "it lets its own removal through")
    own = _own(policy, document)
    for action in _CHANGING:
        rights = [right for right in below.rights(action) if right.reaches(own)]
        yield from _withheld(rights, "it lets a change of itself through")
    for action in _MAKING:
        rights = [right for right in below.rights(action) if not _wants_itself(right, policy)]
        yield from _withheld(rights, "it lets through a principal without it")


def _own(policy: Subject, document: Policy) -> str:
    """The ARN of a boundary: known, or as the boundary itself names it, or with the account of its plan."""
    for resource in (r for s in document.statements for r in s.resources if is_exact(r) and not is_symbol(r)):
        if any(subject.key == policy.key for subject in policy.world.named(resource, policy.type)):
            return resource
    return arn_in_account(policy) or "*"


def _withheld(rights: list[Right], otherwise: str) -> Answers:
    for right in rights:
        said = f"{otherwise}: {right.action}"
        if right.certain:
            yield failed(said, str(right.statement))
        else:
            yield undecided(f"{said}, unless what is not known yet forbids it", str(right.statement))


def _wants_itself(right: Right, policy: Subject) -> bool:
    """Whether a right holds for principals with this very boundary alone."""
    own = {arn_of(policy), f"<{policy.address}>"}
    values = escalation.confining(right, "iam:PermissionsBoundary")
    return values is not None and all(_is_own(value, policy, own) for value in values)


def _is_own(value: str, policy: Subject, own: set[str | None]) -> bool:
    if value in own:
        return True
    named = [] if is_symbol(value) else policy.world.named(value, "aws_iam_policy")
    return any(subject.key == policy.key for subject in named)
