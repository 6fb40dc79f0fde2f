"""`mlp bench packages`: a small closure goes the whole way, each part has its figures, and nothing is left."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mlplatform import cli_bench
from mlplatform.errors import PlatformError
from mlplatform.local_aws import control
from mlplatform.packages import bench, bench_world
from mlplatform.packages.bench import Figures, Part
from packages.wheels import PackageIndex

ORDER = [
    "request",
    "fill quarantine",
    "scan",
    "publish",
    "publish again",
    "lock",
    bench.OUTSIDE,
    bench.APPROVED,
    "verify",
    "verify --deep",
    "recall",
]


@dataclass
class Ran:
    """A run of the bench, and what was seen of it."""

    figures: Figures
    said: list[str]
    sizes: list[int]  # of the wheels
    started: list[control.Running]
    scratch: Path  # where temporary files go
    work: str | None  # MLP_WORK_DIR, afterwards


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """One run over three versions, one of which has a finding that is accepted."""
    scratch = tmp_path_factory.mktemp("scratch")
    started: list[control.Running] = []
    up = control.up

    def seen(*given: Any, **more: Any) -> control.Running:
        started.append(up(*given, **more))
        return started[-1]

    with PackageIndex(tmp_path_factory.mktemp("outside")) as index, pytest.MonkeyPatch.context() as patch:
        wheels = [
            index.add("frame", "2.0", requires=["cell>=1", "odd"]),
            index.add("cell", "1.5"),
            index.add("odd", "1.0", licence="AGPL-3.0-only"),
        ]
        patch.setattr(control, "up", seen)
        patch.setattr(tempfile, "tempdir", str(scratch))
        patch.setenv("TMPDIR", str(scratch))
        patch.setenv("MLP_WORK_DIR", "as-it-was")
        said: list[str] = []
        figures = bench.measure(said.append, "frame==2.0", index.url)
        sizes = [one.stat().st_size for one in wheels]
        yield Ran(figures, said, sizes, started, scratch, os.environ.get("MLP_WORK_DIR"))


def part(figures: Figures, name: str) -> Part:
    return next(one for one in figures.parts if one.name == name)


@pytest.mark.slow
def test_each_part_is_told_and_measured_in_its_turn(ran: Ran) -> None:
    assert [one.name for one in ran.figures.parts] == ORDER
    assert [one for one in ran.said if one in ORDER] == ORDER
    assert all(one.seconds > 0 for one in ran.figures.parts)


@pytest.mark.slow
def test_versions_files_bytes_and_findings_are_counted(ran: Ran) -> None:
    found, size = ran.figures, sum(ran.sizes)
    assert (found.requirement, found.versions, found.files, found.bytes) == ("frame==2.0", 3, 3, size)
    assert found.findings == 1  # a licence that is not on the policy's list
    assert {one.name: one.versions for one in found.parts} == dict.fromkeys(ORDER, 3) | {"recall": 1}
    moved = ("fill quarantine", "scan", "publish", bench.OUTSIDE, bench.APPROVED)
    assert {one.name: one.bytes for one in found.parts if one.bytes} == (
        dict.fromkeys(moved, size) | {"verify --deep": 2 * size}
    )


@pytest.mark.slow
def test_calls_are_those_that_aws_answered(ran: Ran) -> None:
    """What goes to the index outside, or is resolved from records, asks AWS nothing."""
    calls = {one.name: one.calls for one in ran.figures.parts}
    assert [name for name, count in calls.items() if not count] == ["request", "lock", bench.OUTSIDE]
    assert calls["publish again"] < calls["publish"]
    assert calls["verify --deep"] == calls["verify"] + 2 * ran.figures.files


@pytest.mark.slow
def test_nothing_is_left(ran: Ran) -> None:
    """No file, no embedded AWS, no variable."""
    assert list(ran.scratch.iterdir()) == []
    (running,) = ran.started
    with pytest.raises(ProcessLookupError):
        os.kill(running.pid, 0)
    assert ran.work == "as-it-was"


def test_a_part_that_did_not_do_its_work_has_no_figure() -> None:
    with pytest.raises(PlatformError, match=r"^verify: quarantine: is not as it was, and 1 more$"):
        bench._refuse("verify", ["quarantine: is not as it was", "another"])


def test_an_install_that_fails_is_told_in_the_words_of_pip(tmp_path: Path) -> None:
    locked = tmp_path / "lock.txt"
    locked.write_text(f"frame==2.0 --hash=sha256:{'0' * 64}\n")
    with PackageIndex(tmp_path / "none") as index:
        index.folder.mkdir()
        consumer = bench_world.Consumer.made(tmp_path / "consumer", index.url)
        with pytest.raises(PlatformError, match=r"No matching distribution found for frame==2\.0"):
            consumer.install(locked)


def test_the_command_says_it_as_a_table_and_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (Part(bench.OUTSIDE, 3, 5 << 20, 0, 10.0), Part(bench.APPROVED, 3, 5 << 20, 1_009, 15.0))
    figures = Figures("frame==2.0", 3, 4, 6 << 20, 0, parts)
    monkeypatch.setattr(bench, "measure", lambda _: figures)
    app = cli_bench.app
    shown = CliRunner().invoke(app, ["packages"])
    assert shown.exit_code == 0, shown.output
    assert "frame==2.0: 3 versions, 4 files, 6 MiB" in shown.output
    assert "1,009" in shown.output
    assert "1.50 times" in shown.output
    said = json.loads(CliRunner().invoke(app, ["packages", "--json"]).stdout)
    assert said == {"packages": json.loads(json.dumps(asdict(figures))) | {"ratio": 1.5}}
