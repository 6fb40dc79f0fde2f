resource "aws_cloudwatch_log_group" "flow" {
  name              = local._flow_logs
  kms_key_id        = var.kms_key_arns.logs # LOG-06
  retention_in_days = var.log_retention_in_days
}

resource "aws_iam_role" "flow_logs" {
  name                 = "${var.context.name_prefix}-flow-logs"
  description          = "Lets VPC Flow Logs write to its one log group."
  permissions_boundary = var.permissions_boundary_arn # IAM-05
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}:vpc-flow-log/*" }
        StringEquals = { "aws:SourceAccount" = var.context.account_id } # IAM-07
      }
    }]
  })
}

# Not CreateLogGroup: a group that the service makes has no key and no end.
resource "aws_iam_role_policy" "flow_logs" {
  name = "${var.context.name_prefix}-flow-logs"
  role = aws_iam_role.flow_logs.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = ["${local._logs}:log-group:${local._flow_logs}", "${local._logs}:log-group:${local._flow_logs}:log-stream:*"]
      },
      {
        Effect   = "Allow"
        Action   = ["logs:DescribeLogGroups"]
        Resource = ["${local._logs}:log-group:*"]
      },
    ]
  })
}

resource "aws_flow_log" "this" { # NET-14
  vpc_id                   = aws_vpc.this.id
  traffic_type             = "ALL"
  log_destination_type     = "cloud-watch-logs"
  log_destination          = "${local._logs}:log-group:${local._flow_logs}"
  iam_role_arn             = "arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.context.name_prefix}-flow-logs"
  max_aggregation_interval = 60

  tags = { Name = local._name }

  depends_on = [aws_cloudwatch_log_group.flow, aws_iam_role_policy.flow_logs]
}
