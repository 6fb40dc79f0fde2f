"""What is no record, no index page, no advisory: one clear line for each, and nothing that comes of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mlplatform.errors import BadInput, PlatformError
from mlplatform.packages import advisories, request, scan, standing
from mlplatform.packages.check import check
from mlplatform.packages.history import History
from mlplatform.packages.index import Index
from mlplatform.packages.intake import Links
from mlplatform.packages.record import Approval, Version
from packages.records import ASKS, FIRST, NOON, SECOND, TODAY, Book, file, policy
from packages.records import request as asking
from packages.wheels import LONG_AGO, PackageIndex

SAID = {"id": "X", "modified": "2026-05-31T00:00:00Z"}
SIX = {"package": {"ecosystem": "PyPI", "name": "six"}, "versions": ["1.0"]}


def put(book: Book, kind: str, content: bytes) -> Path:
    path = book.records.folder / kind
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"requested: 2026-02-30\n",
        b"a: !!int x\n",
        b"a: &a [*a]\n",
        b"[" * 500 + b"]" * 500,
        b"\x00",
        b"",
        b"- 1\n",
    ],
)
@pytest.mark.parametrize("kind", ["requests/six-1.17.0.yaml", "recalls/six-1.17.0.yaml", "policy.yaml"])
def test_a_record_that_is_none_is_one_line(book: Book, kind: str, content: bytes) -> None:
    put(book, kind, content)
    read: list[Callable[[], Any]] = [book.records.requests, book.records.recalls, book.records.policy]
    with pytest.raises(BadInput) as refused:
        [each() for each in read]
    assert "\n" not in str(refused.value)
    assert Path(kind).name in str(refused.value)


def test_a_folder_in_a_records_place_is_one_line(book: Book) -> None:
    (book.records.folder / "requests" / "six-1.17.0.yaml").mkdir(parents=True)
    with pytest.raises(BadInput, match="cannot be read"):
        book.records.requests()


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_at_the_end_of_all_time_counts_for_nothing(at: str) -> None:
    one = asking()
    given = [
        Approval(approver=who, approved=datetime.fromisoformat(at), of=one.digest())
        for who in (FIRST, SECOND)
    ]
    one = one.model_copy(update={"approvals": tuple(given), "expires": TODAY})
    assert standing.of(one, [], policy(), TODAY).state == "pending"
    late = one.model_copy(
        update={"scan": one.scan and one.scan.model_copy(update={"scanned": given[0].approved})}
    )
    assert standing.live([late], [], policy(), TODAY) == {}
    assert standing.expiry(late, policy()) is None


def test_what_a_killed_run_left_is_no_record_and_holds_nothing_back(book: Book) -> None:
    book.settled()
    put(book, f"requests/.six-1.17.0.yaml.{os.getpid()}", b"half a rec")
    assert check(book.records, TODAY).lines == []
    assert len(book.records.requests()) == 1


def test_names_of_files_tell_git_nothing_of_commits(book: Book) -> None:
    """A file's name that looks like a commit, or has two lines, is a name, and no answer goes to another file."""
    settled = book.settled()
    honest = History(book.records.folder).commits
    head = book.git("rev-parse", "HEAD")
    folder = "environments/shared/packages"
    put(book, f"notes/\x01{head}\x02\x02{FIRST}@bank.example\x02{folder}/policy.yaml", b"")
    put(book, f"notes/two\n{head}:{folder}/policy.yaml", b"approvals_needed: 0")
    book.commit("stranger")
    history = History(book.records.folder)
    assert history.commits[1:] == honest
    assert history.commits[0].author == "stranger@bank.example"
    two = next(path for path in history.commits[0].paths if "\n" in path)
    path = history.path(book.records.request_path(settled.key))
    history.load([(head, two), (head, path)])
    assert history.text(head, two) is None
    assert "package: six" in (history.text(head, path) or "")
    assert check(book.records, TODAY).lines == []


