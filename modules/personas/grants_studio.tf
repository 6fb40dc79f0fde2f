# What a person does inside Studio, whatever the persona: run one's own private space, and launch products.
locals {
  # Studio fills these two keys with the profile that is calling; outside Studio they are empty and match nothing.
  _own_profile = "${local._sagemaker}:user-profile/$${sagemaker:DomainId}/$${sagemaker:UserProfileName}"
  _own_private = [
    { test = "ArnLike", variable = "sagemaker:OwnerUserProfileArn", values = [local._own_profile] },
    { test = "StringEquals", variable = "sagemaker:SpaceSharingType", values = ["Private"] },
  ]

  _own_space = [
    {
      sid       = "OwnSpace", actions = ["sagemaker:CreateSpace", "sagemaker:DeleteSpace", "sagemaker:UpdateSpace"]
      resources = ["${local._sagemaker}:space/$${sagemaker:DomainId}/*"], conditions = local._own_private
    },
    {
      sid       = "OwnApp", actions = ["sagemaker:CreateApp", "sagemaker:DeleteApp"]
      resources = ["${local._sagemaker}:app/$${sagemaker:DomainId}/*"], conditions = local._own_private
    },
    {
      sid = "LendSpaceKey", actions = ["kms:CreateGrant"], resources = [var.kms_key_arns.studio] # KMS-08
      conditions = [
        { test = "Bool", variable = "kms:GrantIsForAWSResource", values = ["true"] },
        { test = "StringEquals", variable = "kms:ViaService", values = ["sagemaker.${var.context.region}.amazonaws.com"] },
      ]
    },
    {
      sid        = "UseSpaceKey", actions = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"], resources = [var.kms_key_arns.studio] # KMS-08
      conditions = [{ test = "StringEquals", variable = "kms:ViaService", values = ["sagemaker.${var.context.region}.amazonaws.com"] }]
    },
  ]

  _products = [
    {
      sid = "SeeProducts", resources = ["*"]
      actions = [
        "servicecatalog:DescribeProduct", "servicecatalog:DescribeProvisioningParameters", "servicecatalog:ListLaunchPaths",
        "servicecatalog:ListProvisioningArtifacts", "servicecatalog:SearchProducts",
      ]
    },
    {
      sid       = "LaunchProducts", actions = ["servicecatalog:ProvisionProduct"] # SC-08
      resources = ["arn:${var.context.partition}:catalog:${var.context.region}:*:product/*"]
    },
    {
      sid = "OwnProducts", resources = ["*"]
      actions = [
        "servicecatalog:DescribeProvisionedProduct", "servicecatalog:DescribeRecord", "servicecatalog:ListRecordHistory",
        "servicecatalog:SearchProvisionedProducts", "servicecatalog:TerminateProvisionedProduct",
      ]
      conditions = [{ test = "StringEquals", variable = "servicecatalog:userLevel", values = ["self"] }]
    },
    { sid = "Projects", actions = ["sagemaker:CreateProject", "sagemaker:DeleteProject"], resources = ["${local._sagemaker}:project/*"] },
  ]

  # The door: a link to one's own profile, from inside the network. The name and the tag must both say so,
  # and AWS asks again on every request that the link makes, so both endpoints are named. SM-03.
  _door = [{
    sid       = "OpenOwnStudio", actions = ["sagemaker:CreatePresignedDomainUrl"]
    resources = ["${local._sagemaker}:user-profile/*/$${aws:SourceIdentity}"]
    conditions = [
      { test = "StringEquals", variable = "sagemaker:ResourceTag/studio-user", values = ["$${aws:SourceIdentity}"] },
      { test = "StringEquals", variable = "aws:SourceVpce", values = [for service in ["sagemaker.api", "studio"] : lookup(var.network.interface_endpoint_ids, service, null)] },
    ]
  }]

  _studio_common = concat(local._own_space, local._products, local._catalogue_read, local._install_packages, local._image_token, local._images)

  # What the execution roles of each persona's members carry; modules/studio makes the roles.
  _execution_policies = { for persona in local._studio_personas : persona => concat(
    local._guards,
    contains(local._pipeline_personas, persona) ? [] : ["guard-pipelines"],
    ["studio-common", "observe", "work-${replace(persona, "_", "-")}"],
  ) }
}
