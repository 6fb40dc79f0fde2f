# pass: aws_iam_role.this["organization"], aws_iam_role.this["external_id"], aws_iam_role.this["own_account"]
# pass: aws_iam_role.this["own_role"], aws_iam_role.this["service"], aws_iam_role.of_this_plan
locals {
  trusts = {
    organization = [{ AWS = "arn:aws:iam::444455556666:role/pipeline" }, { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorg1" } }]
    external_id  = [{ AWS = "arn:aws:iam::999988887777:role/vendor" }, { StringEquals = { "sts:ExternalId" = "agreed-with-the-vendor" } }]
    own_account  = [{ AWS = "arn:aws:iam::111122223333:root" }, {}]
    own_role     = [{ AWS = "arn:aws:iam::111122223333:role/pipeline" }, {}]
    service      = [{ Service = "sagemaker.amazonaws.com" }, {}]
  }
}

# A boundary is of the role's own account: so the plan tells which one that is.
resource "aws_iam_role" "this" {
  for_each = local.trusts

  name                 = each.key
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = each.value[0]
      Condition = each.value[1]
    }]
  })
}

data "aws_iam_policy_document" "of_this_plan" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.this["own_role"].arn]
    }
  }
}

resource "aws_iam_role" "of_this_plan" {
  name               = "of-this-plan"
  assume_role_policy = data.aws_iam_policy_document.of_this_plan.json
}
