"""What a repair is, how it is put in force, and what it may know of the request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from moto.core.request import Request

from mlplatform.local_aws.world import Caller


@dataclass(frozen=True)
class Repair:
    """One thing mended: a name, why, and upstream's word on it where there is one."""

    name: str
    why: str
    upstream: str | None
    mend: Callable[[], None]


_acting: ContextVar[tuple[str, dict[str, str]]] = ContextVar("acting", default=("*", {}))


@contextmanager
def acting_as(caller: Caller, environ: dict[str, Any]) -> Iterator[None]:
    """Tell the repairs who asks and with which headers, while moto answers."""
    token = _acting.set((caller.principal, dict(Request(environ).headers)))
    try:
        yield
    finally:
        _acting.reset(token)


def acting() -> tuple[str, dict[str, str]]:
    """The principal and the headers of the request that moto is answering."""
    return _acting.get()


def replace(owner: type, name: str, mended: Any) -> None:
    """Put our version in moto's class. A name that moto no longer has must not pass unnoticed."""
    if not hasattr(owner, name):
        raise AttributeError(f"moto's {owner.__name__} has no {name} any more: see local_aws/repairs")
    setattr(owner, name, mended)
