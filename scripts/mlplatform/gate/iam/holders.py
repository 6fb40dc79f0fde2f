"""Everything that gives somebody rights: principals with all they hold, permission sets, and policies whose
holder is in none of the plans, each of which counts as a principal that holds it alone."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate import names
from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import covers, may_cover
from mlplatform.gate.iam.trust import principals
from mlplatform.gate.policy import Policy, is_symbol
from mlplatform.gate.world import Subject

_SET = "aws_ssoadmin_permission_set"
_INLINE = "aws_ssoadmin_permission_set_inline_policy"
HOLDERS = (*identities.PRINCIPALS, _SET, "aws_iam_policy")
_LINKS = {
    "aws_iam_role_policy_attachment": "role",
    "aws_iam_user_policy_attachment": "user",
    "aws_iam_group_policy_attachment": "group",
}
_BOUNDED = ("aws_iam_role", "aws_iam_user")


def of(subject: Subject) -> Identity | None:
    """The principal that a resource is, or stands for; None for a policy that a principal of the plans holds,
    or that is a boundary and gives nothing."""
    kept: dict[tuple[int, str], Identity | None] = subject.world.kept.setdefault("holders", {})
    if subject.key not in kept:
        kept[subject.key] = _of(subject)
    return kept[subject.key]


def _of(subject: Subject) -> Identity | None:
    if subject.type in identities.PRINCIPALS:
        return identities.of(subject)
    if subject.type == _SET:
        return _permission_set(subject)
    if is_boundary(subject) or _is_held(subject):
        return None
    policy = subject.policy()
    return _alone(subject, (policy,) if policy else ())


def _alone(
    subject: Subject, policies: tuple[Policy, ...], arns: tuple[str, ...] = (), unread: tuple[str, ...] = ()
) -> Identity:
    return Identity(subject, policies, arns, None, False, None, unread)


def _permission_set(subject: Subject) -> Identity:
    unread: list[str] = []
    policies: list[Policy] = []
    for inline in _attached(subject, _INLINE, unread):
        try:
            policy = inline.policy("inline_policy")
        except Undecided as why:
            unread.append(why.reason)
            continue
        policies += [policy] if policy else []
    links = _attached(subject, "aws_ssoadmin_managed_policy_attachment", unread)
    arns = tuple(str(link.raw("managed_policy_arn")) for link in links)
    for link in _attached(subject, "aws_ssoadmin_customer_managed_policy_attachment", unread):
        unread.append(f"{link} names a policy of each account that the permission set comes to")
    return _alone(subject, tuple(policies), arns, tuple(unread))


def _attached(subject: Subject, type: str, unread: list[str]) -> list[Subject]:
    path = "permission_set_arn"
    unread += [
        f"{loose}.{path} may mean {subject}: {why}"
        for loose, why in subject.world.loose(type, path, subject.type)
    ]
    return subject.world.attached(subject, type, path)


def is_boundary(policy: Subject) -> bool:
    """Whether a policy is used as a permissions boundary, and attached to nobody."""
    bounds = any(policy.world.attached(policy, type, "permissions_boundary") for type in _BOUNDED)
    return bounds and not any(policy.world.attached(policy, link, "policy_arn") for link in _LINKS)


def _is_held(policy: Subject) -> bool:
    """Whether all who have the policy attached are principals of the plans."""
    links = [
        (link, by)
        for type, by in _LINKS.items()
        for link in policy.world.attached(policy, type, "policy_arn")
    ]
    by_lists = policy.world.attached(policy, "aws_iam_policy_attachment", "policy_arn")
    in_role = bool(policy.world.attached(policy, "aws_iam_role", "managed_policy_arns"))
    return not by_lists and bool(links or in_role) and all(_is_here(link, by) for link, by in links)


def _is_here(link: Subject, by: str) -> bool:
    try:
        return bool(link.refers(by, f"aws_iam_{by}"))
    except Undecided:
        return True  # every principal that it may mean takes it for unread


def is_platform(subject: Subject) -> bool:
    """Whether the settings name a principal as one of the platform's."""
    wanted = subject.world.settings.platform_role_arns
    known = [name for name in names.names(subject.type, subject.values) if name.startswith(("arn:", "iam:"))]
    return any(
        glob(pattern if name.startswith("arn:") else names.ending(pattern), name)
        for name in known
        for pattern in wanted
    )


def services(role: Subject) -> set[str] | None:
    """The services that a role trusts, where it trusts nobody but services; None where it trusts others too,
    or where the plan does not tell."""
    trust = identities.of(role).trust if role.type == "aws_iam_role" else None
    found: set[str] = set()
    for statement in trust.allowing() if trust else ():
        if not may_cover(statement, "sts:AssumeRole") and not any(
            covers(statement, f"sts:AssumeRoleWith{kind}") for kind in ("SAML", "WebIdentity")
        ):
            continue
        for kind, name in principals(statement):
            if kind != "Service" or is_symbol(name) or name == "*":
                return None
            found.add(name)
        if statement.not_principals:
            return None
    return found or None


def unread(identity: Identity) -> Iterator[str]:
    """Why a principal may hold more than can be read; its trust, which gives it nothing, left out."""
    trust = f"{identity.subject}.assume_role_policy"
    yield from (why for why in identity.undecided if not why.startswith(trust))
    yield from (
        f"{arn} is attached, and what it says is not in the plans"
        for arn in identity.managed_arns
        if not any(glob(pattern, arn) for pattern in _HARMLESS)
    )


_HARMLESS = (
    "arn:aws:iam::aws:policy/*ReadOnly*",
    "arn:aws:iam::aws:policy/SecurityAudit",
    "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
    "arn:aws:iam::aws:policy/service-role/AWSLambda*ExecutionRole",
)
ADMINISTRATORS = ("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/PowerUserAccess")
"""Policies of AWS that allow nearly everything; what is asked of ``PowerUserAccess`` must not be IAM."""
