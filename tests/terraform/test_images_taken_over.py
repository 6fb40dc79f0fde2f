"""A Studio image and what hangs on it, which no use case here has: found, and taken over as it stands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mlplatform.local_aws import control
from mlplatform.paths import ENVIRONMENTS
from mlplatform.terraform import orphans, toolchain
from mlplatform.terraform.finders import Clients
from terraform.conftest import ACCOUNT

pytestmark = pytest.mark.slow

NAME, BASE = "bank-taken-over", f"{ACCOUNT}.dkr.ecr.eu-west-2.amazonaws.com/bank:1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/bank-credit-risk-dev-studio-images"
ROOT = f"""
terraform {{
  required_providers {{
    aws = {{
      source  = "hashicorp/aws"
      version = "5.100.0"
    }}
  }}
}}

provider "aws" {{
  region = "eu-west-2"
}}

resource "aws_sagemaker_image" "this" {{
  image_name = "{NAME}"
  role_arn   = "{ROLE}"
}}

resource "aws_sagemaker_image_version" "this" {{
  image_name = aws_sagemaker_image.this.image_name
  base_image = "{BASE}"
}}

resource "aws_sagemaker_app_image_config" "this" {{
  app_image_config_name = "{NAME}"

  jupyter_lab_image_config {{
    file_system_config {{
      default_gid = 100
      default_uid = 1000
      mount_path  = "/home/sagemaker-user"
    }}
  }}
}}
"""
PLANNED = {
    "aws_sagemaker_app_image_config": {"app_image_config_name": NAME},
    "aws_sagemaker_image": {"image_name": NAME},
    "aws_sagemaker_image_version": {"image_name": NAME, "base_image": BASE},
}


@pytest.fixture(name="made")
def _made(clients: Clients) -> None:
    """By boto3: the provider sleeps for a minute before it asks whether an image is there."""
    sagemaker = clients("sagemaker")
    sagemaker.create_image(ImageName=NAME, RoleArn=ROLE)
    sagemaker.create_image_version(ImageName=NAME, BaseImage=BASE, ClientToken="once")
    home = {"DefaultGid": 100, "DefaultUid": 1000, "MountPath": "/home/sagemaker-user"}
    sagemaker.create_app_image_config(
        AppImageConfigName=NAME, JupyterLabAppImageConfig={"FileSystemConfig": home}
    )


@pytest.mark.usefixtures("made")
def test_an_image_its_version_and_its_configuration_are_found_and_imported_as_they_stand(
    running: control.Running, clients: Clients, tmp_path: Path
) -> None:
    found = {type: orphans.find(type, values, clients) for type, values in PLANNED.items()}
    assert set(found.values()) == {NAME}
    imports = [f'import {{\n  to = {type}.this\n  id = "{id}"\n}}\n' for type, id in found.items()]
    (tmp_path / "main.tf").write_text(ROOT + "\n".join(imports))
    shutil.copy(ENVIRONMENTS / "dev" / ".terraform.lock.hcl", tmp_path)
    tools = toolchain.find()
    environment = running.environment(ACCOUNT).over({**os.environ, **tools.environment()})
    for words in (["init"], ["plan", "-json"]):
        ran = subprocess.run(
            [str(tools.binary), *words, "-input=false"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    (changes,) = (event["changes"] for event in said if event["type"] == "change_summary")
    assert (changes["import"], changes["add"], changes["remove"]) == (3, 0, 0), ran.stdout
