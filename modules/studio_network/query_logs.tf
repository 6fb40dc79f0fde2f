resource "aws_cloudwatch_log_group" "queries" {
  name              = local._query_logs
  kms_key_id        = var.kms_key_arns.logs # LOG-06
  retention_in_days = var.log_retention_in_days
}

# Resolver hands its logs to CloudWatch's delivery service, which needs the log group to say yes.
resource "aws_cloudwatch_log_resource_policy" "queries" {
  policy_name = "${local._name}-dns-queries"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DeliverQueryLogs"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${local._logs}:log-group:${local._query_logs}:log-stream:*"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "${local._logs}:*" }
        StringEquals = { "aws:SourceAccount" = var.context.account_id }
      }
    }]
  })
}

resource "aws_route53_resolver_query_log_config" "this" { # NET-16
  name            = local._name
  destination_arn = "${local._logs}:log-group:${local._query_logs}"

  depends_on = [aws_cloudwatch_log_group.queries, aws_cloudwatch_log_resource_policy.queries]
}

resource "aws_route53_resolver_query_log_config_association" "this" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.this.id
}
