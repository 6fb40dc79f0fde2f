# A guard from a white paper: three tests in one statement, which all have to hold before anything is refused.
resource "aws_organizations_policy" "lock_down_studio" {
  name = "lock-down-studio"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "LockDownStudioDomain"
      Effect   = "Deny"
      Action   = ["sagemaker:CreateDomain"]
      Resource = "*"
      Condition = {
        StringNotEquals = { "sagemaker:AppNetworkAccessType" = "VpcOnly" }
        Null = {
          "sagemaker:VpcSubnets"          = "true"
          "sagemaker:VpcSecurityGroupIds" = "true"
        }
      }
    }]
  })
}

resource "aws_organizations_policy_attachment" "workloads" {
  policy_id = aws_organizations_policy.lock_down_studio.id
  target_id = "ou-ab12-11112222"
}
