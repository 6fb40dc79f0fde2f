"""Terraform and its provider are found where people keep them; a miss says what to do and ends with 3."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mlplatform.errors import ToolMissing
from mlplatform.terraform import toolchain


def fake_terraform(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "terraform"
    script.write_text(f'#!/bin/sh\necho \'{{"terraform_version": "{version}"}}\'\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def fake_mirror(folder: Path) -> Path:
    (folder / toolchain.PROVIDER / toolchain.PROVIDER_VERSION / toolchain.host_platform()).mkdir(parents=True)
    return folder


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Terraform, no mirror and no configuration but what the test makes."""
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/bin")
    monkeypatch.delenv("TF_PROVIDER_MIRROR", raising=False)
    monkeypatch.delenv("TF_CLI_CONFIG_FILE", raising=False)


def test_takes_the_terraform_on_path_when_it_is_new_enough(tmp_path: Path) -> None:
    binary = fake_terraform(tmp_path / "bin", "1.12.1")
    found = toolchain.find()
    assert (found.binary, found.version) == (binary, "1.12.1")


@pytest.mark.parametrize("version", ["1.5.7", "2.0.0"])
def test_does_not_take_a_version_it_was_not_made_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    fake_terraform(tmp_path / "bin", version)
    monkeypatch.setattr(urllib.request, "urlopen", _no_network)
    with pytest.raises(ToolMissing, match=rf"is {version}; .*install Terraform 1.11.4") as missing:
        toolchain.find()
    assert missing.value.exit_code == 3
    assert "\n" not in str(missing.value)


def test_installs_the_pinned_release_when_its_checksum_is_the_published_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = _archive()
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: io.BytesIO(archive))
    monkeypatch.setitem(toolchain.SHA256, toolchain.host_platform(), hashlib.sha256(archive).hexdigest())
    found = toolchain.find()
    assert found.version == toolchain.PINNED
    assert found.binary.read_bytes().startswith(b"#!/bin/sh")


def test_refuses_a_release_with_another_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: io.BytesIO(_archive()))
    monkeypatch.setitem(toolchain.SHA256, toolchain.host_platform(), "0" * 64)
    with pytest.raises(ToolMissing, match=r"published is 000.*: not installed"):
        toolchain.find()


def test_takes_the_mirror_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_terraform(tmp_path / "bin", "1.11.4")
    monkeypatch.setenv("TF_PROVIDER_MIRROR", str(fake_mirror(tmp_path / "mirror")))
    config = toolchain.find().cli_config
    assert config is not None
    assert f'path    = "{tmp_path / "mirror"}"' in config.read_text()


def test_refuses_a_named_mirror_without_the_provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_terraform(tmp_path / "bin", "1.11.4")
    monkeypatch.setenv("TF_PROVIDER_MIRROR", str(tmp_path))
    with pytest.raises(ToolMissing, match=r"holds no .*hashicorp/aws 5.100.0"):
        toolchain.find()


def test_finds_terraforms_own_implied_mirror(tmp_path: Path) -> None:
    mirror = fake_mirror(tmp_path / "home/.terraform.d/plugins")
    assert toolchain.provider_mirror() == mirror


def test_leaves_provider_installation_to_the_persons_own_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_terraform(tmp_path / "bin", "1.11.4")
    monkeypatch.setattr(toolchain, "provider_mirror", lambda: None)
    own = tmp_path / "own.rc"
    own.write_text(
        'provider_installation {\n  network_mirror {\n    url = "https://mirror.example/"\n  }\n}\n'
    )
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(own))
    assert toolchain.find().cli_config == own


def test_a_configuration_that_is_not_there_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_terraform(tmp_path / "bin", "1.11.4")
    monkeypatch.setattr(toolchain, "provider_mirror", lambda: None)
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(tmp_path / "missing.rc"))
    found = toolchain.find()
    assert found.provider_source == "the public registry"
    assert found.environment()["TF_CLI_CONFIG_FILE"] == str(found.cli_config)


def test_keeps_what_misleads_terraform_out_of_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_terraform(tmp_path / "bin", "1.11.4")
    for name in ("AWS_CA_BUNDLE", "TF_WORKSPACE", "TF_CLI_ARGS", "TF_CLI_ARGS_plan"):
        monkeypatch.setenv(name, "x")
    environment = toolchain.find().environment()
    assert not {"AWS_CA_BUNDLE", "TF_WORKSPACE", "TF_CLI_ARGS", "TF_CLI_ARGS_plan"} & set(environment)


def _no_network(*_: Any, **__: Any) -> Any:
    raise urllib.error.URLError("no route to host")


def _archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        bundle.writestr("terraform", "#!/bin/sh\n")
    return buffer.getvalue()
