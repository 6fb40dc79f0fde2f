output "build_role_arn" {
  description = "ARN of the role that builds and pushes images, for the variable IMAGES_ROLE_ARN of GitHub's environment `images`."
  value       = local._build_role_arn
  depends_on  = [aws_iam_role.build]
}

output "repository_arns" {
  description = "Image => ARN of its repository, known in the plan."
  value       = local._arns
  depends_on  = [aws_ecr_repository_policy.this]
}

output "repository_uris" {
  description = "Image => where it is pulled from; a digest follows, as @sha256:..., and never a tag."
  value       = { for image, name in local._names : image => "${local._host}/${name}" }
  depends_on  = [aws_ecr_repository_policy.this]
}
