"""The requests to SageMaker that a pipeline or a state machine is written to make, as the JSON of its API.

What such a definition leaves to the moment it is started (a parameter, a path into the input, an expression)
is not in the plan: then only the guards of the role that it runs under can hold it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, undecided
from mlplatform.gate.holding import demands
from mlplatform.gate.holding.callers import is_our_key
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.world import Subject

CHOSEN = object()
_NETWORKED = (
    "network:NetworkConfig.VpcConfig",
    "on:NetworkConfig.EnableNetworkIsolation",
    "on:NetworkConfig.EnableInterContainerTrafficEncryption",
)
_TRAINING = (
    "network:VpcConfig",
    "on:EnableNetworkIsolation",
    "on:EnableInterContainerTrafficEncryption",
    "key:ResourceConfig.VolumeKmsKeyId|HyperParameterTuningResourceConfig.VolumeKmsKeyId",
    "key:OutputDataConfig.KmsKeyId",
)
# Action => what its request has to hold, each as kind and path; alternatives apart by |.
_NEEDS: dict[str, tuple[str, ...]] = {
    "CreateTrainingJob": _TRAINING,
    "CreateProcessingJob": (
        *_NETWORKED,
        "key:ProcessingResources.ClusterConfig.VolumeKmsKeyId",
        "key:ProcessingOutputConfig.KmsKeyId",
    ),
    "CreateTransformJob": ("key:TransformResources.VolumeKmsKeyId", "key:TransformOutput.KmsKeyId"),
    "CreateModel": ("network:VpcConfig", "on:EnableNetworkIsolation"),
    "CreateEndpointConfig": ("key:KmsKeyId",),
    "CreateAutoMLJob": (
        "network:AutoMLJobConfig.SecurityConfig.VpcConfig",
        "on:AutoMLJobConfig.SecurityConfig.EnableInterContainerTrafficEncryption",
        "key:AutoMLJobConfig.SecurityConfig.VolumeKmsKeyId",
        "key:OutputDataConfig.KmsKeyId",
    ),
    "CreateAutoMLJobV2": (
        "network:SecurityConfig.VpcConfig",
        "on:SecurityConfig.EnableInterContainerTrafficEncryption",
        "key:SecurityConfig.VolumeKmsKeyId",
        "key:OutputDataConfig.KmsKeyId",
    ),
    **{
        f"Create{kind}JobDefinition": (
            *_NETWORKED,
            "key:JobResources.ClusterConfig.VolumeKmsKeyId",
            f"key:{kind}JobOutputConfig.KmsKeyId",
        )
        for kind in ("DataQuality", "ModelBias", "ModelExplainability", "ModelQuality")
    },
}

STARTED = (
    "CreateTrainingJob",
    "CreateProcessingJob",
    "CreateHyperParameterTuningJob",
    "CreateAutoMLJob",
    "CreateAutoMLJobV2",
    "CreateTransformJob",
    "CreateModel",
)
"""What steps of a pipeline start, as actions of SageMaker."""


@dataclass(frozen=True)
class JobRequest:
    """A request: ``where`` in the definition it stands, and what it asks for."""

    where: str
    action: str
    arguments: Any


def parsed(subject: Subject, path: str) -> dict[str, Any]:
    """The JSON object at ``path``. Undecided where it is none, or is known only after apply."""
    text = subject.text(path)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Undecided(f"{path} is not JSON: {' '.join(str(error).split())[:100]}") from error
    if not isinstance(found, dict):
        raise Undecided(f"{path} is JSON, but no object")
    return found


def judged(subject: Subject, request: JobRequest) -> Answers:
    """Whether a request names a network and keys of the bank, and asks for isolation."""
    if request.action == "CreateHyperParameterTuningJob":
        yield from _tuning(subject, request)
        return
    action = next((a for a in expand(f"sagemaker:{request.action}")), "")
    needs = _NEEDS.get(request.action)
    if needs is None and action and demands.of(action):
        yield undecided(f"{request.where} asks for {request.action}; what that has to hold is not known here")
    for need in needs or ():
        kind, _, path = need.partition(":")
        yield _judged(subject, request, kind, path)


def _tuning(subject: Subject, request: JobRequest) -> Answers:
    """Each kind of training job that a tuning job starts."""
    one, several = (
        _at(request.arguments, "TrainingJobDefinition"),
        _at(request.arguments, "TrainingJobDefinitions"),
    )
    if several is CHOSEN or one is CHOSEN or not (one or several):
        yield undecided(f"{request.where} does not say which training jobs it starts")
    for definition in [
        *([one] if isinstance(one, dict) else []),
        *(several if isinstance(several, list) else []),
    ]:
        yield from judged(subject, JobRequest(request.where, "CreateTrainingJob", definition))


def _judged(subject: Subject, request: JobRequest, kind: str, path: str) -> Answer:
    value = next((v for p in path.split("|") if (v := _at(request.arguments, p)) is not None), None)
    words = f"{request.where}: {path.split('|')[0]}"
    if value is CHOSEN:
        return undecided(f"{words} is chosen only when it is started")
    if kind == "on":
        return held() if value is True else failed(f"{words} is {json.dumps(value)}, and has to be true")
    if value in (None, "", {}):
        return failed(f"{words} is not set")
    if kind == "key":
        return _key(subject, words, value)
    return _network(subject, words, value)


def _key(subject: Subject, words: str, value: Any) -> Answer:
    if isinstance(value, str) and "alias/aws/" not in value and is_our_key(subject.world)(value):
        return held()
    return failed(f"{words} is {value}, which is no key of these plans and not allowed by the settings")


def _network(subject: Subject, words: str, value: Any) -> Answer:
    settings = subject.world.settings
    for name, type, approved in (
        ("Subnets", "aws_subnet", settings.approved_subnet_ids),
        ("SecurityGroupIds", "aws_security_group", settings.approved_security_group_ids),
    ):
        listed = _at(value, name)
        if listed is CHOSEN or (isinstance(listed, list) and any(_is_chosen(item) for item in listed)):
            return undecided(f"{words}.{name} is chosen only when it is started")
        if not isinstance(listed, list) or not listed:
            return failed(f"{words}.{name} is not set")
        foreign = [
            item for item in listed if item not in approved and not subject.world.named(str(item), type)
        ]
        if foreign:
            return failed(
                f"{words}.{name} names {foreign[0]}, which is no {type} of these plans and not approved"
            )
    return held()


def _at(arguments: Any, path: str) -> Any:
    """The value at a path; ``CHOSEN`` where it, or what it stands in, is left to the start."""
    here = arguments
    for step in path.split("."):
        if _is_chosen(here):
            return CHOSEN
        if not isinstance(here, Mapping):
            return None
        if f"{step}.$" in here:
            return CHOSEN
        here = here.get(step)
    return CHOSEN if _is_chosen(here) else here


def _is_chosen(value: Any) -> bool:
    if isinstance(value, str):
        return value.startswith(("{%", "$."))
    return isinstance(value, Mapping) and len(value) == 1 and next(iter(value)).startswith(("Get", "Std:"))


_STEPS = {
    "Training": "CreateTrainingJob",
    "Processing": "CreateProcessingJob",
    "QualityCheck": "CreateProcessingJob",
    "ClarifyCheck": "CreateProcessingJob",
    "Transform": "CreateTransformJob",
    "Tuning": "CreateHyperParameterTuningJob",
    "Model": "CreateModel",
    "EndpointConfig": "CreateEndpointConfig",
}
# Steps that start nothing in SageMaker by themselves.
_QUIET = ("Callback", "Endpoint", "Fail", "Lambda", "RegisterModel")


def of_pipeline(steps: Any) -> Iterator[JobRequest | str]:
    """The requests of a pipeline's steps, those of its conditions too; a text for a step nobody knows."""
    for step in steps if isinstance(steps, list) else []:
        kind, name, arguments = str(step.get("Type")), str(step.get("Name")), step.get("Arguments") or {}
        if kind == "Condition":
            yield from of_pipeline(arguments.get("IfSteps"))
            yield from of_pipeline(arguments.get("ElseSteps"))
        elif kind == "AutoML":
            action = "CreateAutoMLJob" if "AutoMLJobConfig" in arguments else "CreateAutoMLJobV2"
            yield JobRequest(f"step {name}", action, arguments)
        elif kind in _STEPS:
            yield JobRequest(f"step {name}", _STEPS[kind], arguments)
        elif kind not in _QUIET:
            yield f"step {name} is of type {kind}, of which it is not known what it starts"


_TASK = re.compile(r"arn:[^:]+:states:::(?:aws-sdk:)?sagemaker:([A-Za-z0-9]+)(?:[.:].*)?")


def of_states(states: Any) -> Iterator[JobRequest]:
    """The requests of a state machine's tasks, those inside maps and branches too."""
    for name, state in states.items() if isinstance(states, dict) else ():
        found = _TASK.fullmatch(str(state.get("Resource", "")))
        if found:
            action = found[1][:1].upper() + found[1][1:]
            yield JobRequest(f"state {name}", action, state.get("Parameters") or state.get("Arguments") or {})
        inner = [state.get("Iterator"), state.get("ItemProcessor"), *(state.get("Branches") or [])]
        for machine in inner:
            if isinstance(machine, dict):
                yield from of_states(machine.get("States"))
