"""ECR-01: a tag never moves, images are encrypted with a key of the bank and scanned, and old ones go."""

from fnmatch import fnmatchcase

from mlplatform.gate.answers import Answer, Answers, failed, held
from mlplatform.gate.expect import equal, one_of, our_key, present
from mlplatform.gate.world import Subject

_REGISTRY = "aws_ecr_registry_scanning_configuration"
CONCERNS = ("aws_ecr_repository", "aws_ecr_repository_creation_template", _REGISTRY)
_SCANS = ("CONTINUOUS_SCAN", "SCAN_ON_PUSH")


def check(subject: Subject) -> Answers:
    if subject.type == _REGISTRY:
        yield from _registry(subject)
        return
    yield equal(subject, "image_tag_mutability", "IMMUTABLE", absent="MUTABLE")
    yield our_key(subject, "encryption_configuration.0.kms_key", absent="AES256, a key of its own")
    if subject.type == "aws_ecr_repository":
        yield _scanned(subject)
        yield _lifecycle(subject)
    else:
        yield present(subject, "lifecycle_policy", "what is made from it keeps every image")


def _registry(registry: Subject) -> Answers:
    rules = registry.blocks("rule")
    if not rules:
        yield failed("it has no rule, so nothing is scanned")
    for rule in rules:
        yield one_of(registry, f"{rule}.scan_frequency", _SCANS)


def _scanned(repository: Subject) -> Answer:
    """By its own word, or by a rule of the registry that it stands in."""
    own = equal(repository, "image_scanning_configuration.0.scan_on_push", True, absent="false")
    if own.status == "pass":
        return own
    for registry in repository.world.of(_REGISTRY):
        if registry.plan is repository.plan and (rule := _rule_for(registry, repository.text("name"))):
            return held(f"{registry.address}.{rule} scans it")
    return own


def _rule_for(registry: Subject, name: str) -> str:
    for rule in registry.blocks("rule"):
        for each in registry.blocks(f"{rule}.repository_filter"):
            wanted = registry.text(f"{each}.filter")
            if registry.text(f"{rule}.scan_frequency") in _SCANS and fnmatchcase(name, wanted):
                return rule
    return ""


def _lifecycle(repository: Subject) -> Answer:
    if repository.attached("aws_ecr_lifecycle_policy", "repository"):
        return held()
    return failed("has no lifecycle policy, so every build that was ever pushed is kept")
