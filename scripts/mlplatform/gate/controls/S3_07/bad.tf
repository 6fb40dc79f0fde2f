# fail: aws_s3_bucket.unseen
resource "aws_s3_bucket" "unseen" {
  bucket = "example-unseen"
}

resource "aws_cloudtrail" "of_one_bucket" {
  name           = "of-one-bucket"
  s3_bucket_name = "example-trail"

  event_selector {
    read_write_type = "All"

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::another/"]
    }
  }

  event_selector {
    read_write_type = "WriteOnly"

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
