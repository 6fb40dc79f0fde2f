"""TST-01: every policy in a plan can be read.

One that is unknown as a whole fails: written so, it never can be read before apply. A statement in which a
single value is known only after apply is read with a name in its place, where the plan tells what the value
will come from; where it does not, nobody can judge the statement.
"""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam.registry import ATTRIBUTES, Document, of
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = tuple(ATTRIBUTES)


def check(subject: Subject) -> Answers:
    for document in of(subject):
        if subject.configured(document.attribute):  # what is left to AWS is no policy of the plan
            yield from _readable(document)


def _readable(document: Document) -> Answers:
    if document.policy is None:
        yield failed(document.why)
        return
    if not document.policy.statements:
        yield failed(f"{document.policy.source} has no statement")
    for statement in document.policy.statements:
        unknown = sorted(_unknown(statement))
        if unknown:
            where = f"{document.policy.source}: {', '.join(unknown)}"
            yield undecided(
                f"{where} known only after apply, and from nothing that the plan shows", str(statement)
            )
        if statement.raw.get("Effect") not in ("Allow", "Deny"):
            yield failed(
                f"{document.policy.source} has a statement that neither allows nor denies", str(statement)
            )
    yield held()


def _unknown(statement: Statement) -> set[str]:
    """The elements of a statement with something of which the plan tells nothing."""
    found = {
        name
        for name in ("actions", "not_actions", "resources", "not_resources")
        if UNKNOWN in getattr(statement, name)
    }
    for kind, ids in [*statement.principals.items(), *statement.not_principals.items()]:
        if is_symbol(kind) or UNKNOWN in ids:
            found.add("principals")
    for condition in statement.conditions:
        if condition.key == UNKNOWN or condition.operator == UNKNOWN:
            found.add("conditions")
        elif UNKNOWN in condition.values:
            found.add(f"condition on {condition.key}")
    return found
