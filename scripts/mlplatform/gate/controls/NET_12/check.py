"""NET-12: by an S3 endpoint, buckets that are not ours are AWS's, named, and only read."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam.globs import within
from mlplatform.gate.network import endpoints, perimeter
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = ("aws_vpc_endpoint",)
_READS = tuple(action.lower() for action in perimeter.READS_OF_S3)


def check(subject: Subject) -> Answers:
    endpoint = endpoints.of(subject)
    if not endpoint.service:
        yield undecided("service_name is known only after apply")
    if endpoint.service != "s3":
        return
    policies = endpoint.policies()
    if not policies:
        yield failed("has no policy of its own, and AWS's lets every bucket be written")
    for policy in policies:
        yield held()
        for statement in policy.allowing():
            ours = perimeter.keeps(subject, policy, statement, "aws:ResourceOrgID")
            if ours is None:
                yield undecided("whose buckets it means is known only after apply", str(statement))
            elif not ours:
                yield from _foreign(endpoint, statement)


def _foreign(endpoint: Endpoint, statement: Statement) -> Answers:
    if any(map(is_symbol, (*statement.resources, *statement.actions))):
        yield undecided("which buckets it means is known only after apply", str(statement))
        return
    unnamed = [each for each in statement.resources if not perimeter.names_owner(endpoint, each)]
    if unnamed or not statement.resources:
        yield failed(
            f"lets {', '.join(unnamed) or 'all but some'} be reached, no bucket of AWS", str(statement)
        )
    more = [a for a in statement.actions if not within(a.lower(), _READS)]
    if more or not statement.actions:
        yield failed(
            f"lets buckets of AWS be more than read: {', '.join(more) or 'all but some'}", str(statement)
        )
