"""``mlp demo``, as ``make demo`` calls it: it ends well, says what stands, and leaves nothing running."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mlplatform.local_aws import control
from mlplatform.paths import REPOSITORY
from mlplatform.use_cases import load

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_killed")]


def test_the_demonstration_shows_no_change_and_leaves_no_process(tmp_path: Path) -> None:
    environment = os.environ | {"MLP_WORK_DIR": str(tmp_path), "KEEP": ""}
    run = subprocess.run(
        [sys.executable, "-m", "mlplatform.cli", "demo"],
        cwd=REPOSITORY / "scripts",
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "no change on second plan" in " ".join(run.stdout.replace("│", " ").split())
    report = json.loads((tmp_path / "demo" / "report.json").read_text())
    assert [root["root"] for root in report["roots"]] == [f"dev/{name}" for name in load.names()]
    assert all(root["drift"] == 0 and root["resources"] > 200 for root in report["roots"])
    assert {part["name"] for part in report["roots"][0]["parts"]} == {"init", "plan", "apply", "second plan"}
    assert report["findings"] == 0
    assert "no finding" in run.stdout
    assert Path(report["gate"]).read_text().startswith("<!doctype html>")
    assert control.status(tmp_path / "local_aws") is None
