"""NET-10: an endpoint has a policy of its own, which is not a door for everybody."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import endpoints
from mlplatform.gate.network.endpoints import PRIVATE_SERVICE
from mlplatform.gate.network.perimeter import SIDES, is_everything, keeps
from mlplatform.gate.world import Subject

CONCERNS = ("aws_vpc_endpoint",)


def check(subject: Subject) -> Answers:
    endpoint = endpoints.of(subject)
    if not endpoint.takes_policy:
        return
    if PRIVATE_SERVICE in endpoint.service:
        yield undecided(f"{endpoint.service} takes no policy: who offers it is for the bank to review")
        return
    policies = endpoint.policies()
    if not policies:
        yield failed("has no policy of its own, and AWS's lets everybody do everything")
    for policy in policies:
        yield held()
        for statement in policy.allowing():
            if is_everything(statement):
                answers = [keeps(subject, policy, statement, side) for side in SIDES]
                if True not in answers and None in answers:
                    yield undecided("whether it keeps anybody out is known only after apply", str(statement))
                elif True not in answers:
                    yield failed("lets anybody do anything, of any organization", str(statement))
