# fail: aws_kms_key.nothing, aws_kms_key.its_own_alone, aws_kms_key.written_down
resource "aws_kms_key" "nothing" {
  description = "Made for a queue."
}

resource "aws_sqs_queue" "with_a_key_of_aws" { # for this one
  name              = "with-a-key-of-aws"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_kms_key" "its_own_alone" { # an alias, a policy and a grant belong to the key
  description = "Has an alias."
}

resource "aws_kms_alias" "its_own_alone" {
  name          = "alias/its-own-alone"
  target_key_id = aws_kms_key.its_own_alone.key_id
}

resource "aws_kms_key_policy" "its_own_alone" {
  key_id = aws_kms_key.its_own_alone.key_id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_kms_key" "written_down" { # for somebody to find, one day
  description = "Its ARN is in a parameter."
}

resource "aws_ssm_parameter" "written_down" {
  name  = "/platform/key-arn"
  type  = "String"
  value = aws_kms_key.written_down.arn
}
