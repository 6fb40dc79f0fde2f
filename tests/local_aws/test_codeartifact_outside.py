"""The external connection: nothing until an index is told, then its packages, as they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import Outside, sdist, sha256, wheel
from local_aws.package_tools import Bank


def test_without_an_index_nothing_is_outside(bank: Bank, tmp_path: Path) -> None:
    bank.repository("public-pypi", outside=True)
    assert bank.aws.running.admin("package-index") == {"index": None}
    got = bank.pip("public-pypi", "download", "-d", tmp_path, "six")
    assert got.returncode == 1
    assert "No matching distribution found for six" in got.stderr
    assert bank.get("public-pypi", "simple/six/").status_code == 404


def test_an_index_is_looked_at_through_the_connection_alone(bank: Bank, index: Outside) -> None:
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.repository("quarantine")
    assert bank.listed("public-pypi", "thing") == ["thing-1.0-py3-none-any.whl"]
    assert bank.listed("quarantine", "thing") == []
    assert bank.listed("public-pypi", "unknown") == []
    # To look at a page takes nothing in.
    assert bank.versions("public-pypi", "thing") == {}
    bank.call("disassociate_external_connection", repository="public-pypi", externalConnection="public:pypi")
    assert bank.listed("public-pypi", "thing") == []


def test_the_first_download_takes_the_version_in_with_all_its_files(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    made, source = wheel(index.folder, "thing", "1.0"), sdist(index.folder, "thing", "1.0")
    wheel(index.folder, "thing", "2.0")
    bank.repository("public-pypi", outside=True)
    got = bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing==1.0")
    assert got.returncode == 0, got.stderr
    assert bank.versions("public-pypi", "thing") == {"1.0": "Published"}
    told = bank.of("public-pypi", "list_package_version_assets", "thing", packageVersion="1.0")["assets"]
    assert {one["name"]: one["hashes"]["SHA-256"] for one in told} == {
        made.name: sha256(made), source.name: sha256(source),
    }  # fmt: skip
    hashes = {one["name"]: set(one["hashes"]) for one in told}
    assert hashes == {made.name: {"MD5", "SHA-1", "SHA-256", "SHA-512"}, source.name: {"SHA-256"}}
    assert [path for path in index.asked if "/files/" in path] == [f"/files/{made.name}"]
    # What was not asked for yet comes when it is.
    asset = bank.of(
        "public-pypi", "get_package_version_asset", "thing", packageVersion="1.0", asset=source.name
    )
    assert asset["asset"].read() == source.read_bytes()


def test_a_version_from_outside_says_where_it_is_from_and_what_its_metadata_says(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    wheel(index.folder, "thing", "1.0", needs=("six>=1.16", "colorama; sys_platform == 'win32'"))
    bank.repository("public-pypi", outside=True)
    bank.pip("public-pypi", "download", "--no-deps", "-d", tmp_path / "got", "thing")
    told = bank.of("public-pypi", "describe_package_version", "thing", packageVersion="1.0")["packageVersion"]
    assert told["origin"] == {
        "originType": "EXTERNAL",
        "domainEntryPoint": {"externalConnectionName": "public:pypi"},
    }
    assert (told["summary"], told["licenses"]) == ("A thing to try.", [{"name": "Apache-2.0"}])
    assert told["sourceCodeRepository"] == "https://git.bank.example/thing"
    needs = bank.of("public-pypi", "list_package_version_dependencies", "thing", packageVersion="1.0")
    assert [(one["package"], one["versionRequirement"]) for one in needs["dependencies"]] == [
        ("six", ">=1.16"), ("colorama", "; sys_platform == 'win32'"),
    ]  # fmt: skip
    assert {one["dependencyType"] for one in needs["dependencies"]} == {"Requires-Dist"}
    assert needs["versionRevision"] == told["revision"]


def test_what_is_not_what_the_index_announced_is_not_taken_in(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    made = wheel(index.folder, "thing", "1.0")
    index.spoiled.add(made.name)
    bank.repository("public-pypi", outside=True)
    got = bank.pip("public-pypi", "download", "--retries", "0", "-d", tmp_path / "got", "thing")
    assert got.returncode == 1
    answer = bank.get("public-pypi", f"simple/thing/1.0/{made.name}")
    assert (answer.status_code, "is not what the index announces" in answer.text) == (502, True)
    assert bank.versions("public-pypi", "thing") == {}


def test_a_file_without_a_hash_is_left_out(bank: Bank, index: Outside) -> None:
    made = wheel(index.folder, "thing", "1.0")
    wheel(index.folder, "thing", "2.0")
    index.without_hash.add(made.name)
    bank.repository("public-pypi", outside=True)
    assert bank.listed("public-pypi", "thing") == ["thing-2.0-py3-none-any.whl"]


def test_a_chain_keeps_a_version_at_its_two_ends(bank: Bank, index: Outside, tmp_path: Path) -> None:
    """AWS's own example: the repository that was asked and the one with the connection keep it, none between."""
    made = wheel(index.folder, "thing", "1.0")
    bank.repository("repo-c", outside=True)
    bank.repository("repo-b", "repo-c")
    bank.repository("repo-a", "repo-b")
    got = bank.pip("repo-a", "download", "-d", tmp_path / "got", "thing")
    assert got.returncode == 0, got.stderr
    held = {name: bank.versions(name, "thing") for name in ("repo-a", "repo-b", "repo-c")}
    assert held == {"repo-a": {"1.0": "Published"}, "repo-b": {}, "repo-c": {"1.0": "Published"}}
    # Once it is in, the index is not needed.
    bank.aws.running.admin("package-index", "PUT", {"index": None})
    made.unlink()
    assert bank.pip("repo-a", "download", "-d", tmp_path / "again", "thing").returncode == 0


