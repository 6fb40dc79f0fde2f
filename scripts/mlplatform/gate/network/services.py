"""By which endpoints an action is called, from ``endpoints.yaml``."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from mlplatform.gate.iam.actions import any_fits

FILE = Path(__file__).with_name("endpoints.yaml")


class Called(BaseModel):
    """The endpoints that are needed, or why none is."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    endpoints: tuple[str, ...] = ()
    none: str = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> Called:
        if bool(self.endpoints) == bool(self.none):
            raise ValueError("needs endpoints, or none with a reason")
        return self


class Some(Called):
    """Actions that are called elsewhere than the others of their service."""

    are: tuple[str, ...]


class Service(Called):
    """A service: where its actions are called, and which of them elsewhere."""

    actions: tuple[Some, ...] = ()


@functools.cache
def services() -> dict[str, Service]:
    """Every service that is known, by the prefix of its actions."""
    return {prefix: Service.model_validate(said) for prefix, said in yaml.safe_load(FILE.read_text()).items()}


@functools.lru_cache(maxsize=16384)
def called(action: str) -> Called | None:
    """Where an action is called; None for a service that is not known."""
    service = services().get(action.partition(":")[0].lower())
    if service is None:
        return None
    return next((some for some in service.actions if any_fits(some.are, action)), service)
