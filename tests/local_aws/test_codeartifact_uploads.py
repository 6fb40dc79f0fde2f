"""Uploads as twine makes them: what agrees with itself and is not there already comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_aws.package_files import sdist, wheel
from local_aws.package_tools import Bank


def test_the_same_file_again_changes_nothing_and_another_is_a_conflict(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    first, other = (
        wheel(tmp_path / "a", "bank-core", "1.2"),
        wheel(tmp_path / "b", "bank-core", "1.2", body="x = 1"),
    )
    assert [bank.publish("internal", one).status_code for one in (first, first, other)] == [200, 200, 409]
    refused = bank.twine("internal", other)
    assert refused.returncode == 1
    assert "409" in refused.stdout + refused.stderr
    [version] = bank.of("internal", "list_package_versions", "bank-core")["versions"]
    # Another asset of the version may come, and the revision names the new set.
    assert bank.publish("internal", sdist(tmp_path, "bank-core", "1.2")).status_code == 200
    assert (
        bank.of("internal", "list_package_versions", "bank-core")["versions"][0]["revision"]
        != version["revision"]
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sha256_digest": "0" * 64}, "SHA-256"),
        ({"name": "other"}, "is not a file of other"),
        ({":action": "submit"}, "no upload of a file"),
    ],
)
def test_an_upload_that_does_not_agree_with_itself_is_refused(
    bank: Bank, tmp_path: Path, fields: dict[str, str], said: str
) -> None:
    bank.repository("internal")
    answer = bank.publish("internal", wheel(tmp_path, "bank-core", "1.2"), **fields)
    assert (answer.status_code, said in answer.text) == (400, True), answer.text
    assert bank.versions("internal", "bank-core") == {}


def test_a_file_that_is_no_distribution_is_refused(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    named_so, renamed = tmp_path / "bank_core-1.2-py3-none-any.whl", tmp_path / "bank_core-9-py3-none-any.whl"
    named_so.write_bytes(b"no zip")
    assert bank.publish("internal", named_so).status_code == 400
    wheel(tmp_path / "w", "bank-core", "1.2").rename(renamed)
    assert "bank-core 1.2 by its metadata" in bank.publish("internal", renamed).text


def test_a_version_that_an_upstream_has_cannot_be_published_below_it(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    bank.repository("approved", "internal")
    bank.publish("internal", wheel(tmp_path, "bank-core", "1.0"))
    refused = bank.publish("approved", wheel(tmp_path / "other", "bank-core", "1.0", body="x = 1"))
    assert (refused.status_code, "in internal" in refused.text) == (409, True)
    assert bank.publish("approved", wheel(tmp_path, "bank-core", "1.1")).status_code == 200
