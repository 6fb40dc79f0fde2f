"""Where a managed policy is attached: as a policy that gives, or as a boundary, which only limits."""

from __future__ import annotations

from mlplatform.gate.world import Subject

_BOUNDED = ("aws_iam_role", "aws_iam_user")
_GIVEN = (
    ("aws_iam_role_policy_attachment", "policy_arn"),
    ("aws_iam_user_policy_attachment", "policy_arn"),
    ("aws_iam_group_policy_attachment", "policy_arn"),
    ("aws_iam_policy_attachment", "policy_arn"),
    ("aws_iam_role_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_user_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_group_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_role", "managed_policy_arns"),
)


def is_boundary_alone(policy: Subject) -> bool:
    """Whether a policy is a boundary of somebody and attached to nobody, as far as the plans tell."""
    if policy.type != "aws_iam_policy":
        return False
    world = policy.world
    if not any(world.attached(policy, type, "permissions_boundary") for type in _BOUNDED):
        return False
    return not any(world.attached(policy, type, path) or world.loose(type, path) for type, path in _GIVEN)
