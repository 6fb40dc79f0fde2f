"""Read a request: who signed it, for which service, which operation, with what parameters."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from moto.core.model import OperationModel
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from moto.iam.models import iam_backends
from werkzeug.exceptions import NotFound

from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.services import services_signing_as
from mlplatform.local_aws.world import Caller

Environ = dict[str, Any]
_SCOPE = re.compile(r"Credential=(?P<key>[^/,\s]+)/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
_ACCOUNT = re.compile(r"\d{12}")


@dataclass(frozen=True)
class Call:
    """A request, understood."""

    caller: Caller
    service: str  # botocore's name
    operation: OperationModel
    protocol: str
    request: Request
    path_parameters: dict[str, Any]

    @property
    def name(self) -> str:
        """The operation's name."""
        return str(self.operation.name)

    def parameters(self) -> dict[str, Any]:
        """The request's parameters by the service's model."""
        parser = PROTOCOL_PARSERS[self.protocol](self.operation)
        try:
            if self.protocol in ("json", "rest-json") and self.request.data:
                json.loads(self.request.data)  # moto's parser would take what is no JSON for a message
            parsed = parser.parse(
                {
                    "method": self.request.method,
                    "values": self.request.values,
                    "headers": self.request.headers,
                    "body": self.request.data,
                    "url_path": self.request.path,
                    "url_params": self.path_parameters,
                }
            )
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise AwsError("SerializationException", f"the request cannot be read: {error}") from error
        return dict(parsed)


@dataclass(frozen=True)
class Signature:
    """What the signature of a request says."""

    access_key: str
    region: str
    service: str  # the name it was signed with

    def caller(self) -> Caller:
        """Whose request this is. An access key of twelve digits is an account; any other moto's IAM
        knows, as those that ``assume_role`` gave out, or it is of moto's default account."""
        account, role = _holder(self.access_key)
        return Caller(account, self.region, self.access_key, role or f"arn:aws:iam::{account}:root")


def _holder(access_key: str) -> tuple[str, str | None]:
    """The account of an access key, and the role it was given out for. Looks only where IAM has been
    used: moto's own look-up makes IAM anew in every partition of every account, for seconds."""
    if _ACCOUNT.fullmatch(access_key):
        return access_key, None
    for account, partitions in list(iam_backends.items()):
        for backend in list(partitions.values()):
            if access_key in backend.access_keys:
                return account, backend.access_keys[access_key].role_arn
    return str(DEFAULT_ACCOUNT_ID), None


def buffer_body(environ: Environ) -> None:
    """Take the whole body off the wire, so that it can be read twice and nobody waits under the lock."""
    length = environ.get("CONTENT_LENGTH")
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        body = stream.read()
    else:
        body = stream.read(int(length)) if length else b""
    environ["CONTENT_LENGTH"] = str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    environ["wsgi.input_terminated"] = True
    environ["wsgi.input"] = io.BytesIO(body)


def rewind(environ: Environ) -> None:
    """Let the next reader start at the beginning of the body."""
    environ["wsgi.input"].seek(0)


def signature(environ: Environ) -> Signature | None:
    """From the header, or from a presigned URL; None for an unsigned request."""
    found = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not found:
        query = parse_qs(environ.get("QUERY_STRING", ""))
        found = _SCOPE.search("Credential=" + "".join(query.get("X-Amz-Credential", [])[:1]))
    return Signature(found["key"], found["region"], found["service"]) if found else None


def understand(environ: Environ, signed: Signature) -> Call | None:
    """The operation asked for, or None where no service that signs so knows the request."""
    services = services_signing_as(signed.service)
    if signed.service == "s3" and environ.get("PATH_INFO", "").startswith("/v20180820/"):
        services = ("s3control",)
    for service in services:
        model = get_service_model(service)
        request = Request(environ)
        try:
            operation, parameters = _match(service, request)
            protocol = determine_request_protocol(model, request.content_type)
        except (NotFound, NotImplementedError):
            continue
        finally:
            request.get_data(cache=True)
            rewind(environ)
        return Call(signed.caller(), service, operation, protocol, request, parameters)
    return None


def _match(service: str, request: Request) -> tuple[OperationModel, dict[str, Any]]:
    """moto's router, and the short targets of Go's SDK (``CloudTrail_20131101.CreateTrail``), where
    botocore writes a longer prefix."""
    try:
        operation, parameters = get_service_router(service).match(request)
        return operation, dict(parameters)
    except NotFound:
        name = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
        model = get_service_model(service)
        if name not in model.operation_names:
            raise
        return model.operation_model(name), {}
