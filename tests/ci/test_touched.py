"""What a push to main calls for: requests to scan before they are published, images to build, recalls to carry out."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from images.conftest import DIGEST, Folder
from mlplatform import cli, cli_ci
from mlplatform.ci import images, matrix, packages
from mlplatform.images import definition
from packages.records import ASKS, FIRST, NOON, TODAY, Book, recall, request, version

SIX = "environments/shared/packages/requests/six-1.17.0.yaml"


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr(sys, "argv", ["mlp", "ci", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code in (0, None)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "images")


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """six and pandas are live, numpy has one approval; paths are told from the repository on."""
    book = Book.made(tmp_path / "repository")
    monkeypatch.setattr("mlplatform.use_cases.schema.REPOSITORY", book.top)
    book.settled()
    book.settled(request(version("pandas", "2.2.3"), version("six", "1.17.0")))
    book.settled(request(version("numpy", "2.1.0")), FIRST)
    return book


def test_what_came_and_is_live_is_scanned_before_it_is_published(filled: Book) -> None:
    numpy = SIX.replace("six-1.17.0", "numpy-2.1.0")
    assert packages.touched(filled.records, TODAY, {SIX, numpy, "README.md"}) == ["six==1.17.0"]
    assert packages.touched(filled.records, TODAY, set()) == []
    assert packages.touched(filled.records, TODAY + timedelta(days=365), {SIX}) == []


def test_all_that_is_live_is_scanned_where_nobody_knows_what_was(filled: Book) -> None:
    """Before the first run that ended well, and where the policy may have made live what was not."""
    for changed in (None, {"environments/shared/packages/policy.yaml"}):
        assert packages.touched(filled.records, TODAY, changed) == ["pandas==2.2.3", "six==1.17.0"]


def test_every_recall_is_carried_out_under_the_name_of_who_wrote_it(filled: Book) -> None:
    assert packages.recalls(filled.records) == []
    filled.records.write_recall(recall("six==1.17.0"))
    assert packages.recalls(filled.records) == [("six==1.17.0", ASKS)]
    assert packages.touched(filled.records, TODAY, {SIX}) == []  # for good, so that nothing of it is scanned


def test_the_commands_say_one_a_line(
    filled: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled.records.write_recall(recall("wheel==0.1"))
    monkeypatch.setattr(cli_ci, "Records", lambda: filled.records)
    monkeypatch.setattr(cli_ci, "time_now", lambda: NOON)
    run(monkeypatch, "requests", "--base", "")
    run(monkeypatch, "recalls")
    assert capsys.readouterr().out == f"pandas==2.2.3\nsix==1.17.0\nwheel==0.1 {ASKS}\n"


@pytest.mark.parametrize(
    ("changed", "built"),
    [
        (["base/Containerfile"], ["base"]),
        (["base/requirements.txt", "base/digest"], ["base", "training"]),
        (["training/image.yaml"], ["training"]),
        # A digest puts a build in use: what is built from that image follows, the image itself does not.
        (["base/digest"], ["training"]),
        (["training/digest"], []),
        (["python/digest"], ["base"]),
        (["python/image.yaml"], []),
        (["README.md"], []),
    ],
)
def test_an_image_is_built_for_a_file_of_its_own_or_another_base(
    folder: Folder, changed: list[str], built: list[str]
) -> None:
    folder.write("training/image.yaml", "purpose: What jobs run\npython: '3.11'\nfrom: base\n")
    folder.write("training/Containerfile", (definition.IMAGES / "training" / "Containerfile").read_text())
    files = {str(folder.path / name) for name in changed}
    assert images.touched(files, folder.images().values()) == built


@pytest.mark.parametrize("ready", [False, True])
def test_an_image_that_waits_is_told_of_and_not_built(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ready: bool
) -> None:
    if ready:
        folder.write("python/digest", DIGEST)
        folder.write("base/requirements.txt", "")
    monkeypatch.setattr(definition, "IMAGES", folder.path)
    monkeypatch.setattr(matrix, "changed_since", lambda _: [str(folder.path / "base/Containerfile")])
    run(monkeypatch, "images", "--base", "main", "--format", "github")
    said = capsys.readouterr()
    rows, any_ = said.out.splitlines()
    assert json.loads(rows.removeprefix("matrix=")) == {"include": [{"image": "base"}] if ready else []}
    assert any_ == f"any={json.dumps(ready)}"
    assert ("base: waits: python" in said.err) != ready
