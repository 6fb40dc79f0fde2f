"""The loopback admin paths: health, what was called, and faults at run time."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mlplatform.local_aws import faults
from mlplatform.local_aws.answers import Response, plain
from mlplatform.local_aws.organization import CannotFound, Founding

if TYPE_CHECKING:
    from mlplatform.local_aws.layer import Layer


class Admin:
    """Answers ``/_local/health``, ``/_local/requests`` (GET, DELETE), ``/_local/calls`` (GET),
    ``/_local/faults`` (GET, PUT) and ``/_local/organization`` (PUT)."""

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
        return plain(
            404, f"{asked[0]} {asked[1]}: there are health, requests, calls, faults and organization"
        )

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


def _json(data: Any) -> Response:
    body = json.dumps(data).encode()
    return Response(200, body, {"Content-Type": "application/json", "Content-Length": str(len(body))})
