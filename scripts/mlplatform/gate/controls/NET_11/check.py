"""NET-11: endpoint policies keep to the organization, on both sides."""

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.network import endpoints, perimeter
from mlplatform.gate.network.endpoints import PRIVATE_SERVICE, Endpoint
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.world import Subject

CONCERNS = ("aws_vpc_endpoint",)


def check(subject: Subject) -> Answers:
    endpoint = endpoints.of(subject)
    if not endpoint.takes_policy or PRIVATE_SERVICE in endpoint.service:
        return
    policies = endpoint.policies()
    if not policies:
        yield failed("has no policy of its own, and AWS's keeps nobody out")
    for policy in policies:
        yield held()
        for statement in policy.allowing():
            yield from _judged(endpoint, policy, statement)


def _judged(endpoint: Endpoint, policy: Policy, statement: Statement) -> Answers:
    identity, resource = (
        perimeter.keeps(endpoint.subject, policy, statement, side) for side in perimeter.SIDES
    )
    reviewed = perimeter.is_reviewed(endpoint, statement)
    if resource is not True and reviewed is not True:
        yield _said("aws:ResourceOrgID", None in (resource, reviewed), statement)
    # AWS signs for its own buckets: there the caller is not of the organization either.
    if identity is not True and not (reviewed and perimeter.is_of_s3(statement)):
        yield _said("aws:PrincipalOrgID", identity is None or reviewed is None, statement)


def _said(key: str, unknown: bool, statement: Statement) -> Answer:
    if unknown:
        return undecided(f"whether it keeps to {key} is known only after apply", str(statement))
    return failed(f"lets through what does not have our {key}", str(statement))
