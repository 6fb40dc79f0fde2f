"""What the controls of Studio and of notebooks ask alike: where settings stand, and whose role is whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mlplatform.gate.answers import Answer, Undecided, failed, undecided
from mlplatform.gate.holding import guards
from mlplatform.gate.iam import holders, identities
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.requests import Guard
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

DOMAIN = "aws_sagemaker_domain"
PROFILE = "aws_sagemaker_user_profile"
NOTEBOOK = "aws_sagemaker_notebook_instance"
MONITORS = (
    "aws_sagemaker_data_quality_job_definition",
    "AWS::SageMaker::ModelBiasJobDefinition",
    "AWS::SageMaker::ModelExplainabilityJobDefinition",
    "AWS::SageMaker::ModelQualityJobDefinition",
)
"""Definitions of monitoring jobs; those that the provider has not come from templates, in its shape."""
# Users' settings by type: a profile's own take precedence over what its domain says for everybody.
_USER = {DOMAIN: "default_user_settings", PROFILE: "user_settings"}

# Whoever comes with rights of their own. A policy alone is not asked: its holder may hold the guard besides.
CALLERS = (*identities.PRINCIPALS, "aws_ssoadmin_permission_set")

MAKES_SCRIPTS = "sagemaker:CreateStudioLifecycleConfig"
STARTS = ("sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace")
SETS_UP = tuple(
    f"sagemaker:{verb}{what}" for verb in ("Create", "Update") for what in ("Domain", "UserProfile")
)

LIFECYCLE = Guard(
    "sagemaker:StudioLifecycleConfigArns",
    "a lifecycle configuration that is not the platform's",
    "arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/made-by-hand",
    "aws_sagemaker_studio_lifecycle_config",
)
REMOTE_ACCESS = Guard("sagemaker:RemoteAccess", "remote access", "ENABLED")
SIZE = Guard("sagemaker:InstanceTypes", "a type of instance that is not approved", "ml.unheard-of.48xlarge")


def caller(subject: Subject) -> Identity | None:
    """The principal that a resource is; None for one of the platform's, which is not asked."""
    return None if holders.is_platform(subject) else holders.of(subject)


def user_settings(subject: Subject) -> str:
    """Where a domain's or a profile's settings of users stand; empty where there are none."""
    return next(iter(subject.blocks(_USER[subject.type])), "")


def inside(subject: Subject, *steps: str) -> str:
    """The path of the single block at the end of ``steps``; empty where one on the way is not there."""
    path = user_settings(subject)
    for step in steps:
        path = next(iter(subject.blocks(f"{path}.{step}")), "") if path else ""
    return path


def unheld(
    identity: Identity, actions: Iterable[str], guard: Guard, outright: Iterable[str] = ()
) -> Iterator[Answer]:
    """What an identity may do that a guard should refuse, and what it may do at all of ``outright``, by what
    can be read of it and by what cannot."""
    wanted, never = list(actions), list(outright)
    yield from _may(identity, wanted, guard, never)
    more = [*holders.unread(identity), *guards.generous(identity)]
    if more and any(True for _ in _may(guards.if_allowed(identity), wanted, guard, never)):
        given = guards.generous(identity)
        if given:
            yield failed(f"{given[0]} gives it all of SageMaker, and nothing refuses {guard.word}")
        else:
            yield undecided(f"nothing refuses {guard.word}, and it may hold more: {more[0]}")


def _may(identity: Identity, actions: list[str], guard: Guard, outright: list[str]) -> Iterator[Answer]:
    for action in outright:
        for right in guards.rights(identity, action):
            if right.certain and not right.statement.conditions_unknown:
                yield failed(f"may call {action}", str(right.statement))
            else:
                yield undecided(
                    f"may call {action}: {right.why or 'conditions known later'}", str(right.statement)
                )
    yield from guards.loose(identity, actions, guard)


def role_at(subject: Subject, path: str) -> str:
    """What tells a role from every other: the address of one in the plans, or its ARN. Undecided where a plan
    does not tell which of several it is."""
    meant = subject.refers(path, "aws_iam_role")
    if len(meant) > 1:
        names = ", ".join(str(role) for role in meant)
        raise Undecided(f"{path} may be any of {names}")
    if meant:
        return f"{meant[0].plan.name}: {meant[0]}"
    return subject.text(path)


def default_roles(domain: Subject) -> Iterator[tuple[str, str]]:
    """The roles that a domain gives to whoever brings none: where it says so, and the role."""
    for block in ("default_user_settings", "default_space_settings"):
        for path in domain.blocks(block):
            if domain.raw(f"{path}.execution_role"):
                yield f"{block}.execution_role", role_at(domain, f"{path}.execution_role")


def default_tags(subject: Subject) -> bool:
    """Whether a provider of the subject's plan adds tags of its own to every resource."""
    providers = subject.plan.raw.get("configuration", {}).get("provider_config", {})
    return any("default_tags" in provider.get("expressions", {}) for provider in providers.values())


def is_unknown(subject: Subject, path: str) -> bool:
    """Whether a value is known only after apply."""
    return bool(subject.raw(path) == UNKNOWN)
