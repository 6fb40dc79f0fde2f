"""A request as the pipeline makes it: the index is the bank's own copy, and its password comes by the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlplatform import pip_index
from mlplatform.local_aws.control import Running
from mlplatform.packages import store
from mlplatform.use_cases import load
from packages.desk import Desk
from packages.records import ASKS, Book
from packages.shop import SHARED, client_in
from packages.wheels import PackageIndex


@pytest.mark.slow
def test_public_pypi_is_asked_as_pip_would_ask_it(
    running: Running,
    domain: None,  # noqa: ARG001 - which has it
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It tells hashes and no days, so that each version is one of unknown age."""
    place = store.of(load.platform(), client_in(running, SHARED)("codeartifact"))
    password = place.token()
    opened = place.endpoint(store.PUBLIC).replace("://", f"://aws:{password}@")
    monkeypatch.setenv("PIP_INDEX_URL", f"{opened}simple/")
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))
    pip_index.configured.cache_clear()
    desk = Desk(Book.made(tmp_path / "repository"), monkeypatch, capsys)
    words = ("--because=Tables.", "--use-case=credit_risk", f"--as={ASKS}", "--")
    (tmp_path / "outside").mkdir()
    with PackageIndex(tmp_path / "outside") as outside:
        outside.add("ledger", "2.0", requires=["column>=1"])
        outside.add("column", "1.5")
        running.admin("package-index", "PUT", {"index": outside.url})
        try:
            made = desk.run("request", *words, "ledger==2.0")
            refused = desk.run("request", *words, "ledger==3.0")
        finally:
            running.admin("package-index", "PUT", {"index": None})
            pip_index.configured.cache_clear()
    assert made.code == 0, made.err
    asked = desk.book.records.request("ledger==2.0")
    assert [one.key for one in asked.closure] == ["column==1.5", "ledger==2.0"]
    assert {file.uploaded for one in asked.closure for file in one.files} == {None}
    assert refused.code == 2
    written = desk.book.records.request_path("ledger==2.0").read_text()
    assert password not in f"{made.out}{made.err}{refused.out}{refused.err}{written}"
