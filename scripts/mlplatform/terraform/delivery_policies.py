"""The roles that apply and plan, and the state bucket's protection, as ``modules/*/policies`` write them.

Terraform fills in the same texts. In the shared and the management account, where it cannot make the role
that it runs with, ``mlp bootstrap`` makes them from here; a test holds the two to the same outcome.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from string import Template
from typing import Any, Literal

import yaml

from mlplatform.paths import MODULES
from mlplatform.use_cases.model import ENVIRONMENTS, Platform, role_arn

Document = dict[str, Any]
Kind = Literal["workloads", "shared", "management"]
Role = Literal["deploy", "plan"]

_DELIVERY = MODULES / "delivery_roles" / "policies"
_STATE = MODULES / "state_backend" / "policies"
STATE_ENVIRONMENTS = ("organization", "shared", *ENVIRONMENTS)
"""The roots' environments; each has a role of its own for its part of the state."""


def role_policies(platform: Platform, kind: Kind, role: Role) -> dict[str, Document]:
    """Name => policy of the deploy or the plan role in an account of a kind."""
    actions = _read(_DELIVERY / "actions.yaml", {})
    held = _read(_DELIVERY / "statements.yaml", _names(platform))
    name = platform.deploy_role if role == "deploy" else platform.plan_role
    found = {}
    for policy in dict.fromkeys([*actions, *held]):
        services = [one for one in actions.get(policy, {}).values() if kind in one["accounts"]]
        statements = [_allow("Read", services, "read")]
        statements += [_allow("Change", services, "change")] if role == "deploy" else []
        statements += [
            one["statement"]
            for one in held.get(policy, [])
            if kind in one["accounts"] and role in one["roles"]
        ]
        if kept := [one for one in statements if one]:
            found[f"{name}-{policy}"] = _document(kept)
    return found


def trust(platform: Platform, pipeline: str) -> Document:
    """Who takes on a role: a pipeline's role of the shared account, and people through the account factory's
    role there. The account is named with a condition, for IAM takes no principal that is not there yet."""
    shared = platform.shared_account_id
    people = role_arn(shared, platform.account_factory_role)
    pipelines = role_arn(shared, f"{platform.organization}-mlp-ci-{pipeline}")
    return _document(
        [
            {
                "Sid": "PipelineAndPeople",
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{shared}:root"},
                "Action": "sts:AssumeRole",
                "Condition": {
                    "ArnEquals": {"aws:PrincipalArn": [pipelines, people]},
                    "StringEquals": {"aws:PrincipalOrgID": platform.organization_id},
                },
            }
        ]
    )


def state_policy(platform: Platform, environment: str) -> Document:
    """What a state role may do: read and write the state of its own environment, and end its own locks."""
    bucket = f"arn:aws:s3:::{platform.state_bucket}"
    own = [f"{bucket}/{environment}/*"]
    # A use case that was taken down leaves a record of what was kept.
    own += [f"{bucket}/decommissioned/*"] if environment in ENVIRONMENTS else []
    return _document(
        [
            _grant("State", ["s3:GetObject", "s3:PutObject"], own),
            _grant("Locks", ["s3:DeleteObject"], [f"{bucket}/{environment}/*.tflock"]),
            _grant("Bucket", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket]),
            _grant("Buckets", ["s3:ListAllMyBuckets"], ["*"]),
            {
                **_grant(
                    "Key",
                    ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
                    [f"arn:aws:kms:{platform.region}:{platform.shared_account_id}:key/*"],
                ),
                "Condition": {
                    "StringEquals": {"kms:ViaService": f"s3.{platform.region}.amazonaws.com"},
                    "ForAnyValue:StringEquals": {"kms:ResourceAliases": platform.state_key_alias},
                },
            },
        ]
    )


def key_policy(platform: Platform) -> Document:
    """The policy of the state's key."""
    shared = platform.shared_account_id
    return _read(
        _STATE / "key.yaml",
        {
            "account_arn": f"arn:aws:iam::{shared}:root",
            "account_factory_role_arn": role_arn(shared, platform.account_factory_role),
            "account_id": shared,
            "deploy_role_arn": platform.deploy_role_arn(shared),
            "readers": _listed(state_readers(platform)),
            "region": platform.region,
        },
    )


def bucket_policy(platform: Platform, key_arn: str) -> Document:
    """The policy of the state bucket."""
    return _read(
        _STATE / "bucket.yaml",
        {
            "alias_arn": platform.state_key_alias_arn,
            "bucket_arn": f"arn:aws:s3:::{platform.state_bucket}",
            "key_arn": key_arn,
            "organization_id": platform.organization_id,
            "readers": _listed(state_readers(platform)),
            "writers": _listed(state_writers(platform)),
        },
    )


def state_writers(platform: Platform) -> list[str]:
    """Roles of the shared account that write state."""
    return sorted(platform.state_role_arn(environment) for environment in STATE_ENVIRONMENTS)


def state_readers(platform: Platform) -> list[str]:
    """Roles of the shared account that read state."""
    return sorted([role_arn(platform.shared_account_id, platform.plan_role), *state_writers(platform)])


def _names(platform: Platform) -> dict[str, str]:
    return {
        "account_factory_role": platform.account_factory_role,
        "deploy_role": platform.deploy_role,
        "organization": platform.organization,
        "plan_role": platform.plan_role,
        "shared_account_id": platform.shared_account_id,
        "state_bucket": platform.state_bucket,
        "state_name": platform.state_name,
    }


def _read(path: Path, names: dict[str, str]) -> Document:
    text = Template(_text(path)).substitute(names) if names else _text(path)
    parsed: Document = yaml.safe_load(text)
    return parsed


@functools.cache
def _text(path: Path) -> str:
    return path.read_text()


def _allow(sid: str, services: list[Document], kind: str) -> Document:
    actions = sorted({action for one in services for action in one.get(kind, [])})
    return _grant(sid, actions, "*") if actions else {}


def _grant(sid: str, actions: list[str], resource: str | list[str]) -> Document:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}


def _document(statements: list[Document]) -> Document:
    return {"Version": "2012-10-17", "Statement": statements}


def _listed(arns: list[str]) -> str:
    return json.dumps(arns)
