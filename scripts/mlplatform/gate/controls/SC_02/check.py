"""SC-02: a product launched in another account runs under a role of that account."""

from mlplatform.gate.answers import Answers, Undecided, failed, held, undecided
from mlplatform.gate.delivery import catalog
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = (catalog.CONSTRAINT,)


def check(constraint: Subject) -> Answers:
    if constraint.text("type").upper() != "LAUNCH":
        return
    if constraint.raw("parameters") != UNKNOWN and catalog.parameters(constraint).get("LocalRoleName"):
        yield held("names its role by name")
        return
    shares = catalog.with_portfolio(constraint, catalog.SHARE)
    if not shares and catalog.is_of_the_plans(constraint):
        yield held("its portfolio is not shared")
    elif not shares:
        raise Undecided("its portfolio is in no plan, so whether it is shared is not told")
    elif constraint.raw("parameters") == UNKNOWN:
        yield undecided(f"parameters is known only after apply, and {shares[0]} shares the portfolio")
    else:
        yield failed(
            f"names its role by ARN, and {shares[0]} shares the portfolio", constraint.text("parameters")
        )
