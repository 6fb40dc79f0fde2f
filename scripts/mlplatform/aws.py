"""boto3 clients in an account of the platform, at real AWS or at an embedded one."""

from __future__ import annotations

import os
from collections.abc import Mapping
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


def client(service: str, *, region: str, role_arn: str, aws: Environment | None) -> Any:
    """A client with the rights of ``role_arn``, and so in that role's account."""
    import boto3  # takes a second, which most commands need not spend
    from botocore.config import Config

    session: Any = boto3.Session(region_name=region)
    options: dict[str, Any] = {}
    own: dict[str, Any] = {}
    if aws:
        proxies = {"http": aws.set["HTTP_PROXY"]}
        options = {"endpoint_url": aws.set["AWS_ENDPOINT_URL"], "config": Config(proxies=proxies)}
        own = {
            "aws_access_key_id": aws.set["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": aws.set["AWS_SECRET_ACCESS_KEY"],
        }
    sts = session.client("sts", **options, **own)
    keys = sts.assume_role(RoleArn=role_arn, RoleSessionName="mlp")["Credentials"]
    return session.client(
        service,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
        **options,
    )
