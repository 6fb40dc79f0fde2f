# The policy of each key, all of it known in the plan. A statement that names the account hands the decision on
# to IAM inside this account, within the statement's conditions; it does not admit anyone by itself.
locals {
  _account = "arn:${var.context.partition}:iam::${var.context.account_id}:root"

  _via = {
    for purpose, key in var.keys : purpose => [for service in sort(key.via_services) : "${service}.${var.context.region}.amazonaws.com"]
  }

  _key_policies = { # KMS-02
    for purpose, key in var.keys : purpose => jsonencode({
      Version = "2012-10-17"
      Statement = concat(
        local._administer,
        local._use[purpose],
        local._services[purpose],
        local._guests[purpose],
        local._recover,
        local._refuse,
        local._refuse_direct_use[purpose],
      )
    })
  }

  _administer = [{
    Sid       = "Administer"
    Effect    = "Allow"
    Principal = { AWS = sort(var.administrator_role_arns) } # KMS-03
    Action    = local._administer_actions
    Resource  = "*"
  }]

  # People, jobs and the apply role itself: never straight, always through a service that holds the data (KMS-06).
  _use = {
    for purpose, services in local._via : purpose => [
      for statement in [
        { Sid = "UseThroughServices", Action = local._use_actions, grants = {} },
        { Sid = "GrantToServicesOnly", Action = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], grants = { Bool = { "kms:GrantIsForAWSResource" = "true" } } },
        ] : {
        Sid       = statement.Sid
        Effect    = "Allow"
        Principal = { AWS = local._account }
        Action    = statement.Action
        Resource  = "*"
        Condition = merge(statement.grants, {
          StringEquals = { "kms:CallerAccount" = var.context.account_id, "kms:ViaService" = services }
        })
      } if length(services) > 0
    ]
  }

  _services = {
    for purpose, key in var.keys : purpose => [
      for host, principal in key.service_principals : {
        Sid       = "Service${join("", [for word in split(".", replace(host, "-", ".")) : title(word)])}"
        Effect    = "Allow"
        Principal = { Service = host }
        Action    = sort(principal.actions)
        Resource  = "*"
        # CloudWatch Logs sends the log group in the encryption context and no source; most others the reverse.
        # Either way they come for resources of this account (IAM-07).
        Condition = merge(
          { ArnLike = merge(
            { for name, arns in principal.encryption_context : "kms:EncryptionContext:${name}" => sort(arns) },
            { for name in ["aws:SourceArn"] : name => sort(principal.source_arns) if length(principal.source_arns) > 0 },
          ) },
          { for test in ["StringEquals"] : test => { "aws:SourceAccount" = var.context.account_id } if length(principal.source_arns) > 0 },
        )
      }
    ]
  }

  _guests = {
    for purpose, key in var.keys : purpose => [
      for name, guest in key.cross_account : {
        Sid       = "Guest${join("", [for word in split("-", replace(name, "_", "-")) : title(word)])}"
        Effect    = "Allow"
        Principal = { AWS = guest.role_arn } # KMS-04
        Action    = sort(guest.actions)
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = var.context.organization_id, "kms:ViaService" = local._via[purpose] } }
      }
    ]
  }

  _recover = [{
    Sid       = "Recover"
    Effect    = "Allow"
    Principal = { AWS = local._account }
    Action    = local._recover_actions
    Resource  = "*"
    Condition = { StringEquals = { "kms:CallerAccount" = var.context.account_id } }
  }]
}
