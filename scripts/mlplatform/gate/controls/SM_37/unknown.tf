# undecided: aws_sagemaker_flow_definition.team_later
resource "aws_kms_key" "review" {
  description = "Reviews."
}

resource "terraform_data" "later" {
  input = "readers"
}

resource "aws_sagemaker_flow_definition" "team_later" {
  flow_definition_name = "team-later"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = terraform_data.later.output

  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}
