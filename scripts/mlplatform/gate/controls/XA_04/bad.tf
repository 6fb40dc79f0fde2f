# fail: aws_iam_role.changes_iam
# fail: aws_iam_role.changes_iam_by_wildcard
# fail: aws_iam_role.changes_key_policies
# fail: aws_iam_role.grants_keys
# fail: aws_iam_role.changes_routes
# fail: aws_iam_role.changes_security_groups
# fail: aws_iam_role.changes_dns_firewall
# fail: aws_iam_role.allows_all_but_one
# fail: aws_iam_role.by_cloudformation
# fail: aws_iam_role.administrator, aws_iam_role.named_by_a_pipeline

resource "aws_iam_role" "changes_iam" {
  name = "changes-iam"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "changes_iam" {
  role = aws_iam_role.changes_iam.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "changes_iam_by_wildcard" {
  name = "changes-iam-by-wildcard"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "changes_iam_by_wildcard" {
  role = aws_iam_role.changes_iam_by_wildcard.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "i*:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "changes_key_policies" {
  name = "changes-key-policies"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "changes_key_policies" {
  role = aws_iam_role.changes_key_policies.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:PutKeyPolicy", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "grants_keys" {
  name = "grants-keys"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "grants_keys" {
  role = aws_iam_role.grants_keys.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:CreateGrant", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "changes_routes" {
  name = "changes-routes"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "changes_routes" {
  role = aws_iam_role.changes_routes.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:CreateRoute", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "changes_security_groups" {
  name = "changes-security-groups"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:role/pipeline" } }]
  })
}

resource "aws_iam_role_policy" "changes_security_groups" {
  role = aws_iam_role.changes_security_groups.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:Authorize*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "changes_dns_firewall" {
  name = "changes-dns-firewall"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "changes_dns_firewall" {
  role = aws_iam_role.changes_dns_firewall.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "route53resolver:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "allows_all_but_one" {
  name = "allows-all-but-one"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "allows_all_but_one" {
  role = aws_iam_role.allows_all_but_one.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = "iam:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "by_cloudformation" {
  name = "by-cloudformation"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudformation.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "by_cloudformation" {
  role = aws_iam_role.by_cloudformation.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "administrator" {
  name = "administrator"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "named_by_a_pipeline" {
  name = "named-by-a-pipeline"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:role/somebody" } }]
  })
}

resource "aws_iam_role_policy" "named_by_a_pipeline" {
  role = aws_iam_role.named_by_a_pipeline.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "*" },
    ]
  })
}

resource "aws_codepipeline" "release" {
  name     = "release"
  role_arn = "arn:aws:iam::999988887777:role/somebody"

  artifact_store {
    location = "bank-pipeline"
    type     = "S3"
  }
  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        RepositoryName = "models"
        BranchName     = "main"
      }
    }
  }
  stage {
    name = "Release"

    action {
      name            = "Release"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      role_arn        = aws_iam_role.named_by_a_pipeline.arn
      input_artifacts = ["source"]
      configuration = {
        StackName = "models"
      }
    }
  }
}
