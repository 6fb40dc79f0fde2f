"""Pages of lists, for operations that no row of a table has."""

from __future__ import annotations

from typing import Any

from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.world import Record

USUAL = 100  # items of a page where the request does not say


def page(request: Record, member: str, items: list[Any]) -> Record:
    """One page of the items, and the token of the next."""
    size, token = int(request.get("maxResults", USUAL)), str(request.get("nextToken", "0"))
    if not token.isdigit():
        raise AwsError("ValidationException", f"{token!r} is no token that this service gave out")
    start = int(token)
    rest = {"nextToken": str(start + size)} if len(items) > start + size else {}
    return {member: items[start : start + size], **rest}
