output "bucket_arn" {
  description = "ARN of the state bucket, known in the plan."
  value       = local._bucket_arn
  depends_on  = [aws_s3_bucket_policy.this]
}

output "bucket_name" {
  description = "Name of the state bucket."
  value       = aws_s3_bucket.this.bucket
}

output "kms_key_arn" {
  description = "ARN of the key that encrypts state."
  value       = aws_kms_key.this.arn
}
