"""NET-01: no subnet has a way to the internet, by whatever route tables and gateways."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network.reachability import way_out
from mlplatform.gate.network.topology import SUBNETS
from mlplatform.gate.world import Subject

CONCERNS = SUBNETS


def check(subnet: Subject) -> Answers:
    way = way_out(subnet)
    if way is None:
        yield held()
    elif way.sure:
        where = (
            "the internet" if way.lines[-1] == "internet" else "what is not the bank's, beyond these plans"
        )
        yield failed(f"has a way to {where}", *way.lines)
    else:
        yield undecided("may have a way to the internet", *way.lines)
