"""The whole way of a package, with the commands that people run: asked for, scanned, approved, installed, recalled."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from local_aws.package_tools import run
from mlplatform.local_aws.control import Running
from mlplatform.packages import inspection, store
from mlplatform.use_cases import load
from packages.desk import Desk
from packages.records import ASKS, FIRST, NOON, SECOND, THIRD, Book
from packages.shop import SHARED, client_in
from packages.wheels import PackageIndex

WHY = ("--because", "Tables.", "--use-case", "credit_risk", "--as", ASKS)


@pytest.fixture(scope="module")
def index(
    running: Running,
    domain: None,  # noqa: ARG001 - into which it leads
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[PackageIndex]:
    """An index outside."""
    with PackageIndex(tmp_path_factory.mktemp("outside")) as index:
        index.add("frame", "2.0", requires=["cell>=1"])
        index.add("cell", "1.5")
        index.add("odd", "1.0", licence="AGPL-3.0-only")
        running.admin("package-index", "PUT", {"index": index.url})
        yield index
        running.admin("package-index", "PUT", {"index": None})


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Advisories of yesterday, none of which is of our packages."""
    path = tmp_path / "advisories.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("PYSEC-2026-1.json", advisory("elsewhere", "PYSEC-2026-1"))
    return path


@pytest.fixture
def desk(
    running: Running,
    index: PackageIndex,  # noqa: ARG001 - what is outside
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    monkeypatch.setenv("AWS_ENDPOINT_URL", running.proxy_url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", SHARED)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "embedded")
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))
    return Desk(Book.made(tmp_path / "repository"), monkeypatch, capsys)


def advisory(name: str, id: str) -> str:
    affected: dict[str, Any] = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
    }
    return json.dumps(
        {
            "id": id,
            "modified": (NOON - timedelta(days=1)).isoformat(),
            "summary": "Bad.",
            "affected": [affected],
        }
    )


def approve(desk: Desk, key: str, *words: str) -> None:
    for who in (FIRST, SECOND):
        ended = desk.run("approve", key, "--as", who, *words)
        assert ended.code == 0, ended.err
        desk.book.commit(who)