def test_files_that_came_later_join_the_version_when_it_is_asked_for(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing")
    before = bank.of("public-pypi", "describe_package_version", "thing", packageVersion="1.0")[
        "packageVersion"
    ]
    sdist(index.folder, "thing", "1.0")
    bank.aws.running.admin("package-index", "PUT", {"index": index.url})  # its pages are asked for anew
    bank.pip("public-pypi", "download", "-d", tmp_path / "again", "thing")
    after = bank.of("public-pypi", "describe_package_version", "thing", packageVersion="1.0")[
        "packageVersion"
    ]
    told = bank.of("public-pypi", "list_package_version_assets", "thing", packageVersion="1.0")["assets"]
    assert (len(told), after["revision"] != before["revision"]) == (2, True)


def test_a_withdrawn_version_is_shown_as_one(bank: Bank, index: Outside, tmp_path: Path) -> None:
    made = wheel(index.folder, "thing", "2.0")
    wheel(index.folder, "thing", "1.0")
    index.withdrawn[made.name] = "it deletes files"
    bank.repository("public-pypi", outside=True)
    got = bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing")
    assert "thing-1.0" in got.stdout
    pinned = bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing==2.0")
    assert (pinned.returncode, "it deletes files" in pinned.stdout + pinned.stderr) == (0, True)


def test_a_page_is_asked_of_the_index_once(bank: Bank, index: Outside) -> None:
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    for _ in range(3):
        bank.listed("public-pypi", "thing")
    assert index.asked == ["/thing/"]


def test_what_was_taken_in_can_be_had_while_the_index_is_away(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing")
    bank.aws.running.admin("package-index", "PUT", {"index": "http://127.0.0.1:9/simple"})
    assert bank.pip("public-pypi", "download", "-d", tmp_path / "again", "thing").returncode == 0


def test_an_asset_that_cannot_be_fetched_is_an_error_of_the_service(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    wheel(index.folder, "thing", "1.0")
    source = sdist(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing")
    index.spoiled.add(source.name)
    with pytest.raises(ClientError, match="InternalServerException"):
        bank.of("public-pypi", "get_package_version_asset", "thing", packageVersion="1.0", asset=source.name)
