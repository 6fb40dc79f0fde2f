"""What goes over the wire to package managers: errors, files, passwords."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from mlplatform.local_aws.answers import Response, plain
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.packages.blobs import CHUNK, chunks_of
from mlplatform.local_aws.packages.contents import Asset

_STATUS = {"ResourceNotFoundException": 404, "ConflictException": 409, "AccessDeniedException": 403}


def refusal(error: AwsError) -> Response:
    """An error as the endpoint gives it: a status and a line."""
    answer = plain(error.status or _STATUS.get(error.code, 400), str(error.message))
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = 'Basic realm="codeartifact"'
    if error.status == 429:
        answer.headers["Retry-After"] = "1"
    return answer


def drain(environ: dict[str, Any]) -> None:
    """Read what a client still sends: answered in the middle of an upload, it never sees the answer."""
    while environ["wsgi.input"].read(CHUNK):
        pass


def password(header: str) -> str:
    """What a client shows as password, or bears; empty where it shows nothing that can be read."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    try:
        return (
            base64.b64decode(value, validate=True).decode().partition(":")[2]
            if kind.lower() == "basic"
            else ""
        )
    except (binascii.Error, ValueError):
        return ""


def stream(asset: Asset, environ: dict[str, Any]) -> Response:
    """A stored file, or the part of it that is asked for, from disk."""
    headers = {
        "Content-Type": "application/octet-stream",
        "Cache-Control": "no-store",
        "ETag": f'"{asset.sha256}"',
    }
    if asset.path is None:
        return Response(200, b"", headers | {"Content-Length": str(asset.size)})
    size = asset.path.stat().st_size
    wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", environ.get("HTTP_RANGE", ""))
    if wanted and int(wanted[1]) < size:
        start, end = int(wanted[1]), min(int(wanted[2] or size - 1), size - 1)
        headers |= {"Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(end - start + 1)}
        return Response(206, b"", headers, chunks_of(asset.path, start, end - start + 1))
    headers |= {"Content-Length": str(size), "Accept-Ranges": "bytes"}
    return Response(200, b"", headers, chunks_of(asset.path))
