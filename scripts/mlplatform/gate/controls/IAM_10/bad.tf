# fail: aws_iam_role_policy_attachment.of_aws["AdministratorAccess"], aws_iam_role_policy_attachment.of_aws["IAMFullAccess"]
# fail: aws_iam_role_policy_attachment.of_aws["AmazonSageMakerFullAccess"]
# fail: aws_iam_role_policy_attachment.of_aws["AmazonSageMakerCanvasFullAccess"]
# fail: aws_iam_role_policy_attachment.of_aws["PowerUserAccess"]
# fail: aws_iam_role_policy_attachment.of_aws["job-function/SystemAdministrator"]
# fail: aws_iam_role_policy_attachment.of_aws["AWSCodeBuildAdminAccess"]
# fail: aws_iam_role.by_arns, aws_iam_policy_attachment.all, aws_iam_user_policy_attachment.administrator
# fail: aws_iam_group_policy_attachment.full, aws_ssoadmin_managed_policy_attachment.administrator
# fail: aws_iam_role_policy_attachments_exclusive.full
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "of_aws" {
  for_each = toset([
    "AdministratorAccess", "IAMFullAccess", "AmazonSageMakerFullAccess", "AmazonSageMakerCanvasFullAccess",
    "PowerUserAccess", "job-function/SystemAdministrator", "AWSCodeBuildAdminAccess",
  ])

  role       = "studio"
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_iam_role" "by_arns" {
  name                = "by-arns"
  assume_role_policy  = local.trust
  managed_policy_arns = ["arn:aws:iam::111122223333:policy/own", "arn:aws:iam::aws:policy/AmazonS3FullAccess"]
}

resource "aws_iam_policy_attachment" "all" {
  name       = "all"
  roles      = ["studio"]
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user_policy_attachment" "administrator" {
  user       = "deploy"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_group_policy_attachment" "full" {
  group      = "scientists"
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_ssoadmin_managed_policy_attachment" "administrator" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111222233334444"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-1111222233334444"
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachments_exclusive" "full" {
  role_name   = "studio"
  policy_arns = ["arn:aws:iam::aws:policy/AWSLambda_FullAccess"]
}
