# pass: aws_sagemaker_studio_lifecycle_config.quiet, aws_sagemaker_studio_lifecycle_config.uploads, aws_sagemaker_studio_lifecycle_config.sets_git_up, aws_sagemaker_studio_lifecycle_config.logs_in, aws_sagemaker_studio_lifecycle_config.asks_for_the_index, aws_sagemaker_studio_lifecycle_config.names_the_index, aws_sagemaker_studio_lifecycle_config.reads_a_secret, aws_sagemaker_notebook_instance_lifecycle_configuration.logs_in
resource "aws_sagemaker_studio_lifecycle_config" "quiet" {
  studio_lifecycle_config_name     = "quiet"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    set -eu
    # Do not curl anything here.
    mkdir -p "$HOME/work"
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "logs_in" {
  studio_lifecycle_config_name     = "logs-in"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    set -eu
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    pip install --quiet pandas==2.2.2
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "uploads" {
  studio_lifecycle_config_name     = "uploads"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws s3 cp "$HOME/.log" s3://bank-logs/studio/
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "sets_git_up" {
  studio_lifecycle_config_name     = "sets-git-up"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    git config --global pull.rebase true
    git config --global user.name "$USER"
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "asks_for_the_index" {
  studio_lifecycle_config_name     = "asks-for-the-index"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    set -eu
    token=$(aws codeartifact get-authorization-token --domain bank --query authorizationToken --output text)
    index=$(aws codeartifact get-repository-endpoint --domain bank --repository python --format pypi --query repositoryEndpoint --output text)
    printf '[global]\nindex-url = https://aws:%s@%ssimple/\n' "$token" "$${index#https://}" > "$HOME/.config/pip/pip.conf"
    pip install pandas
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "names_the_index" {
  studio_lifecycle_config_name     = "names-the-index"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    pip install --index-url https://bank-111122223333.d.codeartifact.eu-west-2.amazonaws.com/pypi/python/simple/ pandas
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "reads_a_secret" {
  studio_lifecycle_config_name     = "reads-a-secret"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    TOKEN=$(aws secretsmanager get-secret-value --secret-id git --query SecretString --output text)
    token_file="$HOME/.token"
    TOKEN_SECONDS=43200
  EOT
  )
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "logs_in" {
  name = "logs-in"
  on_start = base64encode(<<-EOT
    #!/bin/bash
    set -eu
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    pip install pandas
  EOT
  )
}
