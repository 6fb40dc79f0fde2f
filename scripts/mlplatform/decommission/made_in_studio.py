"""What people and pipelines made in SageMaker and no Terraform knows: it stands in the network and in the
domain, and so has to go before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from mlplatform.decommission import waiting

_GONE = ("ResourceNotFound", "ResourceNotFoundException", "ValidationException")
_ENDED = ("Deleted", "Failed")


@dataclass(frozen=True)
class Kind:
    """One kind of thing: how it is listed, and how one of it is ended."""

    noun: str
    plural: str
    call: str
    items: str
    end: str  # the call that ends one
    names: tuple[str, ...]  # fields of an item that name it in that call
    options: tuple[tuple[str, str], ...] = ()
    ended: tuple[str, ...] = ()  # values of Status that stand for gone


# In the order that works: an app stands in its space, an endpoint on its configuration.
KINDS = (
    Kind(
        "training job",
        "training jobs",
        "list_training_jobs",
        "TrainingJobSummaries",
        "stop_training_job",
        ("TrainingJobName",),
        (("StatusEquals", "InProgress"),),
    ),
    Kind(
        "processing job",
        "processing jobs",
        "list_processing_jobs",
        "ProcessingJobSummaries",
        "stop_processing_job",
        ("ProcessingJobName",),
        (("StatusEquals", "InProgress"),),
    ),
    Kind(
        "transform job",
        "transform jobs",
        "list_transform_jobs",
        "TransformJobSummaries",
        "stop_transform_job",
        ("TransformJobName",),
        (("StatusEquals", "InProgress"),),
    ),
    Kind("endpoint", "endpoints", "list_endpoints", "Endpoints", "delete_endpoint", ("EndpointName",)),
    Kind(
        "endpoint configuration",
        "endpoint configurations",
        "list_endpoint_configs",
        "EndpointConfigs",
        "delete_endpoint_config",
        ("EndpointConfigName",),
    ),
    Kind("model", "models", "list_models", "Models", "delete_model", ("ModelName",)),
    Kind(
        "app",
        "apps",
        "list_apps",
        "Apps",
        "delete_app",
        ("DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"),
        ended=_ENDED,
    ),
    Kind("space", "spaces", "list_spaces", "Spaces", "delete_space", ("DomainId", "SpaceName")),
)


def counted(sagemaker: Any) -> dict[str, int]:
    """How many there are of each kind of which there are any."""
    found = {kind: sum(1 for _ in _items(sagemaker, kind)) for kind in KINDS}
    return {kind.noun if number == 1 else kind.plural: number for kind, number in found.items() if number}


def end(sagemaker: Any, tell: Callable[[str], None], every: float = waiting.EVERY) -> None:
    """End all of it, kind after kind, and wait until AWS has."""
    for kind in KINDS:
        items = list(_items(sagemaker, kind))
        if items:
            tell(f"ending {len(items)} {kind.plural if len(items) > 1 else kind.noun}")
            _end_all(sagemaker, kind, items)
            waiting.until(_none(sagemaker, kind), f"end of {kind.plural}", every)


def _none(sagemaker: Any, kind: Kind) -> Callable[[], bool]:
    return lambda: not any(True for _ in _items(sagemaker, kind))


def _end_all(sagemaker: Any, kind: Kind, items: Iterable[dict[str, Any]]) -> None:
    for item in items:
        if item.get("Status", item.get("EndpointStatus")) == "Deleting":
            continue
        try:
            getattr(sagemaker, kind.end)(**{name: item[name] for name in kind.names if item.get(name)})
        except ClientError as error:
            if error.response["Error"]["Code"] not in _GONE:
                raise


def _items(sagemaker: Any, kind: Kind) -> Iterator[dict[str, Any]]:
    for page in sagemaker.get_paginator(kind.call).paginate(**dict(kind.options)):
        yield from (item for item in page[kind.items] if item.get("Status") not in kind.ended)
