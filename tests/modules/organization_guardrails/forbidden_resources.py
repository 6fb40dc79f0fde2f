"""Who gets no answer from our resources, by the statement of a resource control policy that refuses it."""

from __future__ import annotations

from collections.abc import Mapping

from modules.organization_guardrails.asking import WORKER, Asked

Keys = Mapping[str, str | tuple[str, ...] | None]

STRANGER: Keys = {
    "aws:PrincipalAccount": "999999999999",
    "aws:PrincipalArn": "arn:aws:iam::999999999999:role/stranger",
    "aws:PrincipalOrgID": "o-zzforeign00",
}
ANONYMOUS: Keys = {"aws:PrincipalAccount": None, "aws:PrincipalArn": None, "aws:PrincipalOrgID": None}
DEPUTY: Keys = {
    **ANONYMOUS,
    "aws:PrincipalIsAWSService": "true",
    "aws:SourceAccount": "999999999999",
    "aws:SourceOrgID": "o-zzforeign00",
    "aws:SourceVpce": None,
    "aws:VpceOrgID": None,
}
INTERNET: Keys = {
    "aws:SourceIp": "1.2.3.4",
    "aws:SourceVpc": None,
    "aws:SourceVpce": None,
    "aws:VpceOrgID": None,
}
FOREIGN_VPC: Keys = {
    "aws:SourceVpc": "vpc-0f0f0f0f",
    "aws:SourceVpce": "vpce-0f0f0f0f",
    "aws:VpceOrgID": "o-zzforeign00",
}
GITHUB, GITLAB = "token.actions.githubusercontent.com:sub", "gitlab.com:sub"

DATA = [
    "aoss:APIAccessAll", "cognito-identity:GetId", "cognito-idp:AdminGetUser", "dynamodb:GetItem", "ecr:BatchGetImage", "kms:Decrypt",
    "logs:PutLogEvents", "s3:GetObject", "s3:PutObject", "secretsmanager:GetSecretValue", "sqs:SendMessage",
]  # fmt: skip
SESSIONS = [
    "sts:DecodeAuthorizationMessage", "sts:GetAccessKeyInfo", "sts:GetFederationToken", "sts:GetServiceBearerToken", "sts:GetSessionToken",
    "sts:SetContext",
]  # fmt: skip
AT_REST = [
    "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "s3:DeleteObject", "s3:GetObject",
    "s3:ListBucket", "s3:PutObject", "secretsmanager:GetSecretValue", "sqs:ReceiveMessage", "sqs:SendMessage",
]  # fmt: skip


def outside(action: str, *keys: Keys, who: str = WORKER) -> Asked:
    """A question to a resource."""
    return Asked(
        action, who, keys={name: value for each in keys for name, value in each.items()}, from_outside=True
    )


RESOURCES: dict[str, list[Asked]] = {
    "DenyForeignIdentities": [outside(action, who) for who in (STRANGER, ANONYMOUS) for action in (*DATA, "sts:AssumeRole")],
    "DenyForeignSessions": [outside(action, STRANGER) for action in SESSIONS],
    "DenyForeignDeputies": [
        outside(action, DEPUTY, {"aws:SourceOrgID": organization})
        for action in (*DATA, "sts:AssumeRole")
        for organization in ("o-zzforeign00", None)
    ],
    "DenyWithoutTls": [
        outside(action, {"aws:SecureTransport": "false"})
        for action in ("kms:Decrypt", "s3:GetObject", "secretsmanager:GetSecretValue", "sqs:SendMessage", "sts:AssumeRole")
    ],
    "DenyOldTls": [outside("s3:GetObject", {"s3:TlsVersion": version}) for version in ("1.0", "1.1")],
    "DenyPerimeterSessionTags": [outside("sts:TagSession", {"aws:TagKeys": ("dp:exclude:network",)})],
    "DenyForeignProviders": [
        outside("sts:AssumeRoleWithWebIdentity", ANONYMOUS, {GITHUB: None, "accounts.google.com:sub": "anybody"})
    ],
    "DenyForeignTokens0": [
        outside("sts:AssumeRoleWithWebIdentity", ANONYMOUS, {GITLAB: "project_path:stranger/ml-platform:ref_type:branch:ref:main"})
    ],
    "DenyForeignTokens1": [
        outside("sts:AssumeRoleWithWebIdentity", ANONYMOUS, {GITHUB: subject})
        for subject in ("repo:stranger/ml-platform:ref:refs/heads/main", "repo:bank/other:environment:prod")
    ],
    "DenySaml": [outside("sts:AssumeRoleWithSAML", ANONYMOUS)],
    "DenyForeignNetworks": [outside(action, network) for network in (INTERNET, FOREIGN_VPC) for action in AT_REST],
}  # fmt: skip
