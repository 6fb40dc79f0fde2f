# A request passes only if one of the organization makes it, of something the organization owns. Requests that
# services make as themselves do not come from inside the VPC, so they have no statement.
locals {
  _ours = { # NET-11
    "aws:PrincipalOrgID" = var.context.organization_id
    "aws:ResourceOrgID"  = var.context.organization_id
  }

  # The reviewed exception to NET-11: images of AWS's own accounts, account by account, and only to pull. The
  # condition keeps the caller ours; it is the image that is not.
  _pull_aws_images = [for ids in [sort(var.aws_image_account_ids)] : {
    Sid       = "PullImagesOfAws"
    Effect    = "Allow"
    Principal = "*"
    Action    = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    Resource  = [for id in ids : "arn:${var.context.partition}:ecr:${var.context.region}:${id}:repository/*"]
    Condition = { StringEquals = { "aws:PrincipalOrgID" = var.context.organization_id, "aws:ResourceAccount" = ids } }
  } if length(ids) > 0]

  _endpoint_policies = { # NET-10
    for service, about in local._services : service => jsonencode({
      Version = "2012-10-17"
      Statement = concat([{
        Sid       = "OursToOurs"
        Effect    = "Allow"
        Principal = "*"
        Action    = about.actions
        Resource  = "*"
        Condition = { StringEquals = local._ours }
      }], startswith(service, "ecr.") ? local._pull_aws_images : [])
    })
  }

  # NET-12. ECR hands out links to image layers that its own account has signed, so neither the signer nor the
  # bucket is of the organization: without this line, which is easy to forget, no image can be pulled.
  _aws_owned_buckets = sort(setunion(["prod-${var.context.region}-starport-layer-bucket"], var.aws_owned_buckets))

  _s3_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OursToOurs"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:*"]
        Resource  = "*"
        Condition = { StringEquals = local._ours }
      },
      {
        Sid       = "ReadBucketsOfAws"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:GetObject"]
        Resource  = [for name in local._aws_owned_buckets : "arn:${var.context.partition}:s3:::${name}/*"]
      },
    ]
  })
}
