"""Which index lies outside, and what its answers may do to everybody else."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from local_aws.package_files import Outside, outside, wheel
from local_aws.package_tools import Bank
from mlplatform import pip_index
from mlplatform.local_aws import control
from mlplatform.local_aws.packages import outside as packages_outside
from mlplatform.local_aws.packages.warehouse import Warehouse


def test_an_index_that_does_not_answer_is_a_gateway_that_fails(bank: Bank) -> None:
    bank.repository("public-pypi", outside=True)
    running = bank.aws.running
    running.admin("package-index", "PUT", {"index": "http://127.0.0.1:9/simple"})
    try:
        assert bank.get("public-pypi", "simple/thing/").status_code == 502
    finally:
        running.admin("package-index", "PUT", {"index": None})


def test_an_address_that_is_none_is_refused(bank: Bank) -> None:
    with pytest.raises(control.LocalAwsError, match="http or https"):
        bank.aws.running.admin("package-index", "PUT", {"index": "file:///packages"})


def test_an_index_can_be_told_at_the_start(tmp_path: Path) -> None:
    running = control.up(tmp_path / "run", package_index="http://somebody:secret@127.0.0.1:9/simple")
    try:
        assert running.admin("package-index") == {"index": "http://127.0.0.1:9/simple"}
        again = control.up(tmp_path / "run", package_index="http://127.0.0.1:10/simple")
        assert (again.pid, running.admin("package-index")["index"][-9:]) == (running.pid, "10/simple")
        assert control.up(tmp_path / "run").admin("package-index")["index"] is not None
    finally:
        control.down(tmp_path / "run")
    assert not (tmp_path / "run" / "packages").exists()


def test_an_index_that_is_slow_keeps_nobody_else_waiting(bank: Bank, index: Outside) -> None:
    made = wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    token, index.seconds = bank.token(), 2.0
    path = f"simple/thing/1.0/{made.name}"
    with ThreadPoolExecutor() as pool:
        downloads = [pool.submit(bank.get, "public-pypi", path, token) for _ in range(3)]
        time.sleep(0.3)
        started = time.monotonic()
        assert bank.call("describe_domain")
        assert time.monotonic() - started < 1.5
        assert [one.result().status_code for one in downloads] == [200] * 3
    # Three who ask for the same thing at once ask once.
    assert index.asked == ["/thing/", f"/files/{made.name}"]


def test_a_world_that_is_cleared_fetches_anew(tmp_path: Path) -> None:
    with outside(tmp_path / "outside") as served:
        made = wheel(served.folder, "thing", "1.0")
        warehouse = Warehouse(tmp_path / "packages")
        warehouse.outside.set(served.url)
        for _ in range(2):
            asset = warehouse.outside.listing("thing")["1.0"][made.name]
            assert warehouse.fetch(asset).read_bytes() == made.read_bytes()
            warehouse.clear()
    assert served.asked == ["/thing/", f"/files/{made.name}"] * 2


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"PIP_INDEX_URL": "http://somebody:secret@127.0.0.1:9/simple"}, "http://127.0.0.1:9/simple"),
        ({"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_INDEX": "1"}, ""),
    ],
)
def test_the_index_of_pip_is_what_pip_is_configured_with(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], told: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    pip_index.configured.cache_clear()
    index = packages_outside.Outside()
    try:
        index.set("pip")
    finally:
        pip_index.configured.cache_clear()
    assert index.url == told
