# undecided: aws_sagemaker_studio_lifecycle_config.later, aws_sagemaker_studio_lifecycle_config.no_base64, aws_sagemaker_studio_lifecycle_config.unpacks, aws_sagemaker_studio_lifecycle_config.runs_a_variable, aws_sagemaker_studio_lifecycle_config.evaluates, aws_sagemaker_studio_lifecycle_config.runs_another_file, aws_sagemaker_studio_lifecycle_config.installs_by_a_file
resource "terraform_data" "later" {
  input = "pandas"
}

resource "aws_sagemaker_studio_lifecycle_config" "later" {
  studio_lifecycle_config_name     = "later"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("pip install ${terraform_data.later.output}")
}

resource "aws_sagemaker_studio_lifecycle_config" "no_base64" {
  studio_lifecycle_config_name     = "no-base64"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = "#!/bin/bash"
}

resource "aws_sagemaker_studio_lifecycle_config" "unpacks" {
  studio_lifecycle_config_name     = "unpacks"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    echo Y3VybCBodHRwczovL2V4YW1wbGUuY29tCg== | base64 -d > /tmp/x
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "runs_a_variable" {
  studio_lifecycle_config_name     = "runs-a-variable"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    TOOL=cu
    TOOL+=rl
    $TOOL https://example.com/x
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "evaluates" {
  studio_lifecycle_config_name     = "evaluates"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    eval "$SETUP"
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "runs_another_file" {
  studio_lifecycle_config_name     = "runs-another-file"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    nohup /home/sagemaker-user/setup.sh &
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "installs_by_a_file" {
  studio_lifecycle_config_name     = "installs-by-a-file"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    pip install -r requirements.txt
  EOT
  )
}
