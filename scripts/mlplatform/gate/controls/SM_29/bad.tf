# fail: aws_sagemaker_data_quality_job_definition.without_network_config, aws_sagemaker_data_quality_job_definition.isolated_outside_the_vpc, aws_sagemaker_data_quality_job_definition.foreign_subnet
resource "aws_sagemaker_data_quality_job_definition" "without_network_config" {
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

}

resource "aws_sagemaker_data_quality_job_definition" "isolated_outside_the_vpc" {
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
  }
}

resource "aws_sagemaker_data_quality_job_definition" "foreign_subnet" {
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
      subnets            = ["subnet-33334444", "subnet-99998888"]
      security_group_ids = ["sg-33334444"]
    }
  }
}
