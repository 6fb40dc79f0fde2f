"""OSV's data as a file: which versions an advisory is about, and what is refused."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mlplatform.errors import BadInput
from mlplatform.packages import advisories


@pytest.fixture(autouse=True)
def _own_work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))


def advisory(*events: dict[str, str], id: str = "TEST-1", **more: Any) -> dict[str, Any]:
    affected: dict[str, Any] = {"package": {"ecosystem": "PyPI", "name": "Some_Package"}}
    affected |= {"ranges": [{"type": "ECOSYSTEM", "events": list(events)}]} if events else {}
    affected |= more.pop("affected", {})
    return {"id": id, "modified": "2026-05-01T10:00:00Z", "affected": [affected]} | more


def loaded(tmp_path: Path, *some: dict[str, Any]) -> advisories.Advisories:
    folder = tmp_path / "osv"
    folder.mkdir()
    for number, one in enumerate(some):
        (folder / f"{number}.json").write_text(json.dumps(one))
    return advisories.load(folder)


def hits(tmp_path: Path, one: dict[str, Any], *versions: str) -> list[str]:
    known = loaded(tmp_path, one)
    return [version for version in versions if known.against("some-package", version)]


def test_a_range_ends_where_it_is_fixed(tmp_path: Path) -> None:
    one = advisory({"introduced": "0"}, {"fixed": "2.20.0"})
    assert hits(tmp_path, one, "0.1", "2.19.9", "2.20.0rc1", "2.20.0", "2.20", "3") == [
        "0.1",
        "2.19.9",
        "2.20.0rc1",
    ]


def test_what_was_introduced_later_leaves_older_versions_alone(tmp_path: Path) -> None:
    one = advisory({"introduced": "1.2"}, {"fixed": "1.4"}, {"introduced": "2.0"}, {"fixed": "2.1"})
    assert hits(tmp_path, one, "1.1", "1.2", "1.3.9", "1.4", "1.9", "2.0", "2.1") == ["1.2", "1.3.9", "2.0"]


def test_events_in_any_order_say_the_same(tmp_path: Path) -> None:
    one = advisory({"fixed": "2.1"}, {"introduced": "2.0"}, {"fixed": "1.4"}, {"introduced": "1.2"})
    assert hits(tmp_path, one, "1.1", "1.3", "1.9", "2.0.5", "2.1") == ["1.3", "2.0.5"]


def test_the_last_affected_version_is_affected(tmp_path: Path) -> None:
    assert hits(tmp_path, advisory({"introduced": "0"}, {"last_affected": "1.5"}), "1.5", "1.5.1") == ["1.5"]


def test_what_is_not_fixed_is_open(tmp_path: Path) -> None:
    assert hits(tmp_path, advisory({"introduced": "1.0"}), "0.9", "99") == ["99"]


def test_versions_named_one_by_one_are_affected_however_they_are_written(tmp_path: Path) -> None:
    one = advisory(affected={"versions": ["1.0.0", "1.1-beta1"]})
    assert hits(tmp_path, one, "1.0.0", "1.1b1", "1.1") == ["1.0.0", "1.1b1"]


def test_a_local_version_has_what_its_public_one_has(tmp_path: Path) -> None:
    one = advisory({"introduced": "0"}, {"last_affected": "1.5"}, affected={"versions": ["2.0"]})
    assert hits(tmp_path, one, "1.5+cpu", "1.6+cpu", "2.0+cpu", "2.1+cpu") == ["1.5+cpu", "2.0+cpu"]


def test_ranges_of_commits_say_nothing_of_versions(tmp_path: Path) -> None:
    one = advisory(
        affected={"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}], "versions": ["1.0"]}
    )
    assert hits(tmp_path, one, "1.0", "1.1") == ["1.0"]


def test_a_version_that_nobody_can_read_is_taken_to_be_affected(tmp_path: Path) -> None:
    one = advisory({"introduced": "0"}, {"fixed": "not-a-version"})
    assert hits(tmp_path, one, "1.0") == ["1.0"]


def test_an_advisory_that_was_withdrawn_counts_no_more(tmp_path: Path) -> None:
    gone = advisory({"introduced": "0"}, withdrawn="2026-05-02T00:00:00Z")
    kept = advisory({"introduced": "0"}, id="TEST-2", aliases=["CVE-2026-1"], summary="Reads  files.")
    (found,) = loaded(tmp_path, gone, kept).against("SOME.package", "1.0")
    assert (found.id, found.aliases, found.summary) == ("TEST-2", ("CVE-2026-1",), "Reads files.")


def test_other_ecosystems_and_other_packages_are_left_alone(tmp_path: Path) -> None:
    other = advisory({"introduced": "0"}, affected={"package": {"ecosystem": "npm", "name": "some-package"}})
    known = loaded(tmp_path, other, advisory({"introduced": "0"}, id="TEST-2"))
    assert [one.id for one in known.against("some-package", "1.0")] == ["TEST-2"]
    assert known.against("another", "1.0") == []


def test_the_newest_change_dates_the_data_and_any_change_is_another_digest(tmp_path: Path) -> None:
    known = loaded(
        tmp_path,
        advisory({"introduced": "0"}),
        advisory({"introduced": "0"}, modified="2026-05-09T01:02:03Z"),
    )
    assert known.newest == date(2026, 5, 9)
    (tmp_path / "osv" / "0.json").write_text(json.dumps(advisory({"introduced": "3"})))
    assert advisories.load(tmp_path / "osv").sha256 != known.sha256


def test_zip_and_yaml_say_the_same_as_a_folder_of_json(tmp_path: Path) -> None:
    one = advisory({"introduced": "0"}, {"fixed": "2"})
    folder = loaded(tmp_path, one)
    (tmp_path / "yaml" / "vulns").mkdir(parents=True)
    (tmp_path / "yaml" / "vulns" / "one.yaml").write_text(yaml.safe_dump(one))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("one.json", json.dumps(one))
    for path in (tmp_path / "yaml", tmp_path / "all.zip"):
        assert advisories.load(path).by_package == folder.by_package


def test_a_checkout_of_the_database_is_read_where_its_advisories_are(tmp_path: Path) -> None:
    checkout = tmp_path / "advisory-database"
    for place, text in {
        "vulns/some/one.yaml": yaml.safe_dump(advisory({"introduced": "0"})),
        "triage/false_positives.yaml": "some: [CVE-2020-1]\n",
        ".github/workflows/ci.yaml": "on: push\n",
    }.items():
        (checkout / place).parent.mkdir(parents=True)
        (checkout / place).write_text(text)
    assert [one.id for one in advisories.load(checkout).against("some-package", "1.0")] == ["TEST-1"]


def test_a_zip_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.json", json.dumps(advisory({"introduced": "0"})))
    data = bytearray(path.read_bytes())
    data[39:60] = b"\xff" * 21  # within what is packed
    path.write_bytes(data)
    with pytest.raises(BadInput, match="is no zip that can be read"):
        advisories.load(path)


def test_data_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = loaded(tmp_path, advisory({"introduced": "0"}))
    monkeypatch.setattr(advisories, "_read", lambda _: pytest.fail("it was read again"))
    assert advisories.load(tmp_path / "osv") == known


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("absent.zip", None, "there is no such file"),
        ("text.zip", b"no zip", "is no zip"),
        ("folder", {}, "holds no advisory for PyPI"),
        ("folder", {"a.json": "{"}, "a.json cannot be read"),
        ("folder", {"a.json": '["list"]'}, "a.json is not as OSV writes it"),
        ("folder", {"a.json": '{"id": "A", "affected": ["?"]}'}, "a.json: is not as OSV writes it"),
        ("folder", {"a.json": json.dumps(advisory({"introduced": "0"}, modified=""))}, "which is no day"),
    ],
)
def test_data_that_cannot_be_used_is_refused_and_says_how_to_get_it(
    tmp_path: Path, name: str, content: Any, says: str
) -> None:
    path = tmp_path / name
    if isinstance(content, dict):
        path.mkdir()
        for file, text in content.items():
            (path / file).write_text(text)
    elif content:
        path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        advisories.load(path)
    assert says in str(refused.value)
    assert says == "there is no such file" or "\n" not in str(refused.value)
