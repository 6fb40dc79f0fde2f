# What no other policy may give back. Denials name everyone, and KMS does not look up the roles in a condition,
# so that break-glass can be named before it exists.
locals {
  _refuse = [
    {
      Sid       = "RefusePolicyOfOthers" # KMS-07
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = ["kms:PutKeyPolicy"]
      Resource  = "*"
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = concat(sort(var.administrator_role_arns), sort(var.recovery_role_arns), [local._account]) } }
    },
    {
      Sid       = "RefuseLockout" # KMS-07
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = ["kms:PutKeyPolicy"]
      Resource  = "*"
      Condition = { Bool = { "kms:BypassPolicyLockoutSafetyCheck" = "true" } }
    },
    {
      Sid       = "RefuseQuickDeletion" # KMS-07
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = ["kms:ScheduleKeyDeletion"]
      Resource  = "*"
      Condition = { NumericLessThan = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "30" } }
    },
    {
      Sid       = "RefuseGrantsToPeople" # KMS-05
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = ["kms:CreateGrant"]
      Resource  = "*"
      Condition = { BoolIfExists = { "kms:GrantIsForAWSResource" = "false" } }
    },
  ]

  # An administrator could write itself into the policy; this makes that a second, visible change. With no
  # service listed, the refusal has no exception. StringNotEquals also matches when there is no service at all. KMS-05.
  _refuse_direct_use = {
    for purpose, services in local._via : purpose => [merge(
      {
        Sid       = "RefuseUseByAdministrators"
        Effect    = "Deny"
        Principal = { AWS = sort(var.administrator_role_arns) }
        Action    = local._cryptographic_actions
        Resource  = "*"
      },
      { for name in ["Condition"] : name => { StringNotEquals = { "kms:ViaService" = services } } if length(services) > 0 },
    )]
  }
}
