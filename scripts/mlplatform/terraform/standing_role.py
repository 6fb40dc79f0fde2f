"""A role as it should be, whatever stood before: made, or changed where it differs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

Document = Mapping[str, Any]
_SESSION_SECONDS = 7200


def settle_role(
    iam: Any,
    account: str,
    *,
    name: str,
    description: str,
    trust: Document,
    managed: Mapping[str, Document] | None = None,
    inline: Mapping[str, Document] | None = None,
) -> None:
    """Make the role carry these policies and no others; ``managed`` ones are made in its account."""
    wanted = {}
    for policy, document in (managed or {}).items():
        wanted[policy] = _settle_policy(iam, f"arn:aws:iam::{account}:policy/{policy}", document)
    _role(iam, name, description, trust)
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    standing = {one["PolicyName"]: one["PolicyArn"] for one in attached}
    for policy, arn in wanted.items():
        if policy not in standing:
            iam.attach_role_policy(RoleName=name, PolicyArn=arn)
    for policy, arn in standing.items():
        if policy not in wanted:
            iam.detach_role_policy(RoleName=name, PolicyArn=arn)
    for policy, document in (inline or {}).items():
        iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document))
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        if policy not in (inline or {}):
            iam.delete_role_policy(RoleName=name, PolicyName=policy)


def _role(iam: Any, name: str, description: str, trust: Document) -> None:
    document = json.dumps(trust)
    try:
        iam.get_role(RoleName=name)
    except iam.exceptions.NoSuchEntityException:
        iam.create_role(
            RoleName=name,
            Description=description,
            AssumeRolePolicyDocument=document,
            MaxSessionDuration=_SESSION_SECONDS,
        )
        return
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=document)
    iam.update_role(RoleName=name, Description=description, MaxSessionDuration=_SESSION_SECONDS)


def _settle_policy(iam: Any, arn: str, document: Document) -> str:
    text = json.dumps(document, separators=(",", ":"))
    try:
        current = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    except iam.exceptions.NoSuchEntityException:
        iam.create_policy(PolicyName=arn.rpartition("/")[2], PolicyDocument=text)
        return arn
    if _standing(iam, arn, current) != document:
        # AWS keeps five versions; what is not in force goes, so that there is always room for one.
        for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=text, SetAsDefault=True)
    return arn


def _standing(iam: Any, arn: str, version: str) -> Any:
    found = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
    return json.loads(unquote(found)) if isinstance(found, str) else found  # botocore has read it already
