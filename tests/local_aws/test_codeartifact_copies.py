"""Versions copied from one repository to another, all of a call or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import Outside, sdist, wheel
from local_aws.package_tools import Bank, codes


def test_a_copy_has_the_same_assets_revision_and_origin(quarantined: Bank) -> None:
    given = quarantined.copy(versions=["1.0"])
    told = quarantined.revision("quarantine")
    assert given["successfulVersions"] == {"1.0": {"revision": told, "status": "Published"}}
    both = [
        {
            "assets": quarantined.of(name, "list_package_version_assets", "bank-core", packageVersion="1.0")[
                "assets"
            ],
            "origin": quarantined.of(name, "describe_package_version", "bank-core", packageVersion="1.0")[
                "packageVersion"
            ]["origin"],
        }
        for name in ("quarantine", "approved")
    ]
    assert both[0] == both[1]
    assert quarantined.versions("approved", "bank-core") == {"1.0": "Published"}


def test_a_copy_lives_on_its_own(quarantined: Bank, tmp_path: Path) -> None:
    quarantined.copy(versions=["1.0"])
    quarantined.of("quarantine", "dispose_package_versions", "bank-core", versions=["1.0"])
    assert quarantined.install("approved", tmp_path / "site", "bank-core==1.0").returncode == 0


def test_a_copy_pinned_to_a_revision_is_of_that_one_or_fails(quarantined: Bank, tmp_path: Path) -> None:
    pinned = quarantined.revision("quarantine")
    quarantined.publish("quarantine", sdist(tmp_path, "bank-core", "1.0"))
    assert codes(quarantined.copy(versionRevisions={"1.0": pinned})) == {"1.0": "MISMATCHED_REVISION"}
    assert quarantined.versions("approved", "bank-core") == {}
    given = quarantined.copy(versionRevisions={"1.0": quarantined.revision("quarantine")})
    assert list(given["successfulVersions"]) == ["1.0"]


def test_one_version_that_cannot_be_copied_keeps_the_others_back(quarantined: Bank) -> None:
    assert codes(quarantined.copy(versions=["1.0", "5.6.7"])) == {"1.0": "SKIPPED", "5.6.7": "NOT_FOUND"}
    assert quarantined.versions("approved", "bank-core") == {}


def test_what_is_there_already_is_left_or_overwritten_if_asked(quarantined: Bank, tmp_path: Path) -> None:
    quarantined.copy(versions=["1.0"])
    # The same content is a success that is not told.
    again = quarantined.copy(versions=["1.0", "2.0"])
    assert (list(again["successfulVersions"]), again["failedVersions"]) == (["2.0"], {})
    quarantined.publish("quarantine", sdist(tmp_path, "bank-core", "1.0"))
    assert codes(quarantined.copy(versions=["1.0"])) == {"1.0": "ALREADY_EXISTS"}
    overwritten = quarantined.copy(versions=["1.0"], allowOverwrite=True)
    assert list(overwritten["successfulVersions"]) == ["1.0"]
    assert quarantined.revision("approved") == quarantined.revision("quarantine")


def test_a_copy_looks_above_its_source_only_if_asked(bank: Bank, index: Outside, tmp_path: Path) -> None:
    bank.repository("internal")
    bank.repository("staging", "internal")
    bank.repository("approved")
    bank.publish("internal", wheel(tmp_path, "bank-core", "1.0"))
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        bank.copy("staging", versions=["1.0"])
    given = bank.copy("staging", versions=["1.0"], includeFromUpstream=True)
    assert list(given["successfulVersions"]) == ["1.0"]
    # What is outside was never in the domain, and cannot be copied.
    wheel(index.folder, "bank-core", "9.0")
    bank.repository("public-pypi", outside=True)
    assert bank.listed("public-pypi", "bank-core")
    given = bank.copy("public-pypi", versions=["9.0"], includeFromUpstream=True)
    assert codes(given) == {"9.0": "NOT_FOUND"}


@pytest.mark.parametrize("status", ["Archived", "Disposed"])
def test_what_cannot_be_had_cannot_be_copied(quarantined: Bank, status: str) -> None:
    if status == "Disposed":
        quarantined.of("quarantine", "dispose_package_versions", "bank-core", versions=["1.0"])
    else:
        quarantined.set_status(status)
    assert codes(quarantined.copy(versions=["1.0"])) == {"1.0": "NOT_ALLOWED"}


@pytest.mark.parametrize(
    "given", [{}, {"versions": ["1.0"], "versionRevisions": {"1.0": "x"}}], ids=["neither", "both"]
)
def test_a_copy_names_versions_or_revisions(quarantined: Bank, given: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        quarantined.copy(**given)
