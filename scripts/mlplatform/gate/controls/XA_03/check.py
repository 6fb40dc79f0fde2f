"""XA-03: what a key gives to other accounts: reading alone, for its use case alone."""

from mlplatform.gate.answers import Answers, held, undecided
from mlplatform.gate.delivery import keys_across
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.world import Subject

CONCERNS = (
    "aws_kms_key",
    "aws_kms_external_key",
    "aws_kms_replica_key",
    "aws_kms_key_policy",
    "aws_kms_grant",
)


def check(subject: Subject) -> Answers:
    if subject.type == "aws_kms_grant":
        yield from keys_across.by_grant(subject)
        return
    if not subject.is_set("policy"):
        return  # the policy that AWS writes gives nothing to other accounts
    policy = subject.policy()
    key = keys_across.key_of(subject)
    if policy is None:
        return
    own = keys_across.own_account(subject, policy)
    for statement in policy.allowing():
        spoken = keys_across.spoken(statement, sorted(expand("kms:*")))
        for grantee in keys_across.foreigners(subject, statement, own):
            yield from keys_across.judged(key, policy, statement, grantee, spoken)
    for why in keys_across.unclear(subject, policy, own):
        yield undecided(why)
    yield held()