def installed(running: Running, target: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """pip, with what consumers see as its one index."""
    client = client_in(running, SHARED)("codeartifact")
    place = store.of(load.platform(), client)
    opened = place.endpoint(place.approved).replace("://", f"://aws:{place.token()}@")
    quiet = ["--isolated", "--no-input", "--disable-pip-version-check", "--no-cache-dir", "--no-compile"]
    at: list[str | Path] = ["--index-url", f"{opened}simple/", "--target", target]
    return run(sys.executable, "-m", "pip", "install", *quiet, *at, *words)


@pytest.mark.slow
def test_the_whole_way(
    desk: Desk, running: Running, index: PackageIndex, known: Path, tmp_path: Path
) -> None:
    """Asked for, scanned, approved by two, published, locked, installed; expired and renewed; recalled."""
    assert desk.run("provision").code == 0
    assert desk.run("provision", "--check").code == 0
    assert desk.run("request", "frame==2.0", *WHY, "--index-url", index.url).code == 0
    desk.book.commit(ASKS)
    assert desk.run("scan", "frame==2.0", "--advisories", known).out == "frame==2.0: no findings\n"
    desk.book.commit(ASKS)

    # One approval is not two.
    assert desk.run("approve", "frame==2.0", "--as", FIRST).code == 0
    desk.book.commit(FIRST)
    ended = desk.run("publish", "frame==2.0")
    assert (ended.code, "frame==2.0: pending: needs 1 more approval" in ended.err) == (1, True)
    assert installed(running, tmp_path / "none", "frame").returncode != 0

    # A second one that its approver did not commit is none.
    assert desk.run("approve", "frame==2.0", "--as", SECOND).code == 0
    desk.book.commit(ASKS)
    ended = desk.run("publish", "--all")
    assert (ended.code, f"approval of {SECOND} came by a commit of {ASKS}@bank.example" in ended.err) == (
        1,
        True,
    )
    assert installed(running, tmp_path / "none", "frame").returncode != 0
    desk.book.git("reset", "-q", "--hard", "HEAD~1")
    assert desk.run("approve", "frame==2.0", "--as", THIRD).code == 0
    desk.book.commit(THIRD)

    ended = desk.run("publish", "--all")
    assert (ended.code, ended.out) == (0, "2 copied, 0 stood already, 0 disposed of\n")
    assert desk.run("publish", "--all").out == "0 copied, 2 stood already, 0 disposed of\n"
    assert desk.run("verify", "--deep").code == 0

    assert desk.run("lock", "credit_risk", "frame").code == 0
    written = desk.book.top / "environments" / "use_cases" / "locks" / "credit_risk.txt"
    got = installed(running, tmp_path / "site", "--require-hashes", "-r", written)
    assert got.returncode == 0, got.stderr
    assert (tmp_path / "site" / "cell.py").is_file()

    # A year later it is disposed of; scanned and approved anew, it is back.
    assert desk.run("expire", "--on", "2027-06-01").out == "2 disposed of: cell==1.5, frame==2.0\n"
    assert installed(running, tmp_path / "none", "frame").returncode != 0
    desk.now = NOON + timedelta(hours=1)
    assert desk.run("scan", "frame==2.0", "--advisories", known).code == 0
    desk.book.commit(ASKS)
    ended = desk.run("publish", "--all")
    assert (ended.code, ended.out) == (0, "0 copied, 0 stood already, 0 disposed of\n")
    approve(desk, "frame==2.0")
    assert desk.run("publish", "frame==2.0").out == "2 copied, 0 stood already, 0 disposed of\n"

    # A recall of what it needs ends that one version, in the store and in the records.
    ended = desk.run("recall", "cell==1.5", "--because", "It sends data away.", "--as", ASKS)
    assert ended.code == 0
    assert "disposed of in approved, archived in quarantine" in ended.out
    assert ended.out.splitlines()[1:] == [
        "  carried by request frame==2.0", "  carried by lock file credit_risk",
    ]  # fmt: skip
    desk.book.commit(ASKS)
    assert installed(running, tmp_path / "none", "--require-hashes", "-r", written).returncode != 0
    ended = desk.run("publish", "--all")
    assert (ended.code, ended.out) == (0, "0 copied, 1 stood already, 0 disposed of\n")
    assert "cell==1.5, which is recalled" in desk.run("scan", "frame==2.0", "--advisories", known).err
    # What is left of the request is live, and looked at.
    ended = desk.run("scan", "--check", "--live", "--advisories", known)
    assert (ended.code, ended.out) == (0, "frame==2.0: no new findings\n")
    assert desk.run("verify", "--deep").code == 0


def test_a_finding_stops_a_scan_with_1_and_is_in_the_record(
    desk: Desk, index: PackageIndex, known: Path
) -> None:
    desk.run("request", "odd==1.0", *WHY, "--index-url", index.url)
    ended = desk.run("scan", "odd==1.0", "--advisories", known)
    assert ended.code == 1
    assert ended.err.endswith("mlp: 1 finding\n")
    assert "licence:odd==1.0" in ended.out
    (found,) = (desk.book.records.request("odd==1.0").scan or pytest.fail("no scan")).findings
    assert found.check == "licence"
    assert desk.run("scan", "odd==1.0", "--advisories", known, "--json").json["findings"]["odd==1.0"]


def test_what_came_to_be_known_since_is_found_and_the_record_stays(
    desk: Desk, index: PackageIndex, known: Path, tmp_path: Path
) -> None:
    desk.run("request", "odd==1.0", *WHY, "--index-url", index.url)
    desk.run("scan", "odd==1.0", "--advisories", known)
    desk.book.commit(ASKS)
    approve(desk, "odd==1.0", "--accept", "licence:odd==1.0", "--because", "Not given to others.")
    before = desk.book.records.request("odd==1.0")
    assert desk.run("scan", "--check", "--live", "--advisories", known).out == "odd==1.0: no new findings\n"
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as archive:
        archive.writestr("PYSEC-2026-2.json", advisory("odd", "PYSEC-2026-2"))
    ended = desk.run("scan", "--check", "odd==1.0", "--advisories", newer)
    assert (ended.code, "vulnerability:odd==1.0:PYSEC-2026-2" in ended.out) == (1, True)
    assert desk.book.records.request("odd==1.0") == before


def test_a_scan_that_was_written_by_hand_is_found_by_the_next(
    desk: Desk, index: PackageIndex, known: Path
) -> None:
    desk.run("request", "odd==1.0", *WHY, "--index-url", index.url)
    desk.run("scan", "odd==1.0", "--advisories", known)
    one = desk.book.records.request("odd==1.0")
    assert one.scan
    silent = inspection.scanned(one, one.scan.model_copy(update={"findings": ()}))
    desk.book.records.write_request(silent)
    assert desk.run("scan", "--check", "odd==1.0", "--advisories", known).code == 1


def test_a_tampered_package_is_found(desk: Desk, running: Running, index: PackageIndex, known: Path) -> None:
    index.add("whole", "1.0")
    desk.run("request", "whole==1.0", *WHY, "--index-url", index.url)
    desk.run("scan", "whole==1.0", "--advisories", known)
    desk.book.commit(ASKS)
    approve(desk, "whole==1.0")
    assert desk.run("publish", "--all").code == 0
    place = {"account": SHARED, "region": "eu-west-2", "domain": "bank-packages", "repository": "approved"}
    what = {"package": "whole", "version": "1.0", "asset": "whole-1.0-py3-none-any.whl"}
    running.admin("package-tampering", "PUT", place | what)
    ended = desk.run("verify", "--deep")
    assert ended.code == 1
    assert "approved: whole==1.0: whole-1.0-py3-none-any.whl: its bytes have the SHA-256" in ended.out


def test_a_group_that_was_opened_is_found_by_verify_and_closed_by_provision(
    desk: Desk, running: Running
) -> None:
    assert desk.run("provision").code == 0
    client_in(running, SHARED)("codeartifact").update_package_group_origin_configuration(
        domain="bank-packages", packageGroup="/*", restrictions={"PUBLISH": "ALLOW"}
    )
    said = "package group /*: PUBLISH: is ALLOW; should be"
    ended = desk.run("provision", "--check")
    assert (ended.code, said in ended.out) == (1, True)
    assert said in desk.run("verify").out
    assert said not in desk.run("verify", "--without-origin-controls").out
    assert desk.run("provision").code == 0
    assert desk.run("provision", "--check", "--json").json == {"drift": []}
