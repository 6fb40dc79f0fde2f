"""The names by which a resource is known before it exists: what its ARN will end with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from mlplatform.plan.reader import UNKNOWN, module_steps

if TYPE_CHECKING:
    from mlplatform.gate.world import Subject

_GIVEN = (
    "arn",
    "id",
    "name",
    "bucket",
    "key_id",
    "key_arn",
    "url",
    "domain",
    "repository",
    "domain_name",
    "alias",
)

# Type => service, and what follows the account in its ARN; attributes of the resource in braces.
_ENDINGS = {
    "aws_cloudwatch_log_group": ("logs", "log-group:{name}"),
    "aws_codeartifact_domain": ("codeartifact", "domain/{domain}"),
    "aws_codeartifact_repository": ("codeartifact", "repository/{domain}/{repository}"),
    "aws_codebuild_project": ("codebuild", "project/{name}"),
    "aws_codepipeline": ("codepipeline", "{name}"),
    "aws_ecr_repository": ("ecr", "repository/{name}"),
    "aws_iam_group": ("iam", "group{path}{name}"),
    "aws_iam_policy": ("iam", "policy{path}{name}"),
    "aws_iam_role": ("iam", "role{path}{name}"),
    "aws_iam_user": ("iam", "user{path}{name}"),
    "aws_kms_alias": ("kms", "{name}"),
    "aws_lambda_function": ("lambda", "function:{function_name}"),
    "aws_s3_bucket": ("s3", "{bucket}"),
    "aws_sagemaker_model": ("sagemaker", "model/{name}"),
    "aws_sagemaker_model_package_group": ("sagemaker", "model-package-group/{model_package_group_name}"),
    "aws_sagemaker_pipeline": ("sagemaker", "pipeline/{pipeline_name}"),
    "aws_sfn_state_machine": ("states", "stateMachine:{name}"),
    "aws_sns_topic": ("sns", "{name}"),
    "aws_sqs_queue": ("sqs", "{name}"),
}


def names(type: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Every known name of a resource: given ones, and its ARN without partition, region and account."""
    for attribute in _GIVEN:
        value = values.get(attribute)
        if isinstance(value, str) and value not in (UNKNOWN, ""):
            yield value
            if value.startswith("arn:"):
                yield ending(value)
    own = own_ending(type, values)
    if own is not None:
        yield own


def own_ending(type: str, values: Mapping[str, Any]) -> str | None:
    """What the ARN of a resource will end with, as ``ending`` says it; None where the plan does not tell."""
    if type not in _ENDINGS:
        return None
    service, form = _ENDINGS[type]
    parts = {key: value for key, value in values.items() if isinstance(value, str) and value != UNKNOWN}
    try:
        return f"{service}:{form.format_map({'path': '/', **parts})}"
    except KeyError:
        return None  # a part of the name is not known yet


def nearest(asker: Subject, found: list[Subject]) -> list[Subject]:
    """Of several that have one name, those that an asker means: of its own plan where there are any, and of
    these the ones whose module is nearest to its own. Two in one account cannot have one name."""
    if len(found) < 2:
        return found
    alike = [(subject.plan is asker.plan, _shared(asker, subject)) for subject in found]
    return [subject for subject, likeness in zip(found, alike, strict=True) if likeness == max(alike)]


def _shared(one: Subject, other: Subject) -> int:
    """How many steps of a module's address two resources have in common."""
    steps = zip(module_steps(one.resource.module), module_steps(other.resource.module), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], steps))


def ending(arn: str) -> str:
    """An ARN as service and resource: what is left of it without partition, region and account."""
    parts = arn.split(":", 5)
    return f"{parts[2]}:{parts[5].removesuffix(':*')}" if len(parts) == 6 else arn
