"""One life of a stack set; ``test_stack_sets`` has what it makes in accounts."""

from __future__ import annotations

import json

from local_aws.cases import Case

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"AWS": "arn:aws:iam::999988887777:root"},
        }
    ],
}
TEMPLATE = json.dumps(
    {
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {"RoleName": "bank-mlp-plan", "AssumeRolePolicyDocument": TRUST},
            }
        }
    }
)

CASES = [
    Case(
        "cloudformation", "StackSet",
        {"StackSetName": "roles", "TemplateBody": TEMPLATE, "PermissionModel": "SERVICE_MANAGED",
         "AutoDeployment": {"Enabled": True, "RetainStacksOnAccountRemoval": False},
         "Capabilities": ["CAPABILITY_NAMED_IAM"], "Description": "Roles."},
        lambda *_: {"StackSetName": "roles"}, tags_at_birth=False,
    ),
]  # fmt: skip
