"""The layer in front of moto: a WSGI application that answers from the tables what moto lacks."""

from __future__ import annotations

import functools
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from moto.core.utils import get_service_model

from mlplatform.local_aws import (
    answers,
    behaviours,  # noqa: F401 - importing it registers hooks and operations
    engine,
    guards,
    organization,
    standing_roles,
    tagging,
    validation,
)
from mlplatform.local_aws import request as requests
from mlplatform.local_aws.admin import Admin
from mlplatform.local_aws.answers import Response
from mlplatform.local_aws.behaviours import cloudformation
from mlplatform.local_aws.dispatch import MotoApplication
from mlplatform.local_aws.errors import AwsError, not_implemented
from mlplatform.local_aws.faults import Faults
from mlplatform.local_aws.packages import endpoint, warehouse
from mlplatform.local_aws.repairs import acting_as
from mlplatform.local_aws.request import Call, Environ, Signature
from mlplatform.local_aws.retries import Retries
from mlplatform.local_aws.scene import Scene, prepared, special, special_names
from mlplatform.local_aws.services import services_signing_as
from mlplatform.local_aws.table import Table, tables
from mlplatform.local_aws.world import Caller, World

logger = logging.getLogger(__name__)
StartResponse = Callable[[str, list[tuple[str, str]]], Any]

# A proxy that would forward, or a browser sent here by a web page, gets nothing: only our own names.
_OURS = re.compile(r"([a-z0-9.-]*[.-])?aws(:\d+)?|127\.0\.0\.1(:\d+)?|(.+\.)?localhost(:\d+)?", re.IGNORECASE)


