# fail: aws_sagemaker_studio_lifecycle_config.curls, aws_sagemaker_studio_lifecycle_config.pipes_into_a_shell, aws_sagemaker_studio_lifecycle_config.splits_the_word, aws_sagemaker_studio_lifecycle_config.escapes_the_word, aws_sagemaker_studio_lifecycle_config.breaks_the_line, aws_sagemaker_studio_lifecycle_config.clones, aws_sagemaker_studio_lifecycle_config.from_the_public_index, aws_sagemaker_studio_lifecycle_config.from_an_extra_index, aws_sagemaker_studio_lifecycle_config.by_address, aws_sagemaker_studio_lifecycle_config.configures_a_public_index, aws_sagemaker_studio_lifecycle_config.looks_like_codeartifact, aws_sagemaker_studio_lifecycle_config.from_the_system, aws_sagemaker_studio_lifecycle_config.from_conda, aws_sagemaker_studio_lifecycle_config.installs_before_it_logs_in, aws_sagemaker_studio_lifecycle_config.by_a_tool_that_the_login_is_not_for, aws_sagemaker_studio_lifecycle_config.by_an_index_in_a_variable, aws_sagemaker_studio_lifecycle_config.from_s3_with_options, aws_sagemaker_studio_lifecycle_config.from_s3, aws_sagemaker_studio_lifecycle_config.from_python, aws_sagemaker_studio_lifecycle_config.by_a_device, aws_sagemaker_studio_lifecycle_config.an_extension, aws_sagemaker_studio_lifecycle_config.an_access_key, aws_sagemaker_studio_lifecycle_config.a_password, aws_sagemaker_studio_lifecycle_config.a_secret_in_a_comment, aws_sagemaker_studio_lifecycle_config.a_password_in_an_address, aws_sagemaker_notebook_instance_lifecycle_configuration.installs_at_creation, aws_sagemaker_notebook_instance_lifecycle_configuration.fetches_at_start
resource "aws_sagemaker_studio_lifecycle_config" "curls" {
  studio_lifecycle_config_name     = "curls"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    curl -sSf https://example.com/tool -o /tmp/tool
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "pipes_into_a_shell" {
  studio_lifecycle_config_name     = "pipes-into-a-shell"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    wget -qO- https://example.com/setup.sh | sudo bash
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "splits_the_word" {
  studio_lifecycle_config_name     = "splits-the-word"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    c''url -s https://example.com/x
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "escapes_the_word" {
  studio_lifecycle_config_name     = "escapes-the-word"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    \wget https://example.com/x
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "breaks_the_line" {
  studio_lifecycle_config_name     = "breaks-the-line"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    /usr/bin/cu\
    rl https://example.com/x
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "clones" {
  studio_lifecycle_config_name     = "clones"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    git -C /tmp clone https://example.com/tools.git
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_the_public_index" {
  studio_lifecycle_config_name     = "from-the-public-index"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    pip install pandas
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_an_extra_index" {
  studio_lifecycle_config_name     = "from-an-extra-index"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    pip install --extra-index-url https://example.com/simple pandas
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "by_address" {
  studio_lifecycle_config_name     = "by-address"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    pip install https://example.com/tool-1.0-py3-none-any.whl
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "configures_a_public_index" {
  studio_lifecycle_config_name     = "configures-a-public-index"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    pip config set global.index-url https://index.example.com/simple
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "looks_like_codeartifact" {
  studio_lifecycle_config_name     = "looks-like-codeartifact"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    pip install --index-url https://bank.d.codeartifact.eu-west-2.amazonaws.com.example.com/simple pandas
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_the_system" {
  studio_lifecycle_config_name     = "from-the-system"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    sudo yum -y install jq
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_conda" {
  studio_lifecycle_config_name     = "from-conda"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    conda install -y -c conda-forge xgboost
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "installs_before_it_logs_in" {
  studio_lifecycle_config_name     = "installs-before-it-logs-in"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    pip install pandas
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "by_a_tool_that_the_login_is_not_for" {
  studio_lifecycle_config_name     = "by-a-tool-that-the-login-is-not-for"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    npm install left-pad
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "by_an_index_in_a_variable" {
  studio_lifecycle_config_name     = "by-an-index-in-a-variable"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws codeartifact login --tool pip --domain bank --domain-owner 111122223333 --repository python
    PIP_INDEX_URL=https://index.example.com/simple pip install pandas
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_s3_with_options" {
  studio_lifecycle_config_name     = "from-s3-with-options"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws s3 cp --recursive s3://tools/ /tmp/tools
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_s3" {
  studio_lifecycle_config_name     = "from-s3"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    aws s3 cp s3://tools/setup.sh /tmp/setup.sh
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "from_python" {
  studio_lifecycle_config_name     = "from-python"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    python -c 'import urllib.request as u; u.urlopen("https://example.com")'
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "by_a_device" {
  studio_lifecycle_config_name     = "by-a-device"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    exec 3<>/dev/tcp/198.51.100.7/443
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "an_extension" {
  studio_lifecycle_config_name     = "an-extension"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    code-editor --install-extension someone.something
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "an_access_key" {
  studio_lifecycle_config_name     = "an-access-key"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    export AWS_ACCESS_KEY_ID=${join("", ["AKIA", "IOSFODNN7EXAMPLE"])}
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "a_password" {
  studio_lifecycle_config_name     = "a-password"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    export DB_PASSWORD='correct-horse'
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "a_secret_in_a_comment" {
  studio_lifecycle_config_name     = "a-secret-in-a-comment"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    # password: correct-horse
  EOT
  )
}

resource "aws_sagemaker_studio_lifecycle_config" "a_password_in_an_address" {
  studio_lifecycle_config_name     = "a-password-in-an-address"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content = base64encode(<<-EOT
    #!/bin/bash
    export PROXY=http://u100001:correcthorse@proxy.bank.example:3128
  EOT
  )
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "installs_at_creation" {
  name = "installs-at-creation"
  on_create = base64encode(<<-EOT
    #!/bin/bash
    pip install pandas
  EOT
  )
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "fetches_at_start" {
  name = "fetches-at-start"
  on_start = base64encode(<<-EOT
    #!/bin/bash
    curl https://example.com/x
  EOT
  )
}
