"""The actions of a pipeline in their order, which of them touch production, and with which role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from mlplatform.gate import environments
from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_DOES = ("Deploy", "Build", "Invoke", "Compute")
"""Categories of action that change something; a Source, a Test and an Approval do not."""
_DEPLOYS = re.compile(r"(^|[^a-z])(deploy|release|promote|apply|publish|rollout)")


@dataclass(frozen=True)
class Action:
    """An action: ``order`` is that of its stage and, within the stage, its run_order."""

    pipeline: Subject
    path: str
    stage: Any
    order: tuple[int, int]

    def raw(self, name: str) -> Any:
        """One of its attributes."""
        return self.pipeline.raw(f"{self.path}.{name}")

    @property
    def is_approval(self) -> bool:
        """Whether it waits for a person."""
        return (self.raw("category"), self.raw("owner"), self.raw("provider")) == (
            "Approval",
            "AWS",
            "Manual",
        )

    @property
    def deploys(self) -> bool:
        """Whether it is there to deploy: by its category, or, as builds deploy too, by its words."""
        if self.raw("category") in ("Deploy", UNKNOWN):
            return True
        return self.does and bool(_DEPLOYS.search(" ".join(self.words).lower()))

    @property
    def words(self) -> list[str]:
        """What its names, its stage, its role and its configuration say, as far as that is known."""
        configuration = self.raw("configuration")
        said = [self.stage, self.raw("name"), self.raw("role_arn"), self.raw("namespace")]
        said += list(configuration.values()) if isinstance(configuration, dict) else [configuration]
        return [str(text) for text in said if text not in (None, UNKNOWN)]

    @property
    def does(self) -> bool:
        """Whether it changes anything."""
        return self.raw("category") in (*_DOES, UNKNOWN)

    def __str__(self) -> str:
        return f"action {self.raw('name')} of stage {self.stage}"


def actions(pipeline: Subject) -> list[Action]:
    """The actions of a pipeline."""
    return list(_actions(pipeline))


def _actions(pipeline: Subject) -> Iterator[Action]:
    for number, stage in enumerate(pipeline.blocks("stage")):
        for path in pipeline.blocks(f"{stage}.action"):
            run_order = pipeline.raw(f"{path}.run_order")
            # Where nothing is said, all actions of a stage run at once.
            within = run_order if isinstance(run_order, int) else 1
            yield Action(pipeline, path, pipeline.raw(f"{stage}.name"), (number, within))


def touches(action: Action) -> Literal["prod", "other", "unknown"]:
    """Whether an action touches production: as its role's environment says; else as its names, its stage, its
    role and its configuration say. An action that says nothing may."""
    role = _role_environment(action)
    if role:
        return role
    said = {environments.word(text) for text in action.words} | {*_projects(action)}
    return "prod" if "prod" in said else "other" if "other" in said else "unknown"


def _projects(action: Action) -> Iterator[str | None]:
    """The environment that the project of a build bears in its tag."""
    project = action.raw("configuration.ProjectName")
    if action.raw("provider") == "CodeBuild" and project not in (None, UNKNOWN):
        for found in action.pipeline.world.named(str(project), "aws_codebuild_project"):
            yield environments.of(found)


def _role_environment(action: Action) -> Literal["prod", "other"] | None:
    role = action.raw("role_arn")
    if role in (None, ""):
        return None
    if role == UNKNOWN:
        origin = action.pipeline.origin(f"{action.path}.role_arn")
        roles = [r for r in action.pipeline.world.of("aws_iam_role") if r.resource in origin.resources]
        found = {environments.of(r) for r in roles} if origin.decided else set()
    else:
        found = {environments.of_arn(action.pipeline.world, str(role))}
    return "prod" if "prod" in found else "other" if found == {"other"} else None


def approvals(pipeline: Subject) -> Answers:
    """Whether each action that touches production, or may, comes after an approval."""
    every = actions(pipeline)
    waits = [action.order for action in every if action.is_approval]
    for action in every:
        if not action.does or any(order < action.order for order in waits):
            continue
        where = touches(action)
        if where == "prod":
            yield failed(f"{action} touches production, and no manual approval comes before it")
        elif where == "unknown" and action.deploys:
            yield undecided(
                f"{action} deploys without an approval, and nothing says that it is not to production"
            )
    yield held()


def roles(pipeline: Subject) -> Answers:
    """Whether each action that deploys has a role, and those of production one that nothing else has."""
    every = [action for action in actions(pipeline) if action.does]
    own = _role(pipeline, "role_arn")
    for action in every:
        where = touches(action)
        if where != "prod" and not action.deploys:
            continue
        role = _runs_with(action) or (UNKNOWN if action.raw("provider") == "CodeBuild" else None)
        if role is None:
            yield failed(f"{action} has no role_arn, and runs with the role of the whole pipeline")
        elif where == "prod":
            others = {_runs_with(other) for other in every if touches(other) != "prod"}
            yield _apart(action, role, {own, *others})
    yield held()


def _runs_with(action: Action) -> str | None:
    """The role of an action: its own or, of a build, that of the project. None where neither is there."""
    pipeline = action.pipeline
    role = _role(pipeline, f"{action.path}.role_arn")
    if role or action.raw("provider") != "CodeBuild":
        return role
    projects = pipeline.world.named(str(action.raw("configuration.ProjectName")), "aws_codebuild_project")
    return _role(projects[0], "service_role") if len(projects) == 1 else None


def _apart(action: Action, role: str, others: set[str | None]) -> Answer:
    if role in others:
        return failed(f"{action} touches production with a role that other stages have too: {role}")
    if UNKNOWN in (role, *others):
        return undecided(f"{action}: which role it runs with, or another action, is known only after apply")
    return held()


def _role(pipeline: Subject, path: str) -> str | None:
    """A role by its address or, where it is not in these plans, by its ARN."""
    value = pipeline.raw(path)
    if value in (None, ""):
        return None
    if value != UNKNOWN:
        named = pipeline.world.named(str(value), "aws_iam_role")
        return str(named[0]) if len(named) == 1 else str(value)
    origin = pipeline.origin(path)
    return (
        origin.resources[0].address if origin.only("aws_iam_role") and len(origin.resources) == 1 else UNKNOWN
    )


def overrides(pipeline: Subject) -> Answers:
    """Whether the builds that a pipeline starts run what their project says: none is given other commands, or
    a variable whose value is chosen by whoever starts the pipeline."""
    for action in actions(pipeline):
        if action.raw("provider") != "CodeBuild":
            continue
        configuration = action.raw("configuration")
        if configuration == UNKNOWN:
            yield undecided(f"{action}: its configuration is known only after apply")
        elif "BuildspecOverride" in (configuration or {}):
            yield failed(f"{action} puts other commands in the place of the project's: BuildspecOverride")
        else:
            yield _variables(action, (configuration or {}).get("EnvironmentVariables"))
    yield held()


def _variables(action: Action, given: Any) -> Answer:
    if given == UNKNOWN:
        return undecided(f"{action}: its EnvironmentVariables are known only after apply")
    if "#{variables." in str(given):
        return failed(f"{action} takes a variable from whoever starts the pipeline: {given}")
    return held()
