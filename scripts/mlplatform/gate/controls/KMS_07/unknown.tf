# undecided: aws_kms_key.window, aws_kms_key.policy
resource "terraform_data" "later" {
  input = 30
}

resource "aws_kms_key" "window" {
  description             = "So many days."
  deletion_window_in_days = terraform_data.later.output
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/x" }, Action = "kms:PutKeyPolicy", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "policy" {
  statement {
    actions   = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/x"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["kms:ScheduleKeyDeletion"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "NumericLessThan"
      variable = "kms:ScheduleKeyDeletionPendingWindowInDays"
      values   = [terraform_data.later.output]
    }
  }
}

resource "aws_kms_key" "policy" {
  description = "Refuses what is known only after apply."
  policy      = data.aws_iam_policy_document.policy.json
}
