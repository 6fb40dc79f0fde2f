"""SC-01: a product is launched by its own role, never with the rights of whoever asks."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.delivery import catalog
from mlplatform.gate.world import Subject

CONCERNS = (catalog.PAIR,)


def check(pair: Subject) -> Answers:
    found = catalog.constraints(pair, "LAUNCH")
    if not found:
        yield failed(
            "the product has no launch constraint in this portfolio: people launch it with their own rights"
        )
    elif len(found) > 1:
        yield failed(f"it has several launch constraints: {', '.join(map(str, found))}")
    else:
        yield held(str(found[0]))
