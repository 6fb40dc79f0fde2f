"""Versions unlisted, archived, disposed of and deleted, and what that means to pip."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import wheel
from local_aws.package_tools import Bank, codes


def test_an_unlisted_version_is_on_no_page_and_can_be_downloaded(quarantined: Bank, tmp_path: Path) -> None:
    """A lock file that names the address still installs; a version number does not."""
    file = "simple/bank-core/1.0/bank_core-1.0-py3-none-any.whl"
    quarantined.set_status("Unlisted")
    assert quarantined.listed("quarantine", "bank-core") == ["bank_core-2.0-py3-none-any.whl"]
    pinned = quarantined.pip("quarantine", "download", "-d", tmp_path / "got", "bank-core==1.0")
    assert (pinned.returncode, "from versions: 2.0" in pinned.stderr) == (1, True)
    address = quarantined.index("quarantine").removesuffix("simple/") + file
    locked = quarantined.pip("quarantine", "download", "-d", tmp_path / "got", f"bank-core @ {address}")
    assert locked.returncode == 0, locked.stderr
    quarantined.set_status("Published")
    assert len(quarantined.listed("quarantine", "bank-core")) == 2


@pytest.mark.parametrize("target", ["Archived", "Disposed", "Deleted"])
def test_what_is_withdrawn_can_no_longer_be_downloaded(
    quarantined: Bank, tmp_path: Path, target: str
) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("bank-core==1.0\n")
    assert quarantined.pip("quarantine", "download", "-d", tmp_path / "before", "-r", wanted).returncode == 0
    operation = {"Disposed": "dispose_package_versions", "Deleted": "delete_package_versions"}.get(target)
    if operation:
        given = quarantined.of("quarantine", operation, "bank-core", versions=["1.0"])
    else:
        given = quarantined.set_status(target)
    assert given["successfulVersions"]["1.0"]["status"] == target
    assert quarantined.pip("quarantine", "download", "-d", tmp_path / "after", "-r", wanted).returncode == 1
    file = "simple/bank-core/1.0/bank_core-1.0-py3-none-any.whl"
    assert quarantined.get("quarantine", file).status_code == 404
    # A name that is taken stays taken; only what was deleted may come again.
    again = quarantined.publish("quarantine", wheel(tmp_path, "bank-core", "1.0"))
    assert again.status_code == (200 if target == "Deleted" else 409)


def test_an_archived_version_comes_back_and_a_disposed_one_never(quarantined: Bank) -> None:
    quarantined.set_status("Archived")
    quarantined.set_status("Published")
    assert len(quarantined.listed("quarantine", "bank-core")) == 2
    before = quarantined.revision("quarantine")
    quarantined.of("quarantine", "dispose_package_versions", "bank-core", versions=["1.0"])
    assert codes(quarantined.set_status("Published")) == {"1.0": "NOT_ALLOWED"}
    again = quarantined.of("quarantine", "dispose_package_versions", "bank-core", versions=["1.0"])
    assert codes(again) == {"1.0": "NOT_ALLOWED"}
    assert (quarantined.versions("quarantine", "bank-core")["1.0"], quarantined.revision("quarantine")) == (
        "Disposed", before,
    )  # fmt: skip
    told = quarantined.of("quarantine", "list_package_version_assets", "bank-core", packageVersion="1.0")
    assert told["assets"] == []


def test_a_disposed_version_hides_the_same_one_further_up(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    bank.repository("approved", "internal")
    bank.publish("internal", wheel(tmp_path, "bank-core", "1.0"))
    bank.pip("approved", "download", "-d", tmp_path / "got", "bank-core")
    bank.of("approved", "dispose_package_versions", "bank-core", versions=["1.0"])
    assert bank.listed("approved", "bank-core") == []
    assert bank.listed("internal", "bank-core") != []


def test_a_status_changes_only_as_expected(quarantined: Bank) -> None:
    both = ["1.0", "2.0"]
    known = {version: quarantined.revision("quarantine", version) for version in both}
    wrong = known | {"1.0": "other"}
    outcomes = [
        codes(quarantined.set_status("Archived", expectedStatus="Unlisted", versions=both)),
        codes(quarantined.set_status("Archived", versionRevisions=wrong, versions=both)),
        codes(quarantined.set_status("Archived", versions=["1.0", "7"])),
    ]
    assert outcomes == [
        {"1.0": "MISMATCHED_STATUS", "2.0": "MISMATCHED_STATUS"},
        {"1.0": "MISMATCHED_REVISION", "2.0": "SKIPPED"},
        {"1.0": "SKIPPED", "7": "NOT_FOUND"},
    ]
    assert set(quarantined.versions("quarantine", "bank-core").values()) == {"Published"}
    done = quarantined.set_status(
        "Archived", versionRevisions=known, versions=both, expectedStatus="Published"
    )
    assert done["successfulVersions"]["2.0"] == {"revision": known["2.0"], "status": "Archived"}


@pytest.mark.parametrize("given", [{"targetStatus": "Disposed"}, {"versionRevisions": {"2.0": "x"}}])
def test_a_change_that_makes_no_sense_is_refused(quarantined: Bank, given: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        quarantined.set_status("Archived", **given)
