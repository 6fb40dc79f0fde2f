output "bucket_arns" {
  description = "Kind (`artifacts`, `data`) => ARN of the bucket; handed out once its fences stand."
  value       = local._bucket_arns
  depends_on  = [aws_s3_bucket_policy.this]
}

output "bucket_names" {
  description = "Kind (`artifacts`, `data`) => name of the bucket, known in the plan."
  value       = local._bucket_names
  depends_on  = [aws_s3_bucket_policy.this]
}
