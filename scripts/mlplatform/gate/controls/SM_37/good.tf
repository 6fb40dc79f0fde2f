# pass: aws_sagemaker_flow_definition.private, aws_sagemaker_flow_definition.team_of_these_plans
resource "aws_kms_key" "review" {
  description = "Reviews."
}

resource "aws_sagemaker_workteam" "readers" {
  workteam_name  = "readers"
  workforce_name = "bank"
  description    = "Who reads forms."

  member_definition {
    oidc_member_definition {
      groups = ["readers"]
    }
  }
}

resource "aws_sagemaker_flow_definition" "private" {
  flow_definition_name = "private"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = "arn:aws:sagemaker:eu-west-2:111122223333:workteam/private-crowd/readers"

  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}

resource "aws_sagemaker_flow_definition" "team_of_these_plans" {
  flow_definition_name = "team-of-these-plans"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = aws_sagemaker_workteam.readers.arn

  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}
