"""The script that every app starts with: what it holds, and what it does when it runs."""

from __future__ import annotations

import ast
import base64
import re
import subprocess
from pathlib import Path

import pytest

from harness import lifecycle
from harness.examples import plan_case, plan_examples
from mlplatform.gate.ml import scripts

FORM = "a_form_to_ask_for_packages"
PARTS = sorted(path.name for path in lifecycle.FOLDER.iterdir())
SETTINGS = {
    "CODEARTIFACT_DOMAIN": "bank",
    "CODEARTIFACT_OWNER": "777788889999",
    "CODEARTIFACT_REGION": "eu-west-2",
    "CODEARTIFACT_REPOSITORY": "approved-python",
}


def planned(module: str, app: str) -> str:
    """The script as SageMaker gets it."""
    plan = plan_case("studio", FORM) if module == FORM else plan_examples("studio")
    config = plan.one("aws_sagemaker_studio_lifecycle_config", module=module, index=app)
    return base64.b64decode(config.values["studio_lifecycle_config_content"]).decode()


@pytest.mark.parametrize("app", ["JupyterLab", "CodeEditor"])
@pytest.mark.parametrize("module", ["minimal", "team", FORM])
def test_script_is_filled_in_and_fits(module: str, app: str) -> None:
    text = planned(module, app)
    for value in SETTINGS.values():
        assert f'="{value}"' in text
    assert not re.search(r"CODEARTIFACT_|PACKAGE_REQUEST_URL|\$\{[A-Z]+\}", text)
    assert "\r" not in text
    assert text.startswith("#!/bin/bash\n")
    assert len(base64.b64encode(text.encode())) <= 16384


def test_the_form_to_ask_with_is_in_it_where_there_is_one() -> None:
    asked = "https://git.bank.example/ml-platform/actions/workflows/request.yml"
    assert f"page='{asked}'\n" in planned(FORM, "JupyterLab")
    assert "page=''\n" in planned("minimal", "JupyterLab")


@pytest.mark.control("SM-11")
@pytest.mark.parametrize("module", ["minimal", FORM])
def test_the_gate_finds_nothing_in_the_script_with_all_that_it_writes(module: str) -> None:
    assert list(scripts.read(planned(module, "JupyterLab"))) == []


@pytest.mark.control("SM-11")
@pytest.mark.parametrize("name", PARTS)
def test_script_names_no_address_and_no_secret(name: str) -> None:
    text = (lifecycle.FOLDER / name).read_text()
    addresses = re.findall(r"https?://[^\s'\"]+", text)
    assert addresses == []
    assert not re.search(r"AKIA|ASIA|aws_secret|password|BEGIN [A-Z ]*KEY", text)
    assert not re.search(r"\b(curl|wget|pypi\.org|conda|sudo|eval)\b", text)


def test_what_it_is_made_of_is_sound(tmp_path: Path) -> None:
    subprocess.run(["/bin/bash", "-n", str(lifecycle.script(tmp_path))], check=True)
    for name in ("why.sh", "prompt.sh"):  # a login shell may be one that knows less than bash
        subprocess.run(["/bin/sh", "-n", str(lifecycle.FOLDER / name)], check=True)
    ast.parse((lifecycle.FOLDER / "notebook.py").read_text(), feature_version=(3, 8))
