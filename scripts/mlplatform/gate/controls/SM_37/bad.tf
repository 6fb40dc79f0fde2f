# fail: aws_sagemaker_flow_definition.public, aws_sagemaker_flow_definition.vendor, aws_sagemaker_flow_definition.foreign_team, aws_sagemaker_flow_definition.paid_by_the_task, aws_sagemaker_flow_definition.without_key
resource "aws_kms_key" "review" {
  description = "Reviews."
}

resource "aws_sagemaker_flow_definition" "public" {
  flow_definition_name = "public"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = "arn:aws:sagemaker:eu-west-2:394669845002:workteam/public-crowd/default"

  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}

resource "aws_sagemaker_flow_definition" "vendor" {
  flow_definition_name = "vendor"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = "arn:aws:sagemaker:eu-west-2:111122223333:workteam/vendor-crowd/someone"

  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}

resource "aws_sagemaker_flow_definition" "foreign_team" {
  flow_definition_name = "foreign-team"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = "arn:aws:sagemaker:eu-west-2:999999999999:workteam/private-crowd/readers"

  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}

resource "aws_sagemaker_flow_definition" "paid_by_the_task" {
  flow_definition_name = "paid-by-the-task"
  role_arn             = "arn:aws:iam::111122223333:role/review"

  human_loop_config {
    human_task_ui_arn = "arn:aws:sagemaker:eu-west-2:111122223333:human-task-ui/review"
    task_count        = 1
    task_description  = "Read the form."
    task_title        = "form"
    workteam_arn      = "arn:aws:sagemaker:eu-west-2:111122223333:workteam/private-crowd/readers"

    public_workforce_task_price {
      amount_in_usd {
        cents = 1
      }
    }
  }

  output_config {
    s3_output_path = "s3://credit-review/out"
    kms_key_id     = aws_kms_key.review.arn
  }
}

resource "aws_sagemaker_flow_definition" "without_key" {
  flow_definition_name = "without-key"
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

  }
}
