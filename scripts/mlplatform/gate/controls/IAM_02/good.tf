# pass: aws_iam_policy.reader, aws_iam_role_policy.writer, aws_sqs_queue_policy.senders
# pass: aws_iam_role_policy.denies_whole
resource "aws_iam_role" "this" {
  name                 = "this"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
  })
}

# A ceiling gives nothing: it is not asked about.
resource "aws_iam_policy" "ceiling" {
  name = "ceiling"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "sagemaker:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "reader" {
  name = "reader"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject*", "s3:List*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.reader.arn
}

resource "aws_iam_role_policy" "writer" {
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::data/*" }]
  })
}

resource "aws_iam_role_policy" "denies_whole" {
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }]
  })
}

resource "aws_sqs_queue_policy" "senders" {
  queue_url = "https://sqs.eu-west-2.amazonaws.com/111122223333/jobs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-west-2:111122223333:jobs"
      Principal = { AWS = "arn:aws:iam::111122223333:role/sender" }
    }]
  })
}
