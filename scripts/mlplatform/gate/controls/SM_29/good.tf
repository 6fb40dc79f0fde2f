# pass: aws_sagemaker_data_quality_job_definition.in_new_subnet, aws_sagemaker_data_quality_job_definition.in_approved_subnet
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "jobs" {
  name   = "jobs"
  vpc_id = aws_vpc.this.id
}

resource "aws_sagemaker_data_quality_job_definition" "in_new_subnet" {
  role_arn = "arn:aws:iam::111122223333:role/monitor"

  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/monitor:1"
  }

  data_quality_job_input {
    endpoint_input {
      endpoint_name = "score"
    }
  }

  data_quality_job_output_config {
    monitoring_outputs {
      s3_output {
        s3_uri = "s3://credit-monitoring/out"
      }
    }
  }

  job_resources {
    cluster_config {
      instance_count    = 1
      instance_type     = "ml.m5.large"
      volume_size_in_gb = 20
    }
  }

  network_config {
    enable_network_isolation = true

    vpc_config {
      subnets            = [aws_subnet.private.id]
      security_group_ids = [aws_security_group.jobs.id]
    }
  }
}

resource "aws_sagemaker_data_quality_job_definition" "in_approved_subnet" {
  role_arn = "arn:aws:iam::111122223333:role/monitor"

  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-2.amazonaws.com/monitor:1"
  }

  data_quality_job_input {
    endpoint_input {
      endpoint_name = "score"
    }
  }

  data_quality_job_output_config {
    monitoring_outputs {
      s3_output {
        s3_uri = "s3://credit-monitoring/out"
      }
    }
  }

  job_resources {
    cluster_config {
      instance_count    = 1
      instance_type     = "ml.m5.large"
      volume_size_in_gb = 20
    }
  }

  network_config {
    enable_network_isolation = true

    vpc_config {
      subnets            = ["subnet-33334444"]
      security_group_ids = ["sg-33334444"]
    }
  }
}
