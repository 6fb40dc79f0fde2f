# fail: aws_backup_plan.this
# undecided: aws_efs_file_system.later, aws_sagemaker_domain.by_tag
# No test of restores is there, which is known. SageMaker tags the file system of a domain with the domain's ARN, which is known only after apply.
resource "terraform_data" "later" {
  input = { backup = "daily" }
}

resource "aws_backup_plan" "this" {
  name = "this"

  rule {
    rule_name         = "daily"
    target_vault_name = "vault"
  }
}

resource "aws_efs_file_system" "later" {
  creation_token = "later"
  tags           = terraform_data.later.output
}

resource "aws_sagemaker_domain" "by_tag" {
  domain_name = "by-tag"
  auth_mode   = "SSO"
  vpc_id      = "vpc-11112222"
  subnet_ids  = ["subnet-11112222"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}

resource "aws_backup_selection" "this" {
  name         = "this"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}

resource "aws_backup_selection" "homes" {
  name         = "homes"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "ManagedByAmazonSageMakerResource"
    value = "arn:aws:sagemaker:eu-west-2:111122223333:domain/d-11112222"
  }
}
