"""The loopback admin paths: health, what was called, and faults at run time."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from mlplatform.local_aws import faults
from mlplatform.local_aws.answers import Response, plain
from mlplatform.local_aws.organization import CannotFound, Founding
from mlplatform.local_aws.packages import admin as packages
from mlplatform.local_aws.packages.outside import Unreachable

if TYPE_CHECKING:
    from mlplatform.local_aws.layer import Layer


class Admin:
    """Answers ``/_local/health``, ``/_local/requests`` (GET, DELETE), ``/_local/calls`` (GET),
    ``/_local/faults`` (GET, PUT), ``/_local/organization`` (PUT), ``/_local/package-index`` (GET, PUT),
    ``/_local/package-tokens`` (PUT) and ``/_local/package-tampering`` (PUT)."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    def respond(self, environ: dict[str, Any]) -> Response:
        """The response to an admin request."""
        asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        if asked == ("GET", "/_local/health"):
            return _json({"status": "up", "pid": os.getpid()})
        if asked == ("GET", "/_local/requests"):
            return _json(self._layer.calls())
        if asked == ("GET", "/_local/calls"):
            return _json(self._layer.callers())
        if asked == ("DELETE", "/_local/requests"):
            self._layer.forget_calls()
            return _json({})
        if asked == ("GET", "/_local/faults"):
            return _json(self._layer.faults.report())
        if asked == ("PUT", "/_local/faults"):
            return self._set_faults(environ["wsgi.input"].read())
        if asked == ("PUT", "/_local/organization"):
            return self._found(environ["wsgi.input"].read())
        if asked == ("GET", "/_local/package-index"):
            return _json(packages.index(self._layer.warehouse))
        if asked[0] == "PUT" and asked[1] in _PACKAGES:
            return self._packages(*_PACKAGES[asked[1]], environ["wsgi.input"].read())
        known = (
            "health, requests, calls, faults, organization, package-index, package-tokens, package-tampering"
        )
        return plain(404, f"{asked[0]} {asked[1]}: there are {known}")

    def _set_faults(self, body: bytes) -> Response:
        try:
            rules = faults.parse(json.loads(body))
        except (ValueError, ValidationError) as error:
            return plain(400, f"these are no fault rules: {error}")
        self._layer.faults.set(rules)
        return _json(self._layer.faults.report())

    def _found(self, body: bytes) -> Response:
        try:
            return _json(self._layer.found(Founding.model_validate_json(body)))
        except ValidationError as error:
            return plain(400, f"this is no organization: {error}")
        except CannotFound as error:
            return plain(409, str(error))

    def _packages(self, model: type[BaseModel], act: Callable[..., Any], body: bytes) -> Response:
        try:
            asked = model.model_validate_json(body)
            if model is packages.Index:  # asks pip, which takes a second
                return _json(act(self._layer.warehouse, asked))
            with self._layer.lock:
                return _json(act(self._layer.warehouse, asked))
        except (ValidationError, Unreachable) as error:
            return plain(400, str(error))
        except packages.NothingThere as error:
            return plain(404, str(error))


_PACKAGES: dict[str, tuple[type[BaseModel], Callable[..., Any]]] = {
    "/_local/package-index": (packages.Index, packages.set_index),
    "/_local/package-tokens": (packages.Expiry, packages.expire),
    "/_local/package-tampering": (packages.Tampering, packages.tamper),
}


def _json(data: Any) -> Response:
    body = json.dumps(data).encode()
    return Response(200, body, {"Content-Type": "application/json", "Content-Length": str(len(body))})
