# undecided: aws_kms_key.some_key
resource "aws_kms_key" "some_key" {
  description = "It, or another."
}

locals {
  keys = { queue = aws_kms_key.some_key.arn }
}

resource "aws_sqs_queue" "by_a_local" { # a plan does not hold locals
  name              = "by-a-local"
  kms_master_key_id = local.keys["queue"]
}
