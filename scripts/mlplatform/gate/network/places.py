"""Where identities work inside VPCs: roles of Studio, jobs, builds, functions, with subnets and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.iam.identities import Identity, identities
from mlplatform.gate.iam.trust import trusts_service
from mlplatform.gate.ml.sagemaker import MONITORS
from mlplatform.gate.network import studio
from mlplatform.gate.network.groups import GROUPS
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.topology import SUBNETS, VPCS, Key, topology
from mlplatform.gate.world import Subject, World

# Type => the role, the subnets, the security groups.
_COMPUTE = {
    "aws_codebuild_project": ("service_role", "vpc_config.0.subnets", "vpc_config.0.security_group_ids"),
    "aws_lambda_function": ("role", "vpc_config.0.subnet_ids", "vpc_config.0.security_group_ids"),
    "aws_sagemaker_notebook_instance": ("role_arn", "subnet_id", "security_groups"),
    "aws_sagemaker_model": ("execution_role_arn", "vpc_config.0.subnets", "vpc_config.0.security_group_ids"),
    **dict.fromkeys(
        MONITORS,
        (
            "role_arn",
            "network_config.0.vpc_config.0.subnets",
            "network_config.0.vpc_config.0.security_group_ids",
        ),
    ),
    "aws_instance": ("iam_instance_profile", "subnet_id", "vpc_security_group_ids"),
    "aws_ecs_service": (
        "task_definition",
        "network_configuration.0.subnets",
        "network_configuration.0.security_groups",
    ),
}
_BETWEEN = {  # what names the role of a kind of compute where the compute itself does not
    "aws_instance": ("aws_iam_instance_profile", "role"),
    "aws_ecs_service": ("aws_ecs_task_definition", "task_role_arn"),
}
_ISOLATED = ("enable_network_isolation", "network_config.0.enable_network_isolation")


@dataclass(frozen=True)
class Place:
    """Where an identity works. ``groups`` is None where it is said only when a job starts."""

    by: Subject
    vpc: Subject
    subnets: tuple[Subject, ...]
    groups: tuple[Subject, ...] | None
    why: str = ""
    """What the plan does not tell of it."""


def places(role: Subject) -> list[Place]:
    """Where a role works inside VPCs of the plans."""
    found: list[Place] = _all(role.world)[role.key]
    return found


def _all(world: World) -> dict[Key, list[Place]]:
    if "places" not in world.kept:
        found: dict[Key, list[Place]] = defaultdict(list)
        for role, place in [*_studio(world), *_compute(world)]:
            found[role.key].append(place)
        for identity in identities(world):
            if identity.subject.key not in found and _runs_jobs(identity):
                found[identity.subject.key] += _jobs(world, identity)
        world.kept["places"] = found
    kept: dict[Key, list[Place]] = world.kept["places"]
    return kept


def _studio(world: World) -> Iterator[tuple[Subject, Place]]:
    for domain in world.of("aws_sagemaker_domain"):
        if domain.raw("app_network_access_type") != "VpcOnly":
            continue  # apps then have a way of AWS's own
        common = [given for _, given in _groups_of(domain)]
        for settings in ("default_user_settings", "default_space_settings"):
            path = f"{settings}.0"
            own = link(domain, f"{path}.security_groups", *GROUPS)
            for role in _roles(domain, f"{path}.execution_role"):
                yield from _at_studio(role, domain, domain, [own])
        for profile in studio.profiles(world):
            if domain in profile.domain.found:
                for role in _roles(profile.subject, "user_settings.0.execution_role"):
                    yield from _at_studio(role, profile.subject, domain, [profile.groups, *common[:1]])


def _groups_of(domain: Subject) -> list[tuple[str, Link]]:
    return [(p, link(domain, p, *GROUPS)) for p in ("default_user_settings.0.security_groups",)]


def _at_studio(
    role: Subject, by: Subject, domain: Subject, groups: list[Link]
) -> Iterator[tuple[Subject, Place]]:
    subnets = studio.domain_subnets(domain)
    for vpc in link(domain, "vpc_id", *VPCS).found:
        yield role, Place(by, vpc, subnets.found, _together(groups), _doubt([subnets, *groups]))


def _roles(subject: Subject, path: str) -> tuple[Subject, ...]:
    return link(subject, path, "aws_iam_role").found


def _together(groups: list[Link]) -> tuple[Subject, ...]:
    return tuple({group.key: group for given in groups for group in given.found}.values())


def _doubt(links: list[Link]) -> str:
    for each in links:
        if each.outside or not each.sure:
            return each.why or f"{each.outside[0]} is not in these plans" if each.outside else each.doubt
    return ""


def _compute(world: World) -> Iterator[tuple[Subject, Place]]:
    for type, (role, at, by) in _COMPUTE.items():
        for compute in world.of(type):
            subnets = link(compute, at, *SUBNETS)
            if subnets.unset or any(compute.raw(path) is True for path in _ISOLATED):
                continue  # it stands in no VPC, or calls nothing
            groups = link(compute, by, *GROUPS)
            for holder in _holders(compute, role):
                vpcs = {v.key: v for s in subnets.found for v in topology(world).vpc_of[s.key].found}
                for vpc in vpcs.values():
                    place = Place(compute, vpc, subnets.found, groups.found, _doubt([subnets, groups]))
                    yield holder, place


def _holders(compute: Subject, path: str) -> Iterator[Subject]:
    between, attribute = _BETWEEN.get(compute.type, ("", ""))
    if not between:
        yield from _roles(compute, path)
    for each in link(compute, path, between).found if between else ():
        yield from _roles(each, attribute)


def _runs_jobs(identity: Identity) -> bool:
    """Whether SageMaker may run jobs with it: it trusts the service, and no place of it is in the plans."""
    return (
        identity.subject.type == "aws_iam_role"
        and trusts_service(identity, "sagemaker.amazonaws.com") is not False
    )


def _jobs(world: World, identity: Identity) -> Iterator[Place]:
    """Jobs run in the VPC of Studio, in groups that are named when they start."""
    seen: dict[Key, Subject] = {}
    for domain in world.of("aws_sagemaker_domain"):
        for vpc in link(domain, "vpc_id", *VPCS).found:
            seen.setdefault(vpc.key, vpc)
    for vpc in seen.values():
        yield Place(identity.subject, vpc, tuple(topology(world).subnets_of[vpc.key]), None)
