"""What lists of packages and versions say, and what a domain and its repositories hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import wheel
from local_aws.package_tools import DOMAIN, Bank


def test_versions_are_listed_by_status_origin_and_time(quarantined: Bank) -> None:
    quarantined.set_status("Archived")

    def listed(**given: Any) -> list[str]:
        told = quarantined.of("quarantine", "list_package_versions", "bank-core", **given)
        return [one["version"] for one in told["versions"]]

    assert listed() == ["1.0", "2.0"]
    assert listed(status="Archived") == ["1.0"]
    assert listed(originType="EXTERNAL") == []
    assert listed(sortBy="PUBLISHED_TIME") == ["2.0", "1.0"]
    told = quarantined.of("quarantine", "list_package_versions", "bank-core")
    assert told["defaultDisplayVersion"] == "2.0"


def test_lists_of_packages_and_versions_come_in_pages(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    token = bank.token()
    for number in range(5):
        bank.publish("internal", wheel(tmp_path, f"bank-p{number}", "1.0"), token)
        bank.publish("internal", wheel(tmp_path, "bank-core", f"1.{number}"), token)
    place = {"domain": DOMAIN, "repository": "internal", "format": "pypi"}
    size = {"PageSize": 2}
    packages = bank.api.get_paginator("list_packages").paginate(
        **place, packagePrefix="bank-p", PaginationConfig=size
    )
    assert [len(page["packages"]) for page in packages] == [2, 2, 1]
    versions = bank.api.get_paginator("list_package_versions").paginate(
        **place, package="bank-core", PaginationConfig=size
    )
    assert [len(page["versions"]) for page in versions] == [2, 2, 1]
    assets = bank.api.get_paginator("list_package_version_assets").paginate(
        **place, package="bank-core", packageVersion="1.0", PaginationConfig=size
    )
    assert [len(page["assets"]) for page in assets] == [1]


def test_packages_are_listed_by_their_controls_and_ended_whole(quarantined: Bank) -> None:
    listed = quarantined.call("list_packages", repository="quarantine", publish="ALLOW", upstream="BLOCK")[
        "packages"
    ]
    assert [one["package"] for one in listed] == ["bank-core"]
    assert quarantined.call("list_packages", repository="quarantine", publish="BLOCK")["packages"] == []
    ended = quarantined.of("quarantine", "delete_package", "bank-core")["deletedPackage"]
    assert (ended["package"], quarantined.versions("quarantine", "bank-core")) == ("bank-core", {})
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        quarantined.of("quarantine", "describe_package", "bank-core")


def test_a_domain_with_repositories_stays_and_counts_each_asset_once(
    quarantined: Bank, tmp_path: Path
) -> None:
    quarantined.copy(versions=["1.0", "2.0"])
    size = sum(wheel(tmp_path, "bank-core", version).stat().st_size for version in ("1.0", "2.0"))
    domain = quarantined.call("describe_domain")["domain"]
    assert (domain["repositoryCount"], domain["assetSizeBytes"]) == (2, size)
    with pytest.raises(ClientError, match="ConflictException"):
        quarantined.call("delete_domain")
    for name in ("quarantine", "approved"):
        quarantined.call("delete_repository", repository=name)
    # A repository that is made anew is empty.
    quarantined.repository("approved")
    assert quarantined.versions("approved", "bank-core") == {}
    quarantined.call("delete_repository", repository="approved")
    quarantined.call("delete_domain")


@pytest.mark.parametrize(
    ("upstreams", "code"),
    [
        (["repo-c"], "ValidationException"),
        (["repo-a"], "ValidationException"),
        (["nowhere"], "ResourceNotFoundException"),
        ([f"up-{number}" for number in range(11)], "ServiceQuotaExceededException"),
    ],
)
def test_upstreams_lead_nowhere_back(bank: Bank, upstreams: list[str], code: str) -> None:
    bank.repository("repo-a")
    bank.repository("repo-b", "repo-a")
    bank.repository("repo-c", "repo-b")
    with pytest.raises(ClientError, match=code):
        bank.call(
            "update_repository", repository="repo-a", upstreams=[{"repositoryName": one} for one in upstreams]
        )
