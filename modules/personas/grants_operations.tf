# Those who watch, run and mend the platform. None of them starts a job, and only break-glass may read data.
locals {
  _ec2 = "arn:${var.context.partition}:ec2:${var.context.region}:${var.context.account_id}"

  _auditor = concat(local._observe, [{
    sid = "ReadConfigurations", resources = ["*"]
    actions = [
      "access-analyzer:Get*", "access-analyzer:List*", "cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus",
      "cloudtrail:LookupEvents", "codeartifact:Describe*", "codeartifact:GetDomainPermissionsPolicy", "codeartifact:GetRepositoryPermissionsPolicy",
      "codeartifact:List*", "config:Describe*", "config:Get*", "config:List*", "ec2:Describe*", "ec2:GetEbsDefaultKmsKeyId",
      "ec2:GetEbsEncryptionByDefault", "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:GetRepositoryPolicy", "ecr:DescribeImageScanFindings",
      "elasticfilesystem:Describe*", "guardduty:Get*", "guardduty:List*", "iam:GenerateCredentialReport", "iam:Get*", "iam:List*",
      "iam:SimulatePrincipalPolicy", "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:List*", "logs:DescribeMetricFilters",
      "logs:DescribeResourcePolicies", "s3:GetAccountPublicAccessBlock", "s3:GetBucket*", "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration", "s3:ListAllMyBuckets", "securityhub:Get*", "securityhub:List*",
      "servicecatalog:Describe*", "servicecatalog:List*", "tag:GetResources",
    ]
  }])

  _platform_engineer = concat(local._observe, [
    {
      sid = "RunStudio", resources = [for kind in ["app", "processing-job", "space", "training-job", "transform-job", "pipeline", "hyper-parameter-tuning-job"] : "${local._sagemaker}:${kind}/*"]
      actions = [
        "sagemaker:DeleteApp", "sagemaker:DeleteSpace", "sagemaker:StopHyperParameterTuningJob", "sagemaker:StopPipelineExecution",
        "sagemaker:StopProcessingJob", "sagemaker:StopTrainingJob", "sagemaker:StopTransformJob",
      ]
    },
    {
      sid        = "KeepDomainPrivate", actions = ["sagemaker:UpdateDomain"], resources = ["${local._sagemaker}:domain/*"]
      conditions = [{ test = "StringEqualsIfExists", variable = "sagemaker:AppNetworkAccessType", values = ["VpcOnly"] }]
    },
    {
      sid        = "DenyForeignInstanceType", effect = "Deny", actions = ["sagemaker:UpdateDomain"], resources = ["*"] # SM-09, IAM-13
      conditions = [{ test = "ForAnyValue:StringNotEquals", variable = "sagemaker:InstanceTypes", values = sort(var.allowed_instance_types) }]
    },
    {
      sid        = "DenyForeignLifecycle", effect = "Deny", actions = ["sagemaker:UpdateDomain"], resources = ["*"] # SM-12, IAM-13
      conditions = [{ test = "ForAnyValue:ArnNotLike", variable = "sagemaker:StudioLifecycleConfigArns", values = ["${local._sagemaker}:studio-lifecycle-config/${local._prefix}-*"] }]
    },
    { sid = "SeeNetwork", actions = ["ec2:Describe*", "elasticfilesystem:Describe*", "route53resolver:Get*", "route53resolver:List*"], resources = ["*"] },
    {
      sid = "RunNetwork"
      actions = [
        "ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules",
        "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress", "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
        "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
      ]
      resources  = ["${local._ec2}:security-group/*", "${local._ec2}:security-group-rule/*"]
      conditions = [{ test = "ArnEqualsIfExists", variable = "ec2:Vpc", values = ["${local._ec2}:vpc/${var.network.vpc_id}"] }]
    },
    { sid = "ReadRolesOfThePlatform", actions = ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"], resources = ["${local._iam}:role/${local._prefix}-*"] },
    {
      # Whoever runs the pipes does not drink the water: said as a refusal, so that no later grant undoes it.
      sid = "DenyData", effect = "Deny", resources = ["*"]
      actions = [
        "athena:GetQueryResults", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*",
        "sagemaker:BatchGetRecord", "sagemaker:CreatePresigned*", "sagemaker:GetRecord", "sagemaker:InvokeEndpoint*",
        "secretsmanager:GetSecretValue", "ssm:GetParameter*",
      ]
    },
  ])

  _break_glass = concat(local._auditor, local._data_read, local._data_write, local._data_keys, [
    {
      sid = "StopThings", resources = ["*"]
      actions = [
        "cloudformation:CancelUpdateStack", "cloudformation:ContinueUpdateRollback", "cloudformation:DescribeStack*", "cloudformation:RollbackStack",
        "codebuild:StopBuild", "codepipeline:DisableStageTransition", "codepipeline:StopPipelineExecution", "events:DisableRule",
        "lambda:PutFunctionConcurrency", "sagemaker:DeleteApp", "sagemaker:DeleteEndpoint", "sagemaker:DeleteSpace", "sagemaker:Stop*",
        "servicecatalog:TerminateProvisionedProduct",
      ]
    },
    {
      sid = "MendNetwork", resources = ["*"]
      actions = [
        "ec2:AuthorizeSecurityGroup*", "ec2:ModifyVpcEndpoint", "ec2:ReplaceNetworkAcl*", "ec2:RevokeSecurityGroup*",
        "route53resolver:Get*", "route53resolver:List*", "route53resolver:UpdateFirewallRule",
      ]
    },
    {
      sid       = "MendStorage", actions = ["elasticfilesystem:PutBackupPolicy", "elasticfilesystem:UpdateFileSystem", "kms:CancelKeyDeletion", "kms:EnableKey"]
      resources = ["arn:${var.context.partition}:elasticfilesystem:${var.context.region}:${var.context.account_id}:file-system/*", "arn:${var.context.partition}:kms:${var.context.region}:${var.context.account_id}:key/*"]
    },
  ])
}
