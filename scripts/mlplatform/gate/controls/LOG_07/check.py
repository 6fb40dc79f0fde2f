"""LOG-07: a change to what guards the bank raises an alarm."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.reliability import watching
from mlplatform.gate.world import Subject

CONCERNS = ("aws_cloudtrail",)
_WATCHED = {
    "policies of IAM": (
        "iam",
        "AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicy CreatePolicyVersion "
        "DeleteGroupPolicy DeletePolicy DeletePolicyVersion DeleteRolePolicy DeleteUserPolicy "
        "DetachGroupPolicy DetachRolePolicy DetachUserPolicy PutGroupPolicy PutRolePolicy "
        "PutUserPolicy",
    ),
    "keys of KMS": (
        "kms",
        "DisableKey ScheduleKeyDeletion",
    ),
    "network": (
        "ec2",
        "AttachInternetGateway AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress "
        "CreateInternetGateway CreateNetworkAcl CreateNetworkAclEntry CreateRoute CreateRouteTable "
        "CreateSecurityGroup CreateVpc CreateVpcPeeringConnection DeleteNetworkAcl "
        "DeleteNetworkAclEntry DeleteRoute DeleteSecurityGroup DeleteVpc ModifyVpcAttribute "
        "ReplaceNetworkAclEntry ReplaceRoute RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
    "organization": (
        "organizations",
        "AttachPolicy CreateAccount DeletePolicy DetachPolicy DisablePolicyType LeaveOrganization "
        "MoveAccount RemoveAccountFromOrganization UpdatePolicy",
    ),
    "trail": (
        "cloudtrail",
        "CreateTrail DeleteTrail StartLogging StopLogging UpdateTrail",
    ),
}


def check(trail: Subject) -> Answers:
    world = trail.world
    missing = {what: watching.unseen(world, *_named(group)) for what, group in _WATCHED.items()}
    reasons = [f"{what}: {', '.join(names)}" for what, names in missing.items() if names]
    if not any(watch.sees_root and not watch.fault for watch in watching.watches(world)):
        reasons.append("root: any call that it makes")
    faults = [watch.fault for watch in watching.watches(world) if watch.fault]
    for reason in reasons:
        if doubts := watching.doubts(world):
            yield undecided(f"no alarm that can be read is raised on {reason}; {doubts[0]}")
        else:
            yield failed(f"no alarm is raised on {reason}", *faults)
    if not reasons:
        yield held()


def _named(group: tuple[str, str]) -> tuple[str, list[str]]:
    return group[0], group[1].split()
