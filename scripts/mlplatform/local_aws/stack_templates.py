"""What a template says for one account, made there: roles and managed policies, and nothing else.

A type, property or function that is not known here is refused by name, never passed over.
"""

from __future__ import annotations

import json
from typing import Any

from moto.iam.models import IAMBackend, iam_backends

from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.world import Record

Made = tuple[str, str]  # type and name: what an instance has made
_ROLE, _POLICY = "AWS::IAM::Role", "AWS::IAM::ManagedPolicy"
_PROPERTIES = {
    _ROLE: {
        "AssumeRolePolicyDocument",
        "Description",
        "ManagedPolicyArns",
        "MaxSessionDuration",
        "RoleName",
        "Tags",
    },
    _POLICY: {"ManagedPolicyName", "PolicyDocument"},
}


class CannotBeMade(Exception):
    """What a template wants stands already, and is not the stack's."""


def resources(template: str, account: str) -> dict[str, Record]:
    """Logical name => type and properties, as they come out in an account."""
    try:
        parsed = json.loads(template)
    except ValueError as error:
        raise AwsError("ValidationError", f"Template format error: {error}") from error
    found = {}
    for name, body in parsed.get("Resources", {}).items():
        kind, properties = body["Type"], body.get("Properties", {})
        unknown = set(properties) - _PROPERTIES.get(kind, set())
        if kind not in _PROPERTIES or unknown or set(body) - {"Type", "Properties"}:
            said = f"cloudformation: {kind} with {sorted(unknown or body)} is not implemented"
            raise AwsError("NotImplemented", said, 501)
        found[name] = {"type": kind, **_Account(parsed, account).resolved(properties)}
    return found


def settle(template: str, account: str, before: list[Made]) -> list[Made]:
    """Make the account as the template says, and take away what an earlier one made and this one has not."""
    wanted = resources(template, account)
    names = {one: _name(body) for one, body in wanted.items()}
    made: list[Made] = [(body["type"], names[one]) for one, body in wanted.items()]
    iam = iam_backends[account]["aws"]
    for kind, name in made:
        if (kind, name) not in before and _stands(iam, account, kind, name):
            raise CannotBeMade(f"{kind} {name} already exists in account {account}")
    for body in sorted(wanted.values(), key=lambda body: body["type"] == _ROLE):  # roles name policies
        if body["type"] == _POLICY:
            _settle_policy(iam, account, body)
        else:
            _settle_role(iam, body, (_ROLE, body["RoleName"]) in before)
    remove(account, [one for one in before if one not in made])
    return made


def remove(account: str, made: list[Made]) -> None:
    """Take away what was made, roles before the policies that they carry."""
    iam = iam_backends[account]["aws"]
    for kind, name in sorted(made, key=lambda one: one[0] != _ROLE):
        if not _stands(iam, account, kind, name):
            continue  # somebody deleted it by hand
        if kind == _ROLE:
            for arn in list(iam.get_role(name).managed_policies):
                iam.detach_role_policy(arn, name)
            iam.delete_role(name)
        else:
            iam.delete_policy(_arn(account, name))


class _Account:
    """A template's functions, for one account."""

    def __init__(self, template: Record, account: str) -> None:
        self._template, self._account = template, account

    def resolved(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.resolved(one) for one in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {"Ref"}:
            return self._reference(value["Ref"])
        if set(value) == {"Fn::If"}:
            condition, then, otherwise = value["Fn::If"]
            return self.resolved(then if self._holds({"Condition": condition}) else otherwise)
        functions = [name for name in value if name.startswith("Fn::")]
        if functions:
            raise AwsError("NotImplemented", f"cloudformation: {functions[0]} is not implemented", 501)
        return {name: self.resolved(one) for name, one in value.items()}

    def _reference(self, name: str) -> str:
        if name == "AWS::AccountId":
            return self._account
        body = self._template["Resources"].get(name, {"Type": "a parameter"})
        if body["Type"] != _POLICY:
            raise AwsError("NotImplemented", f"cloudformation: Ref of {body['Type']} is not implemented", 501)
        return _arn(self._account, self.resolved(body["Properties"])["ManagedPolicyName"])

    def _holds(self, condition: Record) -> bool:
        ((function, operands),) = condition.items()
        if function == "Condition":
            return self._holds(self._template["Conditions"][operands])
        if function == "Fn::Or":
            if not 2 <= len(operands) <= 10:
                raise AwsError("ValidationError", f"Fn::Or takes 2 to 10 operands, not {len(operands)}")
            return any(self._holds(one) for one in operands)
        if function == "Fn::Equals":
            first, second = self.resolved(operands)
            return bool(first == second)
        raise AwsError("NotImplemented", f"cloudformation: {function} is not implemented", 501)


def _settle_policy(iam: IAMBackend, account: str, body: Record) -> None:
    document, name = json.dumps(body["PolicyDocument"]), body["ManagedPolicyName"]
    if len(json.dumps(body["PolicyDocument"], separators=(",", ":"))) > 6144:
        raise CannotBeMade(f"{name}: Cannot exceed quota for PolicySize: 6144")
    if not _stands(iam, account, _POLICY, name):
        iam.create_policy("", "/", document, name, [])
        return
    policy = iam.get_policy(_arn(account, name))
    current = next(one for one in policy.versions if one.is_default)
    if json.loads(current.document) == body["PolicyDocument"]:
        return
    for version in [one for one in policy.versions if not one.is_default]:
        iam.delete_policy_version(policy.arn, version.version_id)
    iam.create_policy_version(policy.arn, document, True)


def _settle_role(iam: IAMBackend, body: Record, stands: bool) -> None:
    name, trust = body["RoleName"], json.dumps(body["AssumeRolePolicyDocument"])
    described, session = body.get("Description", ""), str(body.get("MaxSessionDuration", 3600))
    if not stands:
        iam.create_role(name, trust, "/", None, described, body.get("Tags", []), session)
    iam.update_assume_role_policy(name, trust)
    iam.update_role(name, described, session)
    role, wanted = iam.get_role(name), body.get("ManagedPolicyArns", [])
    for arn in set(role.managed_policies) - set(wanted):
        iam.detach_role_policy(arn, name)
    for arn in set(wanted) - set(role.managed_policies):
        iam.attach_role_policy(arn, name)


def _name(body: Record) -> str:
    return str(body["RoleName"] if body["type"] == _ROLE else body["ManagedPolicyName"])


def _arn(account: str, policy: str) -> str:
    return f"arn:aws:iam::{account}:policy/{policy}"


def _stands(iam: IAMBackend, account: str, kind: str, name: str) -> bool:
    if kind == _ROLE:
        return any(role.name == name for role in iam.get_roles())
    return _arn(account, name) in iam.managed_policies
