"""KMS-09: a key is of one use case, data class and environment, and nobody of another decrypts with it."""

from mlplatform.gate.answers import Answers, Undecided, failed
from mlplatform.gate.expect import KEYS
from mlplatform.gate.stores import isolation, key_policies, key_use, use_cases
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = KEYS
_TAGS = ("use_case", "data_classification", "environment")


def check(key: Subject) -> Answers:
    yield from isolation.answers(key, _thing)
    if use_cases.is_sorted(key.world):
        yield from _shared(key)


def _thing(key: Subject) -> isolation.Thing:
    arn = key.raw("arn")
    known = isinstance(arn, str) and arn != UNKNOWN
    pattern = arn if known else "arn:aws:kms:*:*:key/zz-any"  # one that no exact ARN names
    tags = {f"aws:resourcetag/{name.lower()}": (str(value),) for name, value in use_cases.tags(key).items()}
    aliases = tuple(key_use.aliases(key))
    carried = {"kms:resourcealiases": aliases, "kms:requestalias": (), **tags}
    policy = key_policies.of(key) or key.attached("aws_kms_key_policy", "key_id")[0].policy()
    if policy is None:
        raise Undecided("its policy is not in the plan")
    return isolation.Thing(key, {"kms:Decrypt": pattern}, carried, policy.statements, by_itself=False)


def _shared(key: Subject) -> Answers:
    """What is encrypted with it, and belongs elsewhere."""
    for subject, path in key_use.encrypted_with(key.world).get(key.key, ()):
        for tag in _TAGS:
            own, theirs = use_cases.tag(key, tag), use_cases.tag(subject, tag)
            if own and theirs and own != theirs:
                yield failed(f"{subject}.{path} has {tag} {theirs}, and is encrypted with a key of {own}")
