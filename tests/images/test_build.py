"""What the program that builds is asked for, with which secret, and what is refused before it is asked.

No container is made here: the program is a stand-in that writes down what it was given. What a build does inside, the
step of pip, is run for real in ``test_pip_step.py``.
"""

from __future__ import annotations

import base64
import configparser
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from images.conftest import DIGEST, Folder
from local_aws.package_tools import Bank
from mlplatform.errors import BadInput, PlatformError, ToolMissing
from mlplatform.images import build, registry, tool
from mlplatform.use_cases.model import Platform

COMMIT = "1234567890abcdef1234567890abcdef12345678"
TOOLS = pytest.mark.parametrize("name", tool.TOOLS)
STAND_IN = """#!{python}
import json, pathlib, sys
words = sys.argv[1:]
told = {{"words": words, "given": sys.stdin.read() if "--password-stdin" in words else ""}}
for word in words:
    if word.startswith("id=pip.conf,src="):
        path = pathlib.Path(word.partition("src=")[2])
        told |= {{"secret": path.read_text(), "mode": oct(path.stat().st_mode & 0o777)}}
with open({log!r}, "a") as log:
    log.write(json.dumps(told) + "\\n")
sys.exit({ends})
"""


class Program:
    """A stand-in for a program that builds, and what it was asked."""

    def __init__(self, folder: Path, name: str, ends: int = 0) -> None:
        self.log, self.path = folder / f"{name}.log", folder / "bin" / name
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(STAND_IN.format(python=sys.executable, log=str(self.log), ends=ends))
        self.path.chmod(0o755)

    def asked(self) -> list[dict[str, Any]]:
        """Each call."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture(name="ready")
def _ready(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """An image that nothing is missing of, and a PATH with nothing but the stand-ins."""
    folder.write("python/digest", DIGEST)
    folder.write("base/requirements.txt", "")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(build, "committed", lambda: COMMIT)
    return folder


def built(folder: Folder, platform: Platform, bank: Bank, push: bool = False) -> str:
    """Build ``base``."""
    images = folder.images()
    return build.build(images["base"], images["python"], platform, bank.aws.client, push)


@TOOLS
def test_it_is_built_on_a_base_by_digest_and_labelled_with_what_it_was_made_of(
    name: str, ready: Folder, platform: Platform, bank: Bank, tmp_path: Path
) -> None:
    program = Program(tmp_path, name)
    tag = built(ready, platform, bank)
    host = f"{bank.owner}.dkr.ecr.eu-west-2.amazonaws.com"
    assert tag == f"{host}/bank-mlp/base:build-1234567890ab"
    sign_in, asked = program.asked()
    words = asked["words"]
    given = {words[i + 1] for i, word in enumerate(words) if word == "--build-arg"}
    assert given == {
        f"BASE={host}/bank-mlp/python@{DIGEST}",
        f"GIT_COMMIT={COMMIT}",
        "LOCK_SHA256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",  # of an empty file
    }
    assert {"build", "--no-cache", "--pull", tag, str(ready.path / "base")} <= set(words)
    assert host in sign_in["words"]
    assert sign_in["given"]
    assert sign_in["given"] not in " ".join(sign_in["words"])


@TOOLS
def test_the_token_is_in_a_file_for_the_build_alone(
    name: str, ready: Folder, platform: Platform, bank: Bank, tmp_path: Path
) -> None:
    program = Program(tmp_path, name)
    built(ready, platform, bank)
    asked = program.asked()[-1]
    said = configparser.RawConfigParser()
    said.read_string(asked["secret"])
    index = said["global"]["index-url"]
    assert index.startswith("http://aws:")
    assert index.endswith("/pypi/approved/simple/")
    token = index.removeprefix("http://aws:").partition("@")[0]
    assert asked["mode"] == "0o600"
    (secret,) = [word for word in asked["words"] if word.startswith("id=pip.conf")]
    assert token not in " ".join(asked["words"])
    assert not Path(secret.partition("src=")[2]).exists()  # gone with the build
    assert not Path(secret.partition("src=")[2]).is_relative_to(ready.path)  # and never in the context


@TOOLS
def test_the_sign_in_to_the_registry_is_kept_for_the_build_alone(
    name: str, ready: Folder, platform: Platform, bank: Bank, tmp_path: Path
) -> None:
    program = Program(tmp_path, name)
    built(ready, platform, bank, push=True)
    sign_in, _, push = program.asked()
    kept = [word.removeprefix("--authfile=") for word in sign_in["words"] if word.startswith("--authfile=")]
    place = Path(kept[0]).parent if kept else Path(sign_in["words"][sign_in["words"].index("--config") + 1])
    assert not place.exists()
    assert push["words"][-1].endswith("/bank-mlp/base:build-1234567890ab")


def test_nothing_is_pushed_unless_it_is_asked_for(
    ready: Folder, platform: Platform, bank: Bank, tmp_path: Path
) -> None:
    program = Program(tmp_path, "docker")
    built(ready, platform, bank)
    assert not [asked for asked in program.asked() if "push" in asked["words"]]


def test_without_a_program_that_builds_it_ends_with_3(ready: Folder, platform: Platform, bank: Bank) -> None:
    with pytest.raises(ToolMissing, match="install one of docker, podman, buildah") as caught:
        built(ready, platform, bank)
    assert caught.value.exit_code == 3


def test_a_build_that_fails_is_said(ready: Folder, platform: Platform, bank: Bank, tmp_path: Path) -> None:
    Program(tmp_path, "podman", ends=125)
    with pytest.raises(PlatformError, match="podman login ended with 125; what it said stands above"):
        built(ready, platform, bank)


def test_a_base_without_a_digest_is_refused(
    ready: Folder, platform: Platform, bank: Bank, tmp_path: Path
) -> None:
    Program(tmp_path, "docker")
    (ready.path / "python" / "digest").unlink()
    with pytest.raises(
        BadInput, match="python/digest: is not there; write down what mlp images digest python"
    ):
        built(ready, platform, bank)


def test_what_is_not_committed_is_not_built(tmp_path: Path) -> None:
    git = shutil.which("git")
    assert git

    def run(*words: str) -> None:
        said = ["-c", "user.name=x", "-c", "user.email=x@bank.example"]
        subprocess.run([git, *said, *words], cwd=tmp_path, check=True, capture_output=True)

    run("init")
    (tmp_path / "one").write_text("1")
    run("add", ".")
    run("commit", "-m", "one")
    commit = build.committed(tmp_path)
    assert len(commit) == 40
    (tmp_path / "two").write_text("2")
    with pytest.raises(BadInput, match="1 changes are not committed, two the first"):
        build.committed(tmp_path)
    with pytest.raises(BadInput, match="git status: "):
        build.committed(Path(os.sep))


class TestDigest:
    """The digest is what the registry says, of a tag or of the newest."""

    @pytest.fixture(name="ecr")
    def _ecr(self, bank: Bank) -> Any:
        ecr = bank.aws.client("ecr")
        ecr.create_repository(repositoryName="bank-mlp/base")
        return ecr

    @staticmethod
    def push(ecr: Any, tag: str, body: str) -> str:
        """Push something."""
        layer = {
            "mediaType": "application/vnd.oci.image.layer.v1.tar",
            "size": 1,
            "digest": f"sha256:{body * 64}",
        }
        manifest = {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": layer,
            "layers": [layer],
        }
        pushed = ecr.put_image(
            repositoryName="bank-mlp/base", imageManifest=json.dumps(manifest), imageTag=tag
        )
        return str(pushed["image"]["imageId"]["imageDigest"])

    def test_of_a_tag_and_of_the_newest(self, ecr: Any, folder: Folder, platform: Platform) -> None:
        base = folder.images()["base"]
        first = self.push(ecr, "build-1", "a")
        time.sleep(1.1)  # ECR tells seconds
        second = self.push(ecr, "build-2", "b")
        assert registry.digest(ecr, base, platform, "build-1") == first
        assert registry.digest(ecr, base, platform) == second
        folder.write("base/digest", f"{first}\n")
        assert registry.pinned(folder.images()["base"], platform).endswith(f"/bank-mlp/base@{first}")

    def test_of_two_that_came_at_once_none_is_guessed(
        self, ecr: Any, folder: Folder, platform: Platform
    ) -> None:
        time.sleep(1 - time.time() % 1)
        for tag, body in (("build-1", "a"), ("build-2", "b")):
            self.push(ecr, tag, body)
        with pytest.raises(BadInput, match="2 images came in one second; say which one with --tag"):
            registry.digest(ecr, folder.images()["base"], platform)

    def test_of_nothing(self, ecr: Any, folder: Folder, platform: Platform) -> None:
        images = folder.images()
        with pytest.raises(BadInput, match="bank-mlp/base: holds no image yet"):
            registry.digest(ecr, images["base"], platform)
        self.push(ecr, "build-1", "a")
        with pytest.raises(BadInput, match='has no image "build-2"; allowed: build-1'):
            registry.digest(ecr, images["base"], platform, "build-2")
        with pytest.raises(
            BadInput, match="bank-mlp/python: there is no such repository; mlp platform apply"
        ):
            registry.digest(ecr, images["python"], platform)


def test_the_registrys_password_is_that_of_its_user_aws(bank: Bank) -> None:
    ecr = bank.aws.client("ecr")
    (said,) = ecr.get_authorization_token()["authorizationData"]
    assert base64.b64decode(said["authorizationToken"]).decode() == f"AWS:{build.password(ecr)}"
