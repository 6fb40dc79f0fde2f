# Grants that several roles share. Each is a list of statements, so that a role's policy reads as a sum.
locals {
  _readable    = sort(setunion(var.bucket_names.read, var.bucket_names.write))
  _bucket      = "arn:${var.context.partition}:s3:::"
  _logs        = "arn:${var.context.partition}:logs:${var.context.region}:${var.context.account_id}:log-group:/aws/sagemaker/"
  _packages    = "arn:${var.context.partition}:codeartifact:${var.context.region}:${var.codeartifact.domain_owner_account_id}"
  _via_service = [for service in ["s3", "sagemaker", "sagemaker-featurestore"] : "${service}.${var.context.region}.amazonaws.com"]

  # What the console, the SDK and a person need to see: names and states, never data.
  _observe = [
    {
      sid = "ReadSageMaker", resources = ["*"]
      actions = [
        "sagemaker:BatchDescribe*", "sagemaker:Describe*", "sagemaker:GetLineageGroupPolicy",
        "sagemaker:GetModelPackageGroupPolicy", "sagemaker:GetSearchSuggestions", "sagemaker:List*",
        "sagemaker:QueryLineage", "sagemaker:Search",
      ]
    },
    {
      sid       = "ReadJobLogs", actions = ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"]
      resources = ["${local._logs}*", "${local._logs}*:log-stream:*"]
    },
    { sid = "ReadMetrics", actions = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "logs:DescribeLogGroups"], resources = ["*"] },
  ]

  _data_read = [for names in [local._readable] : {
    sid       = "ReadData", actions = ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:ListBucket"]
    resources = flatten([for name in names : ["${local._bucket}${name}", "${local._bucket}${name}/*"]])
  } if length(names) > 0]

  _data_write = [for names in [sort(var.bucket_names.write)] : {
    sid       = "WriteData", actions = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"]
    resources = [for name in names : "${local._bucket}${name}/*"]
  } if length(names) > 0]

  _data_keys = [ # KMS-08
    {
      sid        = "UseKeys", actions = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"], resources = local._job_keys
      conditions = [{ test = "StringEquals", variable = "kms:ViaService", values = local._via_service }]
    },
    {
      sid = "LendKeysToServices", actions = ["kms:CreateGrant"], resources = local._job_keys
      conditions = [
        { test = "Bool", variable = "kms:GrantIsForAWSResource", values = ["true"] },
        { test = "StringEquals", variable = "kms:ViaService", values = ["sagemaker.${var.context.region}.amazonaws.com"] },
      ]
    },
  ]

  _images = [for arns in [sort(var.image_repository_arns)] : {
    sid = "PullImages", actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], resources = arns
  } if length(arns) > 0]

  _image_token = [{ sid = "ImageToken", actions = ["ecr:GetAuthorizationToken"], resources = ["*"] }]

  _install_packages = [
    { sid = "PackageToken", actions = ["codeartifact:GetAuthorizationToken"], resources = ["${local._packages}:domain/${var.codeartifact.domain}"] },
    {
      sid        = "PackageBearer", actions = ["sts:GetServiceBearerToken"], resources = ["*"] # CA-08
      conditions = [{ test = "StringEquals", variable = "sts:AWSServiceName", values = ["codeartifact.amazonaws.com"] }]
    },
    {
      sid       = "ReadPackages", actions = ["codeartifact:DescribeRepository", "codeartifact:GetRepositoryEndpoint", "codeartifact:ListPackages", "codeartifact:ReadFromRepository"]
      resources = [for name in sort(var.codeartifact.repositories) : "${local._packages}:repository/${var.codeartifact.domain}/${name}"]
    },
  ]

  _write_logs = [
    { sid = "WriteJobLogs", actions = ["logs:CreateLogStream", "logs:PutLogEvents"], resources = ["${local._logs}*:log-stream:*"] },
    {
      sid        = "WriteMetrics", actions = ["cloudwatch:PutMetricData"], resources = ["*"]
      conditions = [{ test = "StringEquals", variable = "cloudwatch:namespace", values = ["/aws/sagemaker/Endpoints", "/aws/sagemaker/ProcessingJobs", "/aws/sagemaker/TrainingJobs", "/aws/sagemaker/TransformJobs"] }]
    },
  ]

  # A job inside a VPC makes its own network interfaces with its role; they may stand only where jobs stand.
  _job_interfaces = [
    {
      sid = "MakeInterfaces", actions = ["ec2:CreateNetworkInterface"]
      resources = concat(
        ["arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}:network-interface/*"],
        ["arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}:security-group/${var.network.job_security_group_id}"],
        [for id in values(var.network.subnet_ids) : "arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}:subnet/${id}"],
      )
    },
    {
      sid        = "KeepInterfaces", actions = ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission"]
      resources  = ["arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}:network-interface/*"]
      conditions = [{ test = "ArnEquals", variable = "ec2:Vpc", values = ["arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}:vpc/${var.network.vpc_id}"] }]
    },
    { sid = "SeeNetwork", actions = ["ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs"], resources = ["*"] },
  ]
}
