"""From a package to production: CodeArtifact, CodeBuild, CodePipeline, Service Catalog, promotion."""
