"""The index that pip on this machine uses, behind ``public:pypi``: from outside to a person's machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from local_aws.package_tools import Bank

pytestmark = pytest.mark.slow


@pytest.fixture
def bank_outside(bank: Bank) -> Iterator[Bank]:
    """The bank, and the index of pip outside."""
    bank.aws.running.admin("package-index", "PUT", {"index": "pip"})
    yield bank
    bank.aws.running.admin("package-index", "PUT", {"index": None})


def test_a_version_goes_from_outside_to_where_it_is_used(bank_outside: Bank, tmp_path: Path) -> None:
    bank = bank_outside
    bank.repository("public-pypi", outside=True)
    bank.repository("quarantine")
    bank.repository("approved")
    taken_in = bank.pip("public-pypi", "download", "-d", tmp_path / "in", "requests==2.32.3")
    assert taken_in.returncode == 0, taken_in.stderr
    names = [one["package"] for one in bank.call("list_packages", repository="public-pypi")["packages"]]
    assert set(names) == {"requests", "urllib3", "idna", "certifi", "charset-normalizer"}
    for source, destination in (("public-pypi", "quarantine"), ("quarantine", "approved")):
        for name in names:
            told = bank.of(source, "list_package_versions", name)["versions"]
            copied = bank.call(
                "copy_package_versions",
                sourceRepository=source,
                destinationRepository=destination,
                format="pypi",
                package=name,
                versionRevisions={one["version"]: one["revision"] for one in told},
            )
            assert copied["failedVersions"] == {}
    bank.aws.running.admin("package-index", "PUT", {"index": None})
    installed = bank.install("approved", tmp_path / "site", "requests")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    assert (tmp_path / "site" / "requests" / "__init__.py").exists()
    origin = bank.of("approved", "describe_package_version", "requests", packageVersion="2.32.3")
    assert origin["packageVersion"]["origin"]["originType"] == "EXTERNAL"
    assets = bank.of("approved", "list_package_version_assets", "requests", packageVersion="2.32.3")["assets"]
    assert {one["name"] for one in assets} == {"requests-2.32.3-py3-none-any.whl", "requests-2.32.3.tar.gz"}


def test_a_page_of_many_files_is_quick_the_second_time(bank_outside: Bank) -> None:
    bank_outside.repository("public-pypi", outside=True)
    token = bank_outside.token()
    first = bank_outside.get("public-pypi", "simple/numpy/", token)
    again = bank_outside.get("public-pypi", "simple/numpy/", token)
    assert first.text == again.text
    assert first.text.count("<a href") > 1000
    assert again.elapsed.total_seconds() < 1
