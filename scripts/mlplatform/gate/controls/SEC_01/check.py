"""SEC-01: secrets have a key of the bank, are rotated, for the organization alone, and in no plan."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.expect import our_key
from mlplatform.gate.stores import foreign, leaks
from mlplatform.gate.world import Subject

CONCERNS = ("*",)


def check(subject: Subject) -> Answers:
    if subject.type == "aws_secretsmanager_secret":
        yield our_key(subject, "kms_key_id", absent="aws/secretsmanager")
        yield from _rotated(subject)
    if subject.type in ("aws_secretsmanager_secret", "aws_secretsmanager_secret_policy"):
        policy = subject.policy() if subject.is_set("policy") else None
        yield from foreign.outsiders(subject, policy) if policy else ()
        yield held()
    if subject.type == "aws_secretsmanager_secret_version":
        yield held()
    for path in leaks.in_state(subject):
        yield failed(f"{path} is written by Terraform, so it stands in the plan and in the state")
    for path, what in leaks.shown(subject):
        yield failed(f"{path} holds {what}")


def _rotated(secret: Subject) -> Answers:
    found = secret.attached("aws_secretsmanager_secret_rotation", "secret_id")
    yield held() if found else failed("nothing rotates it: no aws_secretsmanager_secret_rotation is for it")
