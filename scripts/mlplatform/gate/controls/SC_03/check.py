"""SC-03: what launches products is out of reach of those who launch them, and has a ceiling.

Of those who launch, the ones in the plans are judged; a trust in the service alone keeps out all others.
"""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery import catalog
from mlplatform.gate.holding import callers, demands
from mlplatform.gate.holding.rules import all_hold, is_refused
from mlplatform.gate.iam import identities, trust
from mlplatform.gate.iam.rights import arn_of
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = (catalog.CONSTRAINT,)
SERVICE = "servicecatalog.amazonaws.com"
MAKES = tuple(
    f"iam:{name}"
    for name in (
        "AttachRolePolicy",
        "AttachUserPolicy",
        "CreateRole",
        "CreateUser",
        "PutRolePermissionsBoundary",
        "PutRolePolicy",
        "PutUserPermissionsBoundary",
        "PutUserPolicy",
    )
)
REMOVES = ("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary")


def check(constraint: Subject) -> Answers:
    if constraint.text("type").upper() != "LAUNCH":
        return
    for role in catalog.launch_roles(constraint):
        yield from _trusted(role)
        if not role.is_set("permissions_boundary"):
            yield failed(f"{role} has no permissions boundary")
        yield from _no_free_roles(role)
        yield from _out_of_reach(constraint, role)


def _trusted(role: Subject) -> Answers:
    policy = role.policy("assume_role_policy")
    for statement in policy.allowing() if policy else ():
        others = [name for _, name in trust.principals(statement) if name != SERVICE]
        if others or statement.not_principals:
            yield failed(f"{role} is taken by {', '.join(others) or 'all but some'}", str(statement))
        elif statement.conditions_unknown:
            yield undecided(f"for whom {role} is taken is known only after apply", str(statement))
        else:
            yield (
                held() if _for_one(statement) else failed(f"{role} is taken for any account", str(statement))
            )


def _for_one(statement: Statement) -> bool:
    sources = [*statement.on("aws:SourceAccount"), *statement.on("aws:SourceArn")]
    return any(trust.demands(condition) for condition in sources)


def _no_free_roles(role: Subject) -> Answers:
    rules = callers.rules(role)
    yield from all_hold(rules, MAKES, (demands.BOUNDARY,), callers.is_our_key(role.world))
    yield from (answer for action in REMOVES if (answer := is_refused(rules, action)).status != "pass")


def _out_of_reach(constraint: Subject, role: Subject) -> Answers:
    for user in catalog.launchers(constraint):
        identity = identities.of(user)
        for action in ("iam:PassRole", "sts:AssumeRole"):
            for right in identity.rights(action):
                if right.reaches(arn_of(role) or "*"):
                    tell = failed if right.certain else undecided
                    yield tell(
                        f"{user} launches with {role} and may call {action} on it", str(right.statement)
                    )
