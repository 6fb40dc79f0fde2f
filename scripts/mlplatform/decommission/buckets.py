"""Buckets: whether one holds anything, and emptying one."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

COUNTED = 10_000  # beyond this a plan says "more than"


def holds(s3: Any, bucket: str) -> bool:
    """Whether a bucket has an object, an old version or a mark of a deleted one."""
    return count(s3, bucket, 1) > 0


def count(s3: Any, bucket: str, at_most: int = COUNTED) -> int:
    """How many versions and marks a bucket holds, counted up to ``at_most``."""
    found = 0
    try:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            found += len(page.get("Versions", [])) + len(page.get("DeleteMarkers", []))
            if found >= at_most:
                return at_most
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucket":
            raise
    return found


def empty(s3: Any, bucket: str) -> int:
    """Delete every version; the number of them. Parts of unfinished uploads go too: nobody lists them."""
    gone = 0
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        items = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        wanted = [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in items]
        for begin in range(0, len(wanted), 1000):
            answer = s3.delete_objects(
                Bucket=bucket, Delete={"Objects": wanted[begin : begin + 1000], "Quiet": True}
            )
            for error in answer.get("Errors", []):
                raise ClientError({"Error": error}, "DeleteObjects")
        gone += len(wanted)
    for page in s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket):
        for upload in page.get("Uploads", []):
            s3.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
    return gone
