"""Write a response in the service's own protocol."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from moto.core.model import OperationModel
from moto.core.serialize import SerializationContext, get_serializer_class
from moto.core.utils import get_service_model

from mlplatform.local_aws.errors import AwsError


@dataclass
class Response:
    """An HTTP response."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Iterable[bytes] | None = None  # instead of the body, what is too much to hold


def serialize(service: str, protocol: str, operation: OperationModel | None, result: Any) -> Response:
    """A result (a dict by the operation's output shape) or an ``AwsError``, as the service sends it."""
    model = operation or OperationModel({}, get_service_model(service))
    request_id = str(uuid.uuid4())
    serializer = get_serializer_class(service, protocol)(model, context=SerializationContext(request_id))
    made = serializer.serialize(result)
    body = made["body"].encode() if isinstance(made["body"], str) else made["body"]
    status = result.status if isinstance(result, AwsError) and result.status else made["status_code"]
    headers = {**made["headers"], "x-amzn-RequestId": request_id, "Content-Length": str(len(body))}
    headers.setdefault("Content-Type", "application/x-amz-json-1.1")
    return Response(int(status), body, headers)


def plain(status: int, text: str) -> Response:
    """One line for a request that is not AWS's language."""
    body = (text + "\n").encode()
    return Response(status, body, {"Content-Type": "text/plain", "Content-Length": str(len(body))})
