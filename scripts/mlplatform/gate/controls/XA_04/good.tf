# pass: aws_iam_role.deploys_models, aws_iam_role.by_the_shared_pipeline, aws_iam_role.refused

resource "aws_iam_role" "deploys_models" {
  name = "deploys-models"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "deploys_models" {
  role = aws_iam_role.deploys_models.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sagemaker:*", "s3:GetObject", "kms:Decrypt", "kms:GenerateDataKey*", "ec2:Describe*"], Resource = "*" },
      { Effect = "Allow", Action = "kms:CreateGrant", Resource = "*", Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } } },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/scoring" },
    ]
  })
}

resource "aws_iam_role" "by_the_shared_pipeline" {
  name = "by-the-shared-pipeline"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999988887777:role/pipeline" } }]
  })
}

resource "aws_iam_role_policy" "by_the_shared_pipeline" {
  role = aws_iam_role.by_the_shared_pipeline.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sagemaker:CreateModel", "sagemaker:UpdateEndpoint", "iam:GetRole", "ec2:CreateNetworkInterface"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "refused" {
  name = "refused"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "refused" {
  role = aws_iam_role.refused.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["iam:*", "kms:*", "ec2:*", "route53resolver:*", "network-firewall:*", "networkmanager:*", "directconnect:*", "vpc-lattice:*"], Resource = "*" },
    ]
  })
}

# Neither of these deploys to production: the platform's own, and one of test.
resource "aws_iam_role" "platform" {
  name = "platform"
  tags = { environment = "prod" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "platform" {
  role = aws_iam_role.platform.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["iam:*", "kms:*", "ec2:*"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "of_test" {
  name = "of-test"
  tags = { environment = "test" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "of_test" {
  role = aws_iam_role.of_test.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:*", Resource = "*" },
    ]
  })
}