@pytest.mark.parametrize(
    "told",
    [
        {"size": "large", "provenance": 5},
        {"hashes": {"sha256": "abc"}},
        {"hashes": {"sha256": 5}},
        {"hashes": []},
        {"upload-time": "yesterday"},
        {"upload-time": 5},
        {"url": 5},
        {"url": "http://[1"},
        {"yanked": {"a": 1}, "core-metadata": "x"},
    ],
)
def test_an_index_that_tells_nonsense_of_a_file_is_one_line_or_none(
    tmp_path: Path, told: dict[str, Any]
) -> None:
    with PackageIndex(tmp_path) as index:
        index.told[index.add("quiet-package", "1.0").name] = told
        assert "\n" not in refusal(lambda: drafted(Index(index.url)))


@pytest.mark.parametrize("page", ["<![x[", '<a href="http://[1">six</a>', "<a href=x", "\x00\xff", "{"])
def test_a_page_that_is_none_is_one_line_or_empty(tmp_path: Path, page: str) -> None:
    with PackageIndex(tmp_path) as index:
        for kind in ("text/html", "application/json"):
            index.answers["/simple/six/"] = (kind, page.encode())
            assert "\n" not in refusal(lambda: Index(index.url).project("six"))
    said = refusal(lambda: Links(page, "https://index.bank.example/simple/six/"))
    assert said == "" or said.startswith("/simple/six/: is no page of an index")


def test_an_index_that_tells_another_hash_when_asked_again_is_refused(tmp_path: Path) -> None:
    with PackageIndex(tmp_path) as index:
        name = index.add("quiet-package", "1.0").name
        asked = iter(["a" * 64, "b" * 64, "c" * 64, "d" * 64])
        answer = index.answer

        def changing(path: str) -> tuple[str, bytes]:
            if path == "/simple/quiet-package/":
                index.told[name] = {"hashes": {"sha256": next(asked)}}
            return answer(path)

        index.answer = changing  # type: ignore[method-assign]
        with pytest.raises(BadInput, match=f"told two things of {name}"):
            drafted(Index(index.url))


def refusal(what: Callable[[], Any]) -> str:
    """Why something is refused; empty where it is not. What is no refusal of ours fails the test."""
    try:
        what()
    except PlatformError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("url", ["http://[1", "ftp://u:pw@h/", "http:///x", "http://h:99999999/", "x", ""])
def test_what_is_no_address_of_an_index_is_one_line_without_what_opens_it(url: str) -> None:
    said = refusal(lambda: Index(url))
    assert "is no address of an index" in said
    assert "pw" not in said


def drafted(index: Index) -> Any:
    return request.draft(
        "quiet-package==1.0",
        requester=ASKS,
        because="To try.",
        use_cases=["credit_risk"],
        policy=policy(),
        index=index,
        now=NOON,
    )


def told(folder: Path, content: bytes) -> Path:
    data = folder / "osv"
    data.mkdir()
    (data / "one.json").write_bytes(content)
    return data


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"id":' + b"9" * 5000 + b"}",
        json.dumps(SAID | {"affected": "x"}).encode(),
        json.dumps(SAID | {"affected": [SIX | {"versions": 5}]}).encode(),
        json.dumps(SAID | {"affected": [SIX], "modified": None}).encode(),
    ],
)
def test_an_advisory_that_is_none_is_one_line(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        advisories.load(told(tmp_path, content))
    assert "\n" not in str(refused.value)


def test_advisories_that_were_kept_by_halves_are_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))
    data = told(tmp_path, json.dumps(SAID | {"affected": [SIX]}).encode())
    before = advisories.load(data)
    (kept,) = (tmp_path / "work" / "advisories").iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert advisories.load(data) == before
    assert advisories.load(data) == before


def test_a_finding_shows_what_strangers_wrote_and_obeys_none_of_it(tmp_path: Path) -> None:
    evil = "\x1b[2K\x1b[1Ano finding\u202e"
    version = Version(
        name="quiet-package",
        version="1.0",
        licence="MIT",
        yanked=evil,
        files=(file("quiet_package-1.0-py3-none-any.whl", "x").model_copy(update={"uploaded": LONG_AGO}),),
    )
    path = tmp_path / version.files[0].name
    path.write_text("x")
    done = scan.scan(
        asking(version),
        policy=policy(),
        file_of=lambda _, __: path,
        advisories=advisories.Advisories(TODAY, "a" * 64, {}),
        approved_names=(),
        now=NOON.astimezone(UTC),
    )
    assert any("no finding" in one.what for one in done.findings)
    assert all((one.what + one.id).isprintable() for one in done.findings)