class Layer:
    """Routes each request: to the admin paths, to a fault, to a table, to moto, or to an honest error."""

    def __init__(self, faults: Faults, packages: Path | None = None) -> None:
        self.faults = faults
        self.counts: Counter[str] = Counter()
        self._askers: Counter[tuple[str, str, str]] = Counter()
        self.world = World()
        self._tables = tables()
        self._moto = MotoApplication()
        # moto's backends are plain dictionaries: two threads in one lose writes. Bodies are read before.
        self.lock = threading.RLock()
        self.warehouse = warehouse.open_in(packages) if packages else warehouse.current()
        self._packages = endpoint.Endpoint(self.world, self.warehouse, self.lock, faults, self._note)
        self._admin = Admin(self)
        self._retries = Retries()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI's entry."""
        try:
            response = self._respond(environ)
        except Exception as defect:
            logger.exception("%s %s failed", environ["REQUEST_METHOD"], environ.get("PATH_INFO"))
            response = answers.plain(501, f"{defect!r}; see the server's log")
        phrase = HTTPStatus(response.status).phrase if response.status in set(HTTPStatus) else "Unknown"
        start_response(f"{response.status} {phrase}", list(response.headers.items()))
        if environ["REQUEST_METHOD"] == "HEAD":
            return [b""]
        return [response.body] if response.chunks is None else response.chunks

    def clear(self) -> None:
        """Forget what the tables hold; moto's own reset forgets the rest."""
        with self.lock:
            self.world.clear()
            self.warehouse.clear()
            self.counts.clear()
            self._askers.clear()

    def calls(self) -> dict[str, int]:
        """How often each ``service.Operation`` was called."""
        with self.lock:
            return dict(sorted(self.counts.items()))

    def callers(self) -> list[dict[str, Any]]:
        """How often each principal called each operation in each account."""
        with self.lock:
            return [
                {"account": account, "principal": principal, "operation": operation, "count": count}
                for (account, principal, operation), count in sorted(self._askers.items())
            ]

    def forget_calls(self) -> None:
        """Count from nothing."""
        with self.lock:
            self.counts.clear()
            self._askers.clear()

    def found(self, founding: organization.Founding) -> dict[str, Any]:
        """Found an organization, or add to it what is new."""
        with self.lock:
            standing_roles.factory_roles.add(founding.account_role)
            described = organization.found(founding)
            cloudformation.follow_organization(self.world)
            return described

    def _respond(self, environ: Environ) -> Response:
        host, path = environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] == "CONNECT":
            return answers.plain(405, "the embedded AWS forwards nothing; its endpoint is http")
        if not _OURS.fullmatch(host):
            return answers.plain(403, f"{host} is not served here; the embedded AWS forwards nothing")
        if path.startswith(endpoint.PREFIX) and requests.signature(environ) is None:
            return self._packages.respond(environ)
        requests.buffer_body(environ)
        if path.startswith("/_local/"):
            return self._admin.respond(environ)
        if path == "/moto-api/reset":
            self.clear()
        signed = requests.signature(environ)
        if signed is None or path.startswith("/moto-api"):
            return self._forward(environ, Caller("", "", "", "*"))
        with self.lock:  # looking up an account makes it, where it is new
            call = requests.understand(environ, signed)
            if call:
                self._note(call.caller, f"{call.service}.{call.name}")
        if call is None:
            return self._unknown(environ, signed)
        try:
            return self._retries.once(environ, lambda: self._serve(environ, call))
        except AwsError as error:
            return answers.serialize(call.service, call.protocol, call.operation, error)
        except NotImplementedError:
            missing = not_implemented(call.service, call.name)
            return answers.serialize(call.service, call.protocol, call.operation, missing)
        except Exception as defect:
            # Of moto or of ours; the traceback is in the log. 501, for a 500 would be tried again for
            # minutes and fail the same way.
            logger.exception("%s.%s failed", call.service, call.name)
            text = f"{call.service}:{call.name}: {defect!r}; see the server's log"
            failed = AwsError("InternalFailure", text, 501)
            return answers.serialize(call.service, call.protocol, call.operation, failed)

    def _serve(self, environ: Environ, call: Call) -> Response:
        fault = self.faults.strike(call.service, call.name, call.protocol, call.caller.account)
        if isinstance(fault, AwsError):
            raise fault
        if fault is not None:
            return answers.serialize(call.service, call.protocol, call.operation, fault)
        table = self._tables.get(call.service)
        if table and call.name in operations(table):
            made = self._from_table(table, call)
            if made is not None:
                return answers.serialize(call.service, call.protocol, call.operation, made)
        if not self._moto.has(environ):
            raise not_implemented(call.service, call.name)
        response = self._forward(environ, call.caller)
        # Flask's own page, or moto's empty one, stands for an operation that moto has not.
        page = response.status in (404, 405) and "html" in response.headers.get("Content-Type", "")
        if page and call.service != "s3":
            raise not_implemented(call.service, call.name)
        adopts = table and table.tags and table.tags.adopt
        if table and adopts and call.name.startswith("Create") and response.status < 300:
            with self.lock:
                tagging.adopt(self._scene(table, call, {}), call.parameters(), response.body)
        return response

    def _note(self, caller: Caller, operation: str) -> None:
        self.counts[operation] += 1
        self._askers[(caller.account, caller.principal, operation)] += 1

    def _from_table(self, table: Table, call: Call) -> dict[str, Any] | None:
        given = call.parameters()
        validation.check(given, call.operation.input_shape, table.codes.invalid)
        prepare = prepared(call.service, call.name)
        if prepare:
            with self.lock:
                scene = self._scene(table, call, given)
                guards.check(scene, call.name, given)
            prepare(scene, given)
        with self.lock:
            scene = self._scene(table, call, given)
            guards.check(scene, call.name, given)
            own = special(call.service, call.name)
            return own(scene, given) if own else engine.answer(scene, call.name, given)

    def _scene(self, table: Table, call: Call, given: dict[str, Any]) -> Scene:
        caller = replace(call.caller, region=table.region or call.caller.region)
        owner = given.get(table.owner) if table.owner else None
        if owner:
            caller = replace(caller, account=str(owner))
        return Scene(table, self.world.shelf(caller, table.service), caller)

    def _forward(self, environ: Environ, caller: Caller) -> Response:
        """moto's answer."""
        if caller.account:
            environ["HTTP_X_MOTO_ACCOUNT_ID"] = caller.account
        sent: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            sent.update(status=int(status.split()[0]), headers=dict(headers))

        with self.lock, acting_as(caller, environ):
            body = b"".join(self._moto(environ, start))
        return Response(sent["status"], body, sent["headers"])

    def _unknown(self, environ: Environ, signed: Signature) -> Response:
        """A request for no operation that botocore knows: S3 has such, all others get an error."""
        if signed.service == "s3":
            return self._forward(environ, signed.caller())
        service = next(iter(services_signing_as(signed.service)), "sts")
        asked = environ.get("HTTP_X_AMZ_TARGET") or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        protocol = str(get_service_model(service).protocol)
        return answers.serialize(service, protocol, None, not_implemented(signed.service, asked))


def operations(table: Table) -> frozenset[str]:
    """Every operation that a table answers."""
    return _operations(table.service)


@functools.cache
def _operations(service: str) -> frozenset[str]:
    table = tables()[service]
    names = special_names(service)
    for row in table.resources.values():
        names |= {name for name in (row.create, row.read, row.update, row.delete) if name}
        names |= {listed.operation for listed in row.lists}
    if table.tags:
        names |= {table.tags.list, table.tags.add, table.tags.remove}
    return frozenset(names)
