# What makes the platform what it is: its roles and the policies on them, the tags that exempt from the perimeter, and
# where packages come from. Who works in an account finds them, and cannot change them.
locals {
  _iam_writes = ["iam:Attach*", "iam:Create*", "iam:Delete*", "iam:Detach*", "iam:Put*", "iam:SetDefault*", "iam:Tag*", "iam:Untag*", "iam:Update*"]

  _package_writes = [
    "codeartifact:*ExternalConnection", "codeartifact:CreateDomain", "codeartifact:CreatePackageGroup", "codeartifact:CreateRepository",
    "codeartifact:Delete*PermissionsPolicy", "codeartifact:DeleteDomain", "codeartifact:DeletePackageGroup", "codeartifact:DeleteRepository",
    "codeartifact:Put*Configuration", "codeartifact:Put*PermissionsPolicy", "codeartifact:UpdatePackageGroup*", "codeartifact:UpdateRepository",
  ]

  _platform = [
    {
      # Personas, the boundary and whatever else has a name of ours.
      sid = "DenyPlatformRoles", actions = local._iam_writes # ORG-08
      resources = flatten([for prefix in sort(var.protected_name_prefixes) : [
        "${local._policies}/${prefix}*", "${local._roles}/${prefix}*",
      ]])
      conditions = [{ test = "ArnNotLike", variable = "aws:PrincipalArn", values = [local._deploy_role, local._factory_role, local._stack_set_role] }]
    },
    {
      # The deploy role cannot widen itself, nor make a role that the other refusals would leave out.
      sid = "DenyDeployRoles", actions = local._iam_writes, conditions = local._except_makers # ORG-08
      resources = [
        "${local._policies}/${var.roles.deploy}*", "${local._policies}/${var.roles.plan}*",
        local._deploy_role, local._factory_role, local._plan_role, local._stack_set_role,
      ]
    },
    {
      # Every call that sets a tag or takes one away says which.
      sid = "DenyPerimeterTags", actions = ["*"], resources = ["*"] # ORG-05
      conditions = concat(
        [{ test = "ForAnyValue:StringLike", variable = "aws:TagKeys", values = ["dp:*"] }],
        [for names in [sort(var.perimeter_owner_role_names)] : {
          test = "ArnNotLike", variable = "aws:PrincipalArn", values = [for name in names : "${local._roles}/${name}"]
        } if length(names) > 0],
      )
    },
    { sid = "DenyOpeningPackages", actions = local._package_writes, resources = ["*"], conditions = local._except_deploy }, # CA-06
  ]
}
