"""Package groups: what their patterns mean, who stands above whom, and the operations on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import wheel
from local_aws.package_tools import Bank
from mlplatform.local_aws.packages import groups
from mlplatform.local_aws.packages.contents import Coordinates

SPECIFIC = "ALLOW_SPECIFIC_REPOSITORIES"


def package(path: str) -> Coordinates:
    """Coordinates from a path as the documentation writes it: /format/namespace/name."""
    _, kind, namespace, name = path.split("/")
    return Coordinates(kind, namespace, name)


@pytest.mark.parametrize(
    ("pattern", "path", "strength"),
    [
        ("/*", "/pypi//requests", "STRONG"),
        ("/npm/*", "/npm//react", "STRONG"),
        ("/npm/*", "/pypi//react", None),
        ("/npm/space/*", "/npm/space/aui.components", "STRONG"),
        ("/npm/space/*", "/npm//aui.components", None),
        ("/maven/com.anycompany~", "/maven/com.anycompany.tools/core", "STRONG"),
        ("/maven/com.anycompany~", "/maven/com.anycompanyplus/core", None),
        ("/npm/space/foo~", "/npm/space/foo", "STRONG"),
        ("/npm/space/foo~", "/npm/space/foo-bar", "STRONG"),
        ("/npm/space/foo~", "/npm/space/food", None),
        ("/npm/space/foo~", "/npm/space/foot", None),
        ("/npm//AsyncStorage$", "/npm//AsyncStorage", "STRONG"),
        ("/npm//AsyncStorage$", "/npm//asyncStorage", "WEAK"),
        ("/npm//foo-bar$", "/npm//foo..bar", "WEAK"),
        ("/npm//foo-bar$", "/npm//foobar", None),
        ("/pypi//bank$", "/pypi//bank", "STRONG"),
        ("/pypi//bank$", "/pypi//bank-core", None),
        ("/pypi//bank~", "/pypi//bank-core", "STRONG"),
        ("/pypi//bank~", "/pypi//banking", None),
        ("/pypi//bank~", "/pypi//core-bank", None),
    ],
)  # fmt: skip
def test_a_pattern_matches_whole_words(pattern: str, path: str, strength: str | None) -> None:
    assert groups.parse(pattern).match(package(path)) == strength


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("pypi/*", "is no pattern"),
        ("/pypi//bank", "is no pattern"),
        ("/pypi//bank-~", "follows a letter or a digit"),
        ("/pypi//bank-*", "follows a slash alone"),
        ("/pypi//~", "follows a name"),
        ("/pypi/space/bank$", "have no namespace"),
        ("/pypi/bank~", "have no namespace"),
        ("/pypi//Bank_Core$", "the normalized name is bank-core"),
        ("/python//bank$", "is no package format"),
        ("/maven//core$", "have a namespace"),
        ("/npm/react$", "has a namespace before it"),
    ],
)
def test_a_pattern_that_means_nothing_is_refused(bank: Bank, pattern: str, said: str) -> None:
    with pytest.raises(ClientError, match="ValidationException") as refused:
        bank.call("create_package_group", packageGroup=pattern)
    assert said in str(refused.value)


def test_the_most_specific_pattern_has_the_package() -> None:
    patterns = ["/*", "/npm/*", "/npm/space/*", "/npm/space/foo~", "/npm/space/foo-bar$", "/npm/space/foo$"]
    found = {
        path: groups.associated(patterns, package(path))[0]
        for path in ("/pypi//six", "/npm//react", "/npm/space/aui", "/npm/space/foo-x", "/npm/space/foo-bar")
    }
    assert list(found.values()) == ["/*", "/npm/*", "/npm/space/*", "/npm/space/foo~", "/npm/space/foo-bar$"]
    above = {one: groups.parent_of(patterns, one) for one in patterns}
    assert above == {
        "/*": None,
        "/npm/*": "/*",
        "/npm/space/*": "/npm/*",
        "/npm/space/foo~": "/npm/space/*",
        "/npm/space/foo-bar$": "/npm/space/foo~",
        "/npm/space/foo$": "/npm/space/foo~",
    }


def test_namespaces_stand_above_their_packages() -> None:
    patterns = [
        "/*",
        "/maven/*",
        "/maven/com~",
        "/maven/com.bank~",
        "/maven/com.bank/*",
        "/maven/com.bank/core$",
    ]
    above = [groups.parent_of(patterns, one) for one in patterns[1:]]
    assert above == patterns[:-1]


def test_every_domain_has_a_root_that_lets_all_in_and_stays(bank: Bank) -> None:
    [root] = bank.call("list_package_groups")["packageGroups"]
    modes = {kind: one["mode"] for kind, one in root["originConfiguration"]["restrictions"].items()}
    assert (root["pattern"], set(modes.values())) == ("/*", {"ALLOW"})
    assert "parent" not in root
    with pytest.raises(ClientError, match="cannot be deleted"):
        bank.call("delete_package_group", packageGroup="/*")
    with pytest.raises(ClientError, match="nobody to inherit from"):
        bank.restrict("/*", PUBLISH="INHERIT")


def test_a_group_inherits_from_the_nearest_that_says_something(bank: Bank) -> None:
    bank.repository("internal")
    bank.restrict("/pypi/*", PUBLISH="BLOCK")
    bank.restrict("/pypi//bank~", ("EXTERNAL_UPSTREAM", "internal"), EXTERNAL_UPSTREAM=SPECIFIC)
    bank.call("create_package_group", packageGroup="/pypi//bank-core$", contactInfo="platform@bank.example")
    told = bank.call("describe_package_group", packageGroup="/pypi//bank-core$")["packageGroup"]
    assert told["parent"]["pattern"] == "/pypi//bank~"
    restrictions = told["originConfiguration"]["restrictions"]
    inherited = {
        kind: (one["mode"], one["effectiveMode"], one["inheritedFrom"]["pattern"])
        for kind, one in restrictions.items()
    }
    assert inherited == {
        "PUBLISH": ("INHERIT", "BLOCK", "/pypi/*"),
        "EXTERNAL_UPSTREAM": ("INHERIT", SPECIFIC, "/pypi//bank~"),
        "INTERNAL_UPSTREAM": ("INHERIT", "ALLOW", "/*"),
    }
    # Without the group between, its children belong to the one above.
    bank.call("delete_package_group", packageGroup="/pypi//bank~")
    told = bank.call("describe_package_group", packageGroup="/pypi//bank-core$")["packageGroup"]
    assert told["parent"]["pattern"] == "/pypi/*"
    assert told["originConfiguration"]["restrictions"]["EXTERNAL_UPSTREAM"]["effectiveMode"] == "ALLOW"


def test_repositories_are_listed_and_taken_off(bank: Bank) -> None:
    for name in ("internal", "approved"):
        bank.repository(name)

    def update(**given: Any) -> Any:
        return bank.call("update_package_group_origin_configuration", packageGroup="/*", **given)

    def listed(*names: str) -> list[dict[str, str]]:
        return [{"originRestrictionType": "PUBLISH", "repositoryName": name} for name in names]

    with pytest.raises(ClientError, match="ValidationException"):
        update(addAllowedRepositories=listed("internal"))
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        update(restrictions={"PUBLISH": SPECIFIC}, addAllowedRepositories=listed("nowhere"))
    given = update(restrictions={"PUBLISH": SPECIFIC}, addAllowedRepositories=listed("internal", "approved"))
    assert given["allowedRepositoryUpdates"] == {"PUBLISH": {"ADDED": ["internal", "approved"]}}
    again = update(addAllowedRepositories=listed("internal"), removeAllowedRepositories=listed("approved"))
    assert again["allowedRepositoryUpdates"] == {"PUBLISH": {"REMOVED": ["approved"]}}
    restriction = again["packageGroup"]["originConfiguration"]["restrictions"]["PUBLISH"]
    assert (restriction["mode"], restriction["repositoriesCount"]) == (SPECIFIC, 1)
    names = bank.call(
        "list_allowed_repositories_for_group", packageGroup="/*", originRestrictionType="PUBLISH"
    )
    assert names["allowedRepositories"] == ["internal"]
    # A mode without a list has none to come back to.
    update(restrictions={"PUBLISH": "ALLOW"})
    update(restrictions={"PUBLISH": SPECIFIC})
    names = bank.call(
        "list_allowed_repositories_for_group", packageGroup="/*", originRestrictionType="PUBLISH"
    )
    assert names["allowedRepositories"] == []


def test_packages_and_groups_find_each_other(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    for name in ("bank-core", "bank-risk", "other"):
        bank.publish("internal", wheel(tmp_path, name, "1.0"))
    preview = bank.call("list_associated_packages", packageGroup="/pypi//bank~", preview=True)["packages"]
    bank.call("create_package_group", packageGroup="/pypi//bank~")
    made = bank.call("list_associated_packages", packageGroup="/pypi//bank~")["packages"]
    assert (
        [one["package"] for one in preview] == [one["package"] for one in made] == ["bank-core", "bank-risk"]
    )
    assert {one["associationType"] for one in made} == {"STRONG"}
    left = bank.call("list_associated_packages", packageGroup="/*")["packages"]
    assert [one["package"] for one in left] == ["other"]
    nowhere = bank.call("get_associated_package_group", format="pypi", package="Bank.Nothing")
    assert (nowhere["packageGroup"]["pattern"], nowhere["associationType"]) == ("/pypi//bank~", "STRONG")


def test_a_name_that_only_resembles_a_groups_is_blocked(bank: Bank) -> None:
    bank.call("create_package_group", packageGroup="/npm//anycompany-spicy-client$")
    found = bank.call("get_associated_package_group", format="npm", package="AnyCompany-spicy-client")
    assert found["associationType"] == "WEAK"


def test_groups_are_listed_in_pages_by_prefix_and_below_one_another(bank: Bank) -> None:
    patterns = ["/npm/*", "/pypi/*", "/pypi//bank~", "/pypi//bank-core$", "/pypi//other$"]
    for one in patterns:
        bank.call("create_package_group", packageGroup=one)
    pages = bank.api.get_paginator("list_package_groups").paginate(
        domain="bank", prefix="/pypi", PaginationConfig={"PageSize": 3}
    )
    found = [[one["pattern"] for one in page["packageGroups"]] for page in pages]
    assert found == [["/pypi/*", "/pypi//bank-core$", "/pypi//bank~"], ["/pypi//other$"]]
    below = bank.call("list_sub_package_groups", packageGroup="/pypi/*")["packageGroups"]
    assert {one["pattern"] for one in below} == {"/pypi//bank~", "/pypi//other$"}
