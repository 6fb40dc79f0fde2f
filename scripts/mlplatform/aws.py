"""boto3 clients in an account of the platform, at real AWS or at an embedded one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from mlplatform.local_aws.environment import HOME_ACCOUNT, REGION, Environment


def pointed_at(variables: Mapping[str, str] = os.environ) -> Environment | None:
    """The environment for the embedded AWS that ``AWS_ENDPOINT_URL`` names; None for any other AWS.

    An embedded AWS on a loopback port answers to the host names of buckets and accounts only when it
    is its own proxy (docs/adr/0003-embedded-aws.md), so a loopback address is turned into that form.
    """
    parts = urlsplit(variables.get("AWS_ENDPOINT_URL", ""))
    if parts.hostname not in ("127.0.0.1", "localhost", "::1", "aws") or not parts.port:
        return None
    return Environment.of(
        f"http://aws:{parts.port}",
        f"http://127.0.0.1:{parts.port}",
        variables.get("AWS_ACCESS_KEY_ID", HOME_ACCOUNT),
        variables.get("AWS_REGION", REGION),
    )


Clients = Callable[[str, str], Any]
"""A client by service and region."""


def client(service: str, *, region: str, role_arn: str, aws: Environment | None) -> Any:
    """A client with the rights of ``role_arn``, and so in that role's account."""
    return clients(region=region, role_arn=role_arn, aws=aws)(service, region)


def clients(*, region: str, role_arn: str, aws: Environment | None) -> Clients:
    """Clients with the rights of ``role_arn``, which is assumed once, in ``region``. One thread makes them;
    any may use them."""
    session, options, own = _session(region, aws)
    sts = session.client("sts", **options, **own)
    keys = sts.assume_role(RoleArn=role_arn, RoleSessionName="mlp")["Credentials"]
    assumed = {
        "aws_access_key_id": keys["AccessKeyId"],
        "aws_secret_access_key": keys["SecretAccessKey"],
        "aws_session_token": keys["SessionToken"],
    }

    def make(service: str, where: str) -> Any:
        return session.client(service, region_name=where, **assumed, **options)

    return make


def own_client(service: str, *, region: str, aws: Environment | None) -> Any:
    """A client with the rights of whoever runs this, in their own account."""
    session, options, own = _session(region, aws)
    return session.client(service, **options, **own)


def pages(client: Any, call: str, items: str, **options: Any) -> Iterable[Any]:
    """Every item of a listing call."""
    if client.can_paginate(call):
        for page in client.get_paginator(call).paginate(**options):
            yield from page[items]
    else:
        yield from getattr(client, call)(**options)[items]


def _session(region: str, aws: Environment | None) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """A session, the options of its clients, and the credentials where they are not boto3's to find."""
    import boto3  # takes a second, which most commands need not spend
    from botocore.config import Config

    kept: dict[str, Any] = {"retries": {"mode": "standard", "max_attempts": 8}}
    options: dict[str, Any] = {}
    own: dict[str, Any] = {}
    if aws:
        kept["proxies"] = {"http": aws.set["HTTP_PROXY"]}
        options = {"endpoint_url": aws.set["AWS_ENDPOINT_URL"]}
        own = {
            "aws_access_key_id": aws.set["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": aws.set["AWS_SECRET_ACCESS_KEY"],
        }
    options["config"] = Config(**kept)
    return boto3.Session(region_name=region), options, own
