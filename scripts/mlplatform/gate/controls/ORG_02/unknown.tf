# undecided: aws_organizations_policy_attachment.root
# The organization that is trusted is known only after apply.
resource "terraform_data" "later" {
  input = "o-exampleorg1"
}

resource "aws_organizations_policy" "perimeter" {
  name = "perimeter"
  type = "RESOURCE_CONTROL_POLICY"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:*", "kms:*"]
      Resource  = "*"
      Condition = { StringNotEqualsIfExists = { "aws:PrincipalOrgID" = terraform_data.later.output } }
    }]
  })
}

resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = "r-ab12"
}
