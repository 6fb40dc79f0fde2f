# Who comes to what. Resource control policies do not reach CodeArtifact, so these are the only wall to other accounts; and
# in this account, where an administrator could give himself any right, what they refuse nobody has.
locals {
  _others   = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = [local._intake_arn] }]
  _managers = [{ test = "ArnNotEquals", variable = "aws:PrincipalArn", values = sort(var.management_role_arns) }]

  # The accounts of use cases, and as accounts of the organization alone.
  _consumers = [
    { test = "StringEquals", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
    { test = "StringEquals", variable = "aws:PrincipalAccount", values = sort(var.consumer_account_ids) },
  ]
  _has_consumers = length(var.consumer_account_ids) > 0

  # What a repository is for. What it is not for, nobody does there, the intake role no more than others.
  _uses = {
    (local._names.public)     = { intake = [], nobody = concat(local._copy, local._publish, [local._lend]), read_by_all = false }                            # CA-02
    (local._names.quarantine) = { intake = local._publish, nobody = concat(local._copy, [local._connect, local._lend]), read_by_all = false }                # CA-02
    (local._names.approved)   = { intake = local._copy, nobody = concat(local._publish, [local._connect, local._lend]), read_by_all = local._has_consumers } # CA-03
    (local._names.internal)   = { intake = local._publish, nobody = concat(local._copy, [local._connect]), read_by_all = false }                             # CA-03
  }

  _everybody = { type = "*", identifiers = ["*"] }
  _intake    = { type = "AWS", identifiers = [local._intake_arn] }

  _domain_statements = concat(
    [for conditions in [local._consumers] : {
      sid = "TokensForUseCases", effect = "Allow", principal = local._everybody, actions = ["codeartifact:GetAuthorizationToken"], conditions = conditions # CA-05
    } if local._has_consumers],
    [
      # In a repository that somebody makes later, too.
      { sid = "DenyOtherChanges", effect = "Deny", principal = local._everybody, actions = local._changes, conditions = local._others }, # CA-05
      {
        sid = "DenyOutsideOrganization", effect = "Deny", principal = local._everybody, actions = ["codeartifact:*"] # CA-05
        conditions = [
          { test = "StringNotEqualsIfExists", variable = "aws:PrincipalOrgID", values = [var.context.organization_id] },
          { test = "BoolIfExists", variable = "aws:PrincipalIsAWSService", values = ["false"] },
        ]
      },
    ],
  )

  _repository_statements = {
    for name, use in local._uses : name => concat(
      [{ sid = "Intake", effect = "Allow", principal = local._intake, actions = concat(local._read_repository, local._read_package, use.intake, local._take_away), conditions = [] }], # CA-05
      [for reads in [concat(local._read_repository, local._read_package)] : {
        sid = "ReadByUseCases", effect = "Allow", principal = local._everybody, actions = reads, conditions = local._consumers # CA-05
      } if use.read_by_all],
      [
        { sid = "DenyOtherChanges", effect = "Deny", principal = local._everybody, actions = local._changes, conditions = local._others }, # CA-05
        { sid = "DenyToAll", effect = "Deny", principal = local._everybody, actions = use.nobody, conditions = [] },
      ],
      # What nobody has looked at is read by the intake role alone; what is our own reaches others through approved.
      [for name in [name] : {
        sid = "DenyOtherReaders", effect = "Deny", principal = local._everybody, actions = local._contents, conditions = local._others # CA-03
      } if name != local._names.approved],
      [for name in [name] : {
        sid = "DenyOtherUpstreams", effect = "Deny", principal = local._everybody, actions = [local._lend], conditions = local._managers # CA-03
      } if name == local._names.internal],
    )
  }
}

data "aws_iam_policy_document" "domain" {
  dynamic "statement" {
    for_each = local._domain_statements
    content {
      sid       = statement.value.sid
      effect    = statement.value.effect
      actions   = statement.value.actions
      resources = ["*"] # of this domain, and of what is in it

      principals {
        type        = statement.value.principal.type
        identifiers = statement.value.principal.identifiers
      }
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_codeartifact_domain_permissions_policy" "this" {
  domain          = aws_codeartifact_domain.this.domain
  policy_document = data.aws_iam_policy_document.domain.minified_json
}

data "aws_iam_policy_document" "repository" {
  for_each = local._repository_statements

  dynamic "statement" {
    for_each = each.value
    content {
      sid       = statement.value.sid
      effect    = statement.value.effect
      actions   = statement.value.actions
      resources = ["*"] # of this repository, and of the packages in it

      principals {
        type        = statement.value.principal.type
        identifiers = statement.value.principal.identifiers
      }
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_codeartifact_repository_permissions_policy" "this" {
  for_each = local._repositories

  domain          = each.value.domain
  repository      = each.value.repository
  policy_document = data.aws_iam_policy_document.repository[each.key].minified_json

  # AWS takes no policy that names a role which is not there.
  depends_on = [aws_iam_role.intake]
}
