# No way to the internet, and none to a network that has one. What nobody may make has no exception at all; what the
# network itself consists of is made by the deploy role. A job can then name no subnet but ours: there is no other VPC
# in its account, and none is shared with it. ORG-07.
locals {
  _ways_out = [
    "ec2:Accept*Peering*", "ec2:AcceptAddressTransfer", "ec2:AcceptTransitGateway*", "ec2:AcceptVpcEndpointConnections", "ec2:AdvertiseByoipCidr",
    "ec2:AllocateAddress", "ec2:AssociateAddress", "ec2:AssociateNatGatewayAddress", "ec2:Attach*Gateway", "ec2:Create*Gateway",
    "ec2:Create*Peering*", "ec2:CreateClientVpn*", "ec2:CreateDefault*", "ec2:CreateInstanceConnectEndpoint", "ec2:CreateLocalGateway*",
    "ec2:CreateTrafficMirror*", "ec2:CreateTransitGateway*", "ec2:CreateVerifiedAccess*", "ec2:CreateVpcBlockPublicAccessExclusion",
    "ec2:CreateVpcEndpointServiceConfiguration", "ec2:CreateVpn*", "ec2:EnableAddressTransfer", "ec2:EnableVgwRoutePropagation",
    "ec2:ModifyVpcBlockPublicAccessExclusion", "ec2:ModifyVpcEndpointService*", "ec2:ProvisionByoipCidr",
    "lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig",
  ]

  # Shared with everybody, or with any account that one names.
  _shared_out = [
    "ec2:ModifyFpgaImageAttribute", "ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute", "ecr:CreatePullThroughCacheRule",
    "ram:AcceptResourceShareInvitation", "rds:ModifyDB*SnapshotAttribute", "ssm:ModifyDocumentPermission",
  ]

  # Services that answer the internet, or join networks; the platform uses none of them.
  _doors = [for service in [
    "amplify", "apigateway", "apprunner", "appsync", "cloudfront", "directconnect", "ecr-public", "elasticbeanstalk", "elasticloadbalancing",
    "globalaccelerator", "lightsail", "networkmanager", "route53domains", "transfer", "vpc-lattice",
  ] : "${service}:*"]

  _network_writes = [
    "ec2:CreateFleet", "ec2:CreateNetworkAcl*", "ec2:CreateRoute*", "ec2:CreateSubnet", "ec2:CreateVpc", "ec2:CreateVpcEndpoint",
    "ec2:DeleteNetworkAcl*", "ec2:Disable*BlockPublicAccess", "ec2:DisableEbsEncryptionByDefault", "ec2:ModifySubnetAttribute",
    "ec2:ModifyVpcAttribute", "ec2:ModifyVpcBlock*", "ec2:ReplaceRoute*", "ec2:RequestSpot*", "ec2:RunInstances", "events:PutPermission",
    "iam:AddClientIDToOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider", "iam:CreateSAMLProvider", "iam:Update*Provider*", "logs:PutAccountPolicy", "logs:PutDelivery*", "logs:PutDestination*",
    "logs:PutResourcePolicy", "logs:PutSubscriptionFilter", "ram:AssociateResourceShare", "route53resolver:Delete*",
    "route53resolver:Disassociate*", "s3:PutAccountPublicAccessBlock", "servicecatalog:CreatePortfolioShare",
  ]

  # What is there is mended by hand in an emergency. It opens nothing: routes and gateways are above.
  _mends = ["ec2:ModifyVpcEndpoint", "ec2:ReplaceNetworkAcl*", "route53resolver:Update*", "sagemaker:UpdateDomain"]

  _network = [
    { sid = "DenyWaysOut", actions = local._ways_out, resources = ["*"] },                                                # ORG-07
    { sid = "DenySharing", actions = local._shared_out, resources = ["*"] },                                              # ORG-07
    { sid = "DenyDoors", actions = local._doors, resources = ["*"] },                                                     # ORG-07
    { sid = "DenyNetworkWrites", actions = local._network_writes, resources = ["*"], conditions = local._except_deploy }, # ORG-07
    { sid = "DenyMends", actions = local._mends, resources = ["*"], conditions = local._except_operators },               # ORG-07
    {
      sid        = "DenyExternalShares", actions = ["ram:CreateResourceShare", "ram:UpdateResourceShare"], resources = ["*"]
      conditions = [{ test = "Bool", variable = "ram:RequestedAllowsExternalPrincipals", values = ["true"] }]
    },
    {
      sid        = "DenyPublicFunctions", actions = ["lambda:AddPermission"], resources = ["*"]
      conditions = [{ test = "StringEquals", variable = "lambda:Principal", values = ["*"] }]
    },
  ]
}
