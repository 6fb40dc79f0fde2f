# undecided: aws_s3_bucket.locked_later, aws_s3_bucket.perhaps_of_a_trail
resource "terraform_data" "later" {
  input = "COMPLIANCE"
}

resource "aws_s3_bucket" "locked_later" {
  bucket = "bank-locked-later"
}

resource "aws_cloudtrail" "this" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.locked_later.bucket
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  bucket = aws_s3_bucket.locked_later.bucket

  rule {
    default_retention {
      mode  = terraform_data.later.output
      years = 2
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.locked_later.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.locked_later.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:Delete*", Resource = "arn:aws:s3:::bank-locked-later/*" }]
  })
}

resource "aws_s3_bucket" "perhaps_of_a_trail" {
  bucket = "bank-perhaps"
}

resource "aws_cloudtrail" "somewhere" {
  name           = "somewhere"
  s3_bucket_name = terraform_data.later.output
}
