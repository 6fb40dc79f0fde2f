output "bucket_arn" {
  description = "ARN of the use case's bucket for artifacts, known in the plan."
  value       = local._bucket_arn
  depends_on  = [aws_s3_bucket_policy.this]
}

output "bucket_name" {
  description = "Name of the use case's bucket for artifacts."
  value       = aws_s3_bucket.this.bucket
}
