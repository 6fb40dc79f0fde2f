"""CA-02: a public source is connected to one quarantine repository, which has nothing else above it.

CodeArtifact lets a repository have one external connection, so a domain has one quarantine repository for
each public source that it takes packages from.
"""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery.codeartifact import Repository, repositories
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codeartifact_repository",)


def check(subject: Subject) -> Answers:
    every = repositories(subject.world)
    one = next(each for each in every if each.subject == subject)
    if one.external is None:
        yield undecided("external_connections is known only after apply")
        return
    if not one.external:
        yield held()
        return
    if one.upstreams:
        yield failed("it has an external connection and upstreams, and mixes public and internal packages")
    for source in one.external:
        yield from _alone(one, source, [each for each in every if each.subject != subject])


def _alone(one: Repository, source: str, others: list[Repository]) -> Answers:
    for other in others:
        if not other.may_share_domain(one) or source not in (other.external or [source]):
            continue
        if other.external is None:
            yield undecided(f"{other.subject} may be connected to {source} too")
        elif other.external and other.domain == one.domain and one.domain:
            yield failed(f"{other.subject} of the same domain is connected to {source} too")
        elif other.external:
            yield undecided(f"{other.subject}, connected to {source} too, may be in the same domain")
    yield held()
