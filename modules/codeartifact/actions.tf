# What can be done with packages, by kind. Written out, for a pattern would take in what AWS adds.
locals {
  # Asked of a repository, and of a package in it.
  _read_repository = [
    "codeartifact:DescribeRepository",
    "codeartifact:GetRepositoryEndpoint",
    "codeartifact:ListPackages",
    "codeartifact:ReadFromRepository",
  ]
  _read_package = [
    "codeartifact:DescribePackage",
    "codeartifact:DescribePackageVersion",
    "codeartifact:GetPackageVersionAsset",
    "codeartifact:GetPackageVersionReadme",
    "codeartifact:ListPackageVersionAssets",
    "codeartifact:ListPackageVersionDependencies",
    "codeartifact:ListPackageVersions",
  ]

  _copy      = ["codeartifact:CopyPackageVersions"]
  _publish   = ["codeartifact:PublishPackageVersion", "codeartifact:PutPackageMetadata"]
  _take_away = ["codeartifact:DeletePackageVersions", "codeartifact:DisposePackageVersions", "codeartifact:UpdatePackageVersionsStatus"]

  # Whoever sets a repository up describes it, and comes to no package.
  _contents = concat([for action in local._read_repository : action if action != "codeartifact:DescribeRepository"], local._read_package)
  _changes  = concat(local._copy, local._publish, local._take_away, ["codeartifact:DeletePackage"])

  # What would lead to other packages than those that were brought: a public source, or a repository below.
  _connect = "codeartifact:AssociateExternalConnection"
  _lend    = "codeartifact:AssociateWithDownstreamRepository"
}
