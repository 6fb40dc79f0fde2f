"""A request has the whole closure of a version, by hash, and nothing of any package is run to find it out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlplatform.errors import BadInput
from mlplatform.packages import request
from mlplatform.packages.index import Index, configured
from mlplatform.packages.record import Request
from packages.records import ASKS, NOON, policy
from packages.wheels import LONG_AGO, PackageIndex


@pytest.fixture(name="index")
def _index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageIndex]:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))
    folder = tmp_path / "index"
    folder.mkdir()
    with PackageIndex(folder) as index:
        index.add("pandas", "2.0", requires=["numpy>=1", "socks; extra == 'proxy'"], licence="BSD-3-Clause")
        index.add("numpy", "1.0")
        index.add("numpy", "1.5")
        index.add("socks", "1.0")
        yield index


def draft(index: PackageIndex, requirement: str = "pandas==2.0", **more: Any) -> Request:
    said: dict[str, Any] = {
        "requester": ASKS,
        "because": "Tables.",
        "use_cases": ["credit_risk"],
        "policy": policy(),
    }
    return request.draft(requirement, index=Index(index.url), now=NOON, **said | more)


def test_a_request_has_the_whole_closure_with_hashes_and_sizes(index: PackageIndex) -> None:
    drafted = draft(index)
    assert [one.key for one in drafted.closure] == ["numpy==1.5", "pandas==2.0"]
    numpy, pandas = drafted.closure
    (wheel,) = pandas.files
    told = {one["filename"]: one for one in json.loads(index.answer("/simple/pandas/")[1])["files"]}
    assert (wheel.sha256, wheel.size) == (told[wheel.name]["hashes"]["sha256"], told[wheel.name]["size"])
    assert wheel.uploaded == LONG_AGO
    assert (pandas.licence, pandas.requires, numpy.requires) == ("BSD-3-Clause", ("numpy",), ())
    assert drafted.targets == policy().targets


def test_the_same_request_is_drafted_twice_to_the_same_text(index: PackageIndex) -> None:
    assert draft(index) == draft(index)


def test_a_name_is_written_as_everybody_writes_it(index: PackageIndex) -> None:
    assert draft(index, "Pandas == 2.0.0").key == draft(index, "Pandas==2.0").key == "pandas==2.0"


def test_maintainers_and_licence_come_from_the_metadata(index: PackageIndex) -> None:
    said = "Author: A Writer\nMaintainer-email: A Keeper <keeper@maintainers.example>, other@maintainers.example\n"
    said += "Classifier: License :: OSI Approved :: BSD License\n"
    index.add("old-style", "1.0", licence=None, said=said)
    (version,) = draft(index, "old-style==1.0").closure
    assert version.maintainers == ("A Writer", "A Keeper")
    assert version.licence == "License :: OSI Approved :: BSD License"


def test_who_built_a_wheel_is_read_from_its_attestation(index: PackageIndex) -> None:
    wheel = index.add("attested", "1.0")
    index.told[wheel.name] = {"provenance": f"{index.url}provenance"}
    bundle = {"publisher": {"kind": "GitHub", "repository": "maker/attested", "workflow": "release.yml"}}
    index.answers["/simple/provenance"] = (
        "application/json",
        json.dumps({"attestation_bundles": [bundle]}).encode(),
    )
    (version,) = draft(index, "attested==1.0").closure
    assert version.files[0].provenance == "GitHub maker/attested release.yml"


def test_what_its_maintainers_withdrew_is_told_with_their_reason(index: PackageIndex) -> None:
    wheel = index.add("withdrawn", "1.0")
    index.told[wheel.name] = {"yanked": "wrong results"}
    assert draft(index, "withdrawn==1.0").closure[0].yanked == "wrong results"


def test_a_source_distribution_is_drafted_without_being_run(index: PackageIndex, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    (index.folder / "onlysource-1.0.tar.gz").write_bytes(f"open({str(ran)!r}, 'w')".encode())
    (version,) = draft(index, "onlysource==1.0").closure
    assert [file.name for file in version.files] == ["onlysource-1.0.tar.gz"]
    assert not ran.exists()


def test_a_file_of_another_package_is_not_drafted(index: PackageIndex) -> None:
    (index.folder / "onlysource-1.0.tar.gz").write_bytes(b"")
    index.told["onlysource-1.0.tar.gz"] = {"filename": "another-1.0.tar.gz"}
    with pytest.raises(BadInput, match=r"onlysource==1\.0: is no version of it; the index has no file of it"):
        draft(index, "onlysource==1.0")


def test_an_index_of_plain_pages_serves_too(index: PackageIndex) -> None:
    wheel = index.add("plain", "1.0")
    sha256 = json.loads(index.answer("/simple/plain/")[1])["files"][0]["hashes"]["sha256"]
    page = f'<a href="/files/{wheel.name}#sha256={sha256}" data-yanked="old">{wheel.name}</a>'
    index.answers["/simple/plain/"] = ("text/html", page.encode())
    (version,) = draft(index, "plain==1.0").closure
    assert (version.files[0].sha256, version.files[0].uploaded, version.yanked) == (sha256, None, "old")


@pytest.mark.parametrize(
    ("requirement", "says"),
    [
        ("pandas", "NAME==VERSION"),
        ("pandas>=2", "NAME==VERSION"),
        ("pandas==", "NAME==VERSION"),
        ("bank-scoring==1.0", "bank-scoring: is a name of the bank's own"),
        ("Bank_Scoring==1.0", "bank-scoring: is a name of the bank's own"),
        ("nobody-made-this==1.0", "knows no such package"),
        ("numpy==9.9", "numpy==9.9: is no version of it; the newest are 1.0, 1.5"),
    ],
)
def test_what_cannot_be_requested_is_refused_in_one_line(
    index: PackageIndex, requirement: str, says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        draft(index, requirement)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_internal_name_is_not_even_asked_for_outside(index: PackageIndex) -> None:
    index.add("bank-scoring", "9.9")
    with pytest.raises(BadInput):
        draft(index, "bank-scoring==9.9")
    assert index.asked == []


def test_a_closure_that_needs_a_source_distribution_is_refused_by_its_name(index: PackageIndex) -> None:
    (index.folder / "onlysource-1.0.tar.gz").write_bytes(b"")
    index.add("needy", "1.0", requires=["onlysource"])
    with pytest.raises(BadInput, match=r"needy==1\.0 for Python 3\.11: .*onlysource.* no usable wheels"):
        draft(index, "needy==1.0")


def test_an_index_without_hashes_is_refused(index: PackageIndex) -> None:
    wheel = index.add("unhashed", "1.0")
    index.told[wheel.name] = {"hashes": {}}
    with pytest.raises(BadInput, match="tells no SHA-256"):
        draft(index, "unhashed==1.0")


def test_an_index_that_does_not_answer_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlplatform.packages.index.Retry", lambda **_: 0)
    with pytest.raises(BadInput, match=r"index http://127\.0\.0\.1:9/simple/: does not answer") as refused:
        request.draft(
            "six==1.0",
            requester=ASKS,
            because="",
            use_cases=[],
            policy=policy(),
            index=Index("http://aws:secret@127.0.0.1:9/simple/"),
            now=NOON,
        )
    assert "secret" not in str(refused.value)


@pytest.mark.slow
def test_a_real_package_is_drafted_from_the_index_that_pip_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path))
    drafted = request.draft(
        "requests==2.32.3",
        requester=ASKS,
        because="HTTP.",
        use_cases=["credit_risk"],
        policy=policy(),
        index=configured(),
        now=NOON,
    )
    by_name = {version.name: version for version in drafted.closure}
    assert set(by_name) == {"certifi", "charset-normalizer", "idna", "requests", "urllib3"}
    assert (
        by_name["requests"].files[0].sha256
        == "70761cfe03c773ceb22aa2f671b4757976145175cdfca038c02654d061d6dcc6"
    )
    assert by_name["requests"].licence == "Apache-2.0"
    assert set(by_name["requests"].requires) == set(by_name) - {"requests"}
