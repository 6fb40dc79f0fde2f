# What our resources answer, whoever asks: identities of the organization, services that act for it, over TLS, from our
# networks. RCPs reach callers from outside, whom no SCP binds. Linked roles are left out by AWS itself.
locals {
  _identity_actions = [
    "aoss:*", "cognito-identity:*", "cognito-idp:*", "dynamodb:*", "ecr:*", "kms:*", "logs:*", "s3:*", "secretsmanager:*", "sqs:*",
  ]

  # Whoever comes with a token of a provider is of no organization before the role is taken on; see below.
  _session_actions = [
    "sts:DecodeAuthorizationMessage", "sts:GetAccessKeyInfo", "sts:GetFederationToken", "sts:GetServiceBearerToken",
    "sts:GetSessionToken", "sts:SetContext",
  ]

  _network_actions = [
    "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "s3:*Object*", "s3:ListBucket*",
    "secretsmanager:GetSecretValue", "sqs:ReceiveMessage", "sqs:SendMessage",
  ]

  _identities = [
    {
      sid = "DenyForeignIdentities", actions = concat(local._identity_actions, ["sts:AssumeRole"]) # ORG-02
      conditions = [
        { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
        { test = "StringNotEqualsIfExists", variable = "aws:ResourceTag/dp:exclude:identity", values = ["true"] },
        { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
      ]
    },
    {
      sid = "DenyForeignSessions", actions = local._session_actions # ORG-02
      conditions = [
        { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
        { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
      ]
    },
    {
      # A service says for whom it acts wherever it can; where it cannot, the account is absent too.
      sid = "DenyForeignDeputies", actions = concat(local._identity_actions, ["sts:*"]) # ORG-02
      conditions = [
        { test = "StringNotEqualsIfExists", variable = "aws:SourceOrgID", values = [var.context.organization_id] },
        { test = "StringNotEqualsIfExists", variable = "aws:ResourceTag/dp:exclude:identity", values = ["true"] },
        { test = "Null", variable = "aws:SourceAccount", values = ["false"] },
        { test = "Bool", variable = "aws:PrincipalIsAWSService", values = ["true"] },
      ]
    },
    {
      sid        = "DenyWithoutTls", actions = ["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"] # S3-03
      conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }]
    },
    {
      sid        = "DenyOldTls", actions = ["s3:*"] # S3-03
      conditions = [{ test = "NumericLessThan", variable = "s3:TlsVersion", values = ["1.2"] }]
    },
    {
      # A session from outside brings no tag that would exempt it.
      sid        = "DenyPerimeterSessionTags", actions = ["sts:TagSession"] # ORG-05
      conditions = [{ test = "ForAnyValue:StringLike", variable = "aws:TagKeys", values = ["dp:*"] }]
    },
  ]

  # Providers of tokens serve everybody in the world; ours are told by their subject.
  _tokens = concat(
    [{
      sid        = "DenyForeignProviders", actions = ["sts:AssumeRoleWithWebIdentity"] # ORG-02
      conditions = [for provider in sort(keys(var.oidc_subjects)) : { test = "Null", variable = "${provider}:sub", values = ["true"] }]
    }],
    [for index, provider in sort(keys(var.oidc_subjects)) : {
      sid = "DenyForeignTokens${index}", actions = ["sts:AssumeRoleWithWebIdentity"] # ORG-02
      conditions = [
        { test = "Null", variable = "${provider}:sub", values = ["false"] },
        { test = "StringNotLike", variable = "${provider}:sub", values = sort(var.oidc_subjects[provider]) },
      ]
    }],
    [{ sid = "DenySaml", actions = ["sts:AssumeRoleWithSAML"], conditions = [] }],
  )

  # Endpoints of the organization's VPCs, the bank's own addresses, and those who cannot come from either, by name: CI
  # works from outside, EC2 opens volumes from its own network. A service that names no endpoint's organization
  # (Secrets Manager) is held to vpc_ids.
  _networks = [{
    sid = "DenyForeignNetworks", actions = local._network_actions # ORG-02
    conditions = concat(
      [
        { test = "StringNotEqualsIfExists", variable = "aws:VpceOrgID", values = [var.context.organization_id] },
        { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
        { test = "BoolIfExists", variable = "aws:ViaAWSService", values = ["false"] },
        {
          test = "ArnNotLikeIfExists", variable = "aws:PrincipalArn"
          values = concat(
            ["${local._roles}/aws:ec2-infrastructure", local._deploy_role, local._factory_role, local._plan_role, local._stack_set_role],
            [for name in sort(var.network_exempt_role_names) : "${local._roles}/${name}"],
          )
        },
      ],
      [for ids in [sort(var.vpc_ids)] : { test = "StringNotEqualsIfExists", variable = "aws:SourceVpc", values = ids } if length(ids) > 0],
      [for ranges in [sort(var.corporate_cidrs)] : { test = "NotIpAddressIfExists", variable = "aws:SourceIp", values = ranges } if length(ranges) > 0],
    )
  }]
}
