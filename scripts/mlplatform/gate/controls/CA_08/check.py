"""CA-08: tokens are for packages of the bank alone."""

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, undecided
from mlplatform.gate.holding import guards
from mlplatform.gate.holding.guards import Guard
from mlplatform.gate.iam import holders, trust
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right
from mlplatform.gate.policy import Condition, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = holders.HOLDERS
_BEARER, _TOKEN = "sts:GetServiceBearerToken", "codeartifact:GetAuthorizationToken"
_SERVICE = Guard("sts:AWSServiceName", "another service than CodeArtifact", "zz.amazonaws.com")


def check(subject: Subject) -> Answers:
    identity = holders.of(subject)
    if identity is None or holders.is_platform(subject):
        return
    found = [*guards.loose(identity, [_BEARER], _SERVICE), *_other_names(identity), *_domains(identity)]
    found += [failed(f"may have any token, by {arn}") for arn in _administrators(identity)]
    yield from guards.judged(identity, [_BEARER, _TOKEN], found)
    yield from map(undecided, list(holders.unread(identity))[:1])


def _administrators(identity: Identity) -> list[str]:
    return [arn for arn in identity.managed_arns if arn in holders.ADMINISTRATORS]


def _other_names(identity: Identity) -> Answers:
    """A condition that names a real service beside CodeArtifact lets that one through."""
    for right in identity.rights(_BEARER):
        for condition in right.statement.on(_SERVICE.key):
            for name in condition.values if trust.demands(condition) else ():
                if not is_symbol(name) and name != "codeartifact.amazonaws.com":
                    yield failed(f"may have a bearer token for {name}", str(right.statement))


def _domains(identity: Identity) -> Answers:
    for right in identity.rights(_TOKEN):
        ours = _is_ours(identity, right)
        if ours is None or not right.certain:
            why = right.why or "whose account it is cannot be told"
            yield undecided(f"may have a token for {right.resource}: {why}", str(right.statement))
        elif not ours:
            yield failed(
                f"may have a token for domains that are not the bank's: {right.resource}",
                str(right.statement),
            )


def _is_ours(identity: Identity, right: Right) -> bool | None:
    conditions = [c for c in right.statement.conditions if trust.demands(c)]
    conditions += [
        c for d in right.limits if len(d.conditions) == 1 for c in d.conditions if trust.refuses_others(c)
    ]
    if is_symbol(right.resource) or any(_names_the_bank(identity.subject, c) for c in conditions):
        return True
    named = [account for pattern in right.inside if (account := accounts.of_arn(pattern))]
    answers = [accounts.is_ours(account, identity.subject) for account in named]
    return True if True in answers else None if None in answers else False


def _names_the_bank(subject: Subject, condition: Condition) -> bool:
    organization = subject.world.settings.organization_id
    if condition.on("aws:ResourceOrgID"):
        # The variable is the caller's own organization.
        return all(v in (organization, "${aws:PrincipalOrgID}") for v in condition.values)
    if condition.on("aws:ResourceAccount"):
        return all(
            v == "${aws:PrincipalAccount}" or accounts.is_ours(v, subject) is True for v in condition.values
        )
    return False
