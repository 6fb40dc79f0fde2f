"""What is asked of CodeBuild's projects, fleets and report groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_SECRET_NAME = re.compile(
    r"(password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|credential|auth_?key"
    r"|client_?key|connection_?string)",
    re.IGNORECASE,
)
# Names that speak of a secret without holding one, such as the ARN that a build reads it by.
_NO_SECRET_NAME = re.compile(r"(_arn|_id|_name|_path|_url|_endpoint|_ttl|_alias)$", re.IGNORECASE)
_NEVER_AN_ID = re.compile(r"access_?key_?id$", re.IGNORECASE)
_SECRET_VALUE = re.compile(
    r"(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}|\bxox[abpr]-[\w-]{10,}|\bpypi-[\w-]{30,}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}|://[^/\s:@]+:[^/\s:@]+@)"
)
_SECRET_SOURCES = (
    "random_password",
    "random_bytes",
    "tls_private_key",
    "aws_iam_access_key",
    "aws_iam_service_specific_credential",
    "aws_secretsmanager_secret_version",
    "aws_secretsmanager_random_password",
    "aws_ssm_parameter",
    "aws_kms_secrets",
    "aws_ecr_authorization_token",
    "aws_codeartifact_authorization_token",
)

STARTS = (
    "codebuild:StartBuild",
    "codebuild:StartBuildBatch",
    "codebuild:RetryBuild",
    "codebuild:RetryBuildBatch",
    "codebuild:StartSandbox",
    "codebuild:StartSandboxConnection",
    "codebuild:StartCommandExecution",
    "codebuild:UpdateProject",
)
"""Every action that makes a build run, or that changes what all later ones run."""


def placed(subject: Subject) -> Answers:
    """Whether a project or a fleet is in subnets and security groups of the bank."""
    blocks = subject.blocks("vpc_config")
    if not blocks:
        yield failed("vpc_config is not set, and builds run in a network of AWS with the internet at hand")
    for block in blocks:
        if subject.raw(f"{block}.vpc_id") in (None, ""):
            yield failed(f"{block}.vpc_id is not set")
        approved = subject.world.settings.approved_subnet_ids
        yield from _of_the_bank(subject, f"{block}.subnets", "aws_subnet", "aws_default_subnet", approved)
        approved = subject.world.settings.approved_security_group_ids
        yield from _of_the_bank(
            subject,
            f"{block}.security_group_ids",
            "aws_security_group",
            "aws_default_security_group",
            approved,
        )


def _of_the_bank(subject: Subject, path: str, type: str, default: str, approved: tuple[str, ...]) -> Answers:
    values = subject.raw(path)
    if not values:
        yield failed(f"{path} is not set")
        return
    meant = subject.refers(path, type, default)
    for each in meant:
        if each.type == default:
            yield failed(f"{path} holds {each}, which AWS makes open by default")
        else:
            yield held()
    yield from _by_id(subject, path, values if isinstance(values, list) else [], (type, default), approved)


def _by_id(
    subject: Subject, path: str, values: list[object], types: tuple[str, ...], approved: tuple[str, ...]
) -> Iterator[Answer]:
    for value in values:
        if value == UNKNOWN or subject.world.named(str(value), *types):
            continue
        if value in approved:
            yield held()
        else:
            yield undecided(
                f"{path} holds {value}, which is neither in these plans nor approved by the settings"
            )


def variables(subject: Subject) -> Answers:
    """Whether no variable of a project's environment holds a secret in clear text."""
    for path in subject.blocks("environment.0.environment_variable"):
        yield _variable(subject, path)


def _variable(subject: Subject, path: str) -> Answer:
    name, kind = subject.text(f"{path}.name"), subject.raw(f"{path}.type")
    if kind in ("PARAMETER_STORE", "SECRETS_MANAGER"):
        return held()
    if kind == UNKNOWN:
        return undecided(f"the type of variable {name} is known only after apply")
    value = subject.raw(f"{path}.value")
    if value == "":
        return held()
    if _is_secret_name(name):
        return failed(f"variable {name} is PLAINTEXT, and its name says that it is a secret")
    if value != UNKNOWN:
        found = _SECRET_VALUE.search(str(value))
        return failed(f"variable {name} is PLAINTEXT and holds what looks like a secret") if found else held()
    return _unknown_value(subject, path, name)


def _is_secret_name(name: str) -> bool:
    if _NEVER_AN_ID.search(name):
        return True
    return bool(_SECRET_NAME.search(name)) and not _NO_SECRET_NAME.search(name)


def _unknown_value(subject: Subject, path: str, name: str) -> Answer:
    origin = subject.origin(f"{path}.value")
    secret = [resource for resource in origin.resources if resource.type in _SECRET_SOURCES]
    if secret:
        return failed(f"variable {name} is PLAINTEXT and comes from {secret[0]}")
    if origin.decided and all(resource.type.startswith("aws_") for resource in origin.resources):
        return held()
    return undecided(f"the value of variable {name} is known only after apply; it may be a secret")


def location(subject: Subject, path: str) -> Answer:
    """Whether the address of a source carries no credentials."""
    value = subject.raw(path)
    if value == UNKNOWN:
        origin = subject.origin(path)
        if origin.decided and all(r.type.startswith("aws_") for r in origin.resources):
            return held()
        return undecided(f"{path} is known only after apply; it may carry credentials")
    if value and re.search(r"://[^/\s@]+@", str(value)):
        return failed(f"{path} carries credentials in the address")
    return held()


def logs(project: Subject) -> Answers:
    """Whether a project's logs are kept, each of them encrypted with a key of the bank or, in S3, at all."""
    stream, bucket = "logs_config.0.cloudwatch_logs.0", "logs_config.0.s3_logs.0"
    to_stream = project.text(f"{stream}.status") != "DISABLED"
    to_bucket = project.text(f"{bucket}.status") == "ENABLED"
    if not to_stream and not to_bucket:
        yield failed("logs_config sends logs neither to CloudWatch nor to S3")
    if to_bucket:
        yield off(project, f"{bucket}.encryption_disabled")
    if to_stream:
        yield from _group(project, f"{stream}.group_name")


def _group(project: Subject, path: str) -> Answers:
    if project.raw(path) in (None, ""):
        yield failed(f"{path} is not set, and AWS makes a log group with a key of its own")
        return
    groups = project.refers(path, "aws_cloudwatch_log_group")
    if not groups:
        yield undecided(f"{path} is {project.raw(path)}, a log group that is not in these plans")
    for group in groups:
        key = our_key(group, "kms_key_id")
        yield Answer(key.status, f"{group}: {key.reason}" if key.status != "pass" else "", key.path)


def off(subject: Subject, path: str) -> Answer:
    """Whether a switch that takes protection away is off."""
    value = subject.raw(path)
    if value == UNKNOWN:
        return undecided(f"{path} is known only after apply; allowed: false")
    return failed(f"{path} is true") if value is True or value == "true" else held()
