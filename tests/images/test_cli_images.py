"""``mlp images``, as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from images.conftest import DIGEST, Folder
from local_aws.package_tools import Bank
from mlplatform import aws, cli_images
from mlplatform.errors import Findings, PlatformError
from mlplatform.images import definition, registry
from mlplatform.paths import REPOSITORY
from mlplatform.use_cases import load
from mlplatform.use_cases.model import Platform


def mlp(*words: str, work: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mlplatform.cli", "images", *words],
        cwd=REPOSITORY / "scripts",
        env=dict(os.environ) | {"MLP_WORK_DIR": str(work), "AWS_EC2_METADATA_DISABLED": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def test_it_lists_every_image_in_the_order_in_which_they_are_built(tmp_path: Path) -> None:
    run = mlp("list", "--json", work=tmp_path)
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert [each["image"] for each in said] == list(definition.every())
    assert {each["image"]: each["from"] for each in said}["training"] == "base"


def test_our_own_images_hold(tmp_path: Path) -> None:
    run = mlp("check", "--json", work=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert {each["image"]: each["findings"] for each in json.loads(run.stdout)} == {
        name: [] for name in definition.every()
    }


def test_an_unknown_image_is_one_line_and_2(tmp_path: Path) -> None:
    run = mlp("check", "nope", work=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f'mlp: NAME: is "nope"; allowed: {", ".join(sorted(definition.every()))}\n'


@pytest.fixture(name="here")
def _here(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The command, with another folder of images."""
    monkeypatch.setattr(definition, "IMAGES", folder.path)
    return folder


def test_a_finding_is_shown_and_ends_with_1(here: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.path / "base" / "Containerfile"
    path.write_text(path.read_text() + "ENV HTTPS_PROXY=x\n")
    with pytest.raises(Findings, match=r"^1 finding$"):
        cli_images.check_command("base")
    said = capsys.readouterr().out
    assert "base: 1 finding\n" in said
    assert "ENV HTTPS_PROXY: steers where programs go to fetch" in said


def test_what_does_not_hold_or_waits_is_not_built(here: Folder) -> None:
    with pytest.raises(Findings, match=r"^base: python, which it is built from, has no digest yet$"):
        cli_images.build_command("base")
    here.write("python/digest", DIGEST)
    with pytest.raises(Findings, match=r"^base: it has no lock yet"):
        cli_images.build_command("base")
    with pytest.raises(PlatformError, match=r"^python: is a copy of Python; nothing is built$"):
        cli_images.build_command("python")


def test_a_digest_is_said_and_written_where_a_pull_request_puts_it_in_use(
    here: Folder,
    bank: Bank,
    platform: Platform,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(load, "platform", lambda: platform)
    monkeypatch.setattr(aws, "own_client", lambda service, **_: bank.aws.client(service))
    monkeypatch.setattr(registry, "digest", lambda *_: DIGEST)
    cli_images.digest_command("base")
    assert not (here.path / "base" / "digest").exists()
    cli_images.digest_command("base", write=True)
    assert here.images()["base"].digest == DIGEST
    assert capsys.readouterr().out == f"{DIGEST}\n" * 2


def test_names_are_those_of_the_platform() -> None:
    platform = load.platform()
    uri = registry.uri(definition.one("training"), platform)
    assert uri == "999988887777.dkr.ecr.eu-west-2.amazonaws.com/bank-mlp/training"
