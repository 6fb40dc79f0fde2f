"""NET-19: what workloads in a VPC may call, they reach."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam import identities
from mlplatform.gate.network.calls import Broken, broken, unclear
from mlplatform.gate.network.places import places
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)


def check(role: Subject) -> Answers:
    found = places(role)
    if not found:
        return
    identity = identities.of(role)
    by_hop: dict[tuple[str, str], list[Broken]] = {}
    for place in found:
        for call in broken(identity, place):
            hop = call.lines[-1].replace(call.action, "")
            by_hop.setdefault((str(place.by), hop), []).append(call)
    for calls in by_hop.values():
        first = next((call for call in calls if call.sure), calls[0])
        names = ", ".join(dict.fromkeys(call.action for call in calls[:4])) + (
            " and others" if calls[4:] else ""
        )
        if first.sure:
            yield failed(f"may call {names} and has no way to: {first.reason}", *first.lines)
        else:
            yield undecided(f"may call {names}, and may have no way to: {first.reason}", *first.lines)
    for why in list(unclear(identity))[:3]:
        yield undecided(why)
    yield held()
