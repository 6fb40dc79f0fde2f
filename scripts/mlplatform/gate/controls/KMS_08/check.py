"""KMS-08: no identity policy lets anybody decrypt with whatever key there is."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.holding.denials import Request as Refused
from mlplatform.gate.holding.denials import outcome
from mlplatform.gate.iam import registry
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.rights import covers, may_cover
from mlplatform.gate.policy import Policy, Statement, is_symbol
from mlplatform.gate.stores import attached
from mlplatform.gate.world import Subject

CONCERNS = (
    *(type for type, parts in registry.ATTRIBUTES.items() if any(kind == "identity" for _, kind in parts)),
    "aws_iam_role",
)
_READS = ("kms:Decrypt", "kms:ReEncryptFrom")
# A key that nobody has tagged or given a name: what holds for it holds for every key.
_NARROWING = ("kms:resourcealiases", "kms:requestalias")


def check(subject: Subject) -> Answers:
    if attached.is_boundary_alone(subject):
        return  # gives nothing, whatever it allows
    for document in registry.of(subject):
        if document.kind != "identity":
            continue
        if document.policy is None:
            yield undecided(document.why)
            continue
        for statement in document.policy.allowing():
            yield from _statement(document.policy, statement)
        yield held()


def _statement(policy: Policy, statement: Statement) -> Answers:
    for action in _READS:
        if not may_cover(statement, action):
            continue
        on = _on_every_key(statement, action)
        if on == "no" or outcome(policy.denying(), Refused(action)).verdict == "denied":
            continue
        keys = {c.key.lower(): () for c in statement.conditions if _narrows(c.key.lower())}
        met = meets([c for c in statement.conditions if c.key.lower() in keys], Request("", keys))
        met = "later" if statement.conditions_unknown else met
        if met == "later" or on == "later":
            yield undecided(f"{action} may be on every key: that is known only after apply", str(statement))
        elif met != "no":
            yield failed(f"{action} is allowed on every key", str(statement))


def _on_every_key(statement: Statement, action: str) -> str:
    if statement.not_resources:
        return "yes"  # all keys but some
    if any(map(_is_every_key, statement.resources)):
        return "yes" if covers(statement, action) else "later"
    return "later" if "<unknown>" in statement.resources else "no"


def _is_every_key(pattern: str) -> bool:
    """Whether a pattern takes in a key whatever its id is, of one account and Region or of all."""
    parts = pattern.split(":", 5)
    if is_symbol(pattern) or len(parts) < 6:
        return not is_symbol(pattern) and glob(pattern, "arn:aws:kms:eu-west-2:111122223333:key/zz-any")
    return glob(parts[2], "kms") and glob(parts[5], "key/zz-any")


def _narrows(key: str) -> bool:
    return key in _NARROWING or key.startswith("aws:resourcetag/")
