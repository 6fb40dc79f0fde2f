"""XA-05: no policy of a use case lets another use case in."""

from mlplatform.gate import environments
from mlplatform.gate.answers import Answers, held, undecided
from mlplatform.gate.iam import registry
from mlplatform.gate.stores import neighbours, use_cases
from mlplatform.gate.world import Subject

# Keys have controls of their own for it: KMS-09 and XA-03.
CONCERNS = tuple(
    type
    for type, attributes in registry.ATTRIBUTES.items()
    if {kind for _, kind in attributes} & {"trust", "resource"}
)


def check(subject: Subject) -> Answers:
    if not use_cases.is_sorted(subject.world):
        return
    documents = [found for found in registry.of(subject) if found.kind in ("trust", "resource")]
    if not documents or environments.of(subject) == "shared":
        return  # it serves all use cases
    own = neighbours.whose(subject)
    yield held(f"of {own}" if own else "")
    for document in documents:
        if document.policy is None:
            yield undecided(document.why)
        elif own is not None:
            yield from neighbours.let_in(subject, document.policy, own)
        elif not neighbours.is_for_services(subject, document.policy):
            yield undecided(f"neither it nor its plan says by {use_cases.TAG} whose it is")
