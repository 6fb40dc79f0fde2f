"""IAM-18: Access Analyzer looks for access from outside and for access that nobody uses."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_accessanalyzer_analyzer",)
_FOR = {
    "external": ("ACCOUNT", "ORGANIZATION"),
    "unused": ("ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS"),
}


def check(analyzer: Subject) -> Answers:
    kinds = [
        _type(other) for other in analyzer.world.of("aws_accessanalyzer_analyzer") if _beside(other, analyzer)
    ]
    for purpose, wanted in _FOR.items():
        if any(kind in wanted for kind in kinds):
            yield held()
        elif UNKNOWN in kinds:
            yield undecided(f"whether an analyzer is of {purpose} access is known only after apply")
        else:
            yield failed(f"no analyzer of {purpose} access is beside it: {' or '.join(wanted)}")


def _type(analyzer: Subject) -> str:
    """``ACCOUNT`` where it is not said."""
    return str(analyzer.raw("type") or "ACCOUNT")


def _beside(other: Subject, analyzer: Subject) -> bool:
    """Whether an analyzer works where another does: in its plan, or for the organization."""
    return other.plan is analyzer.plan or _type(other).startswith("ORGANIZATION")
