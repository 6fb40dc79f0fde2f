"""Origin controls: by which way versions come into a repository, by the package's own word and its group's."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_aws.package_files import Outside, wheel
from local_aws.package_tools import Bank
from mlplatform.local_aws.packages.origin import Controls

OPEN = {"PUBLISH": "ALLOW", "EXTERNAL_UPSTREAM": "ALLOW", "INTERNAL_UPSTREAM": "ALLOW"}
CLOSED = {"PUBLISH": "BLOCK", "EXTERNAL_UPSTREAM": "BLOCK", "INTERNAL_UPSTREAM": "BLOCK"}
SPECIFIC = "ALLOW_SPECIFIC_REPOSITORIES"


def own(bank: Bank, repository: str, package: str) -> dict[str, str]:
    """A package's own controls."""
    told = bank.of(repository, "describe_package", package)["package"]
    controls: dict[str, str] = told["originConfiguration"]["restrictions"]
    return controls


def test_a_published_package_takes_nothing_from_outside(bank: Bank, index: Outside, tmp_path: Path) -> None:
    """The attack by a public package of the bank's name, with a higher version."""
    wheel(index.folder, "bank-core", "99.0")
    bank.repository("public-pypi", outside=True)
    assert bank.publish("public-pypi", wheel(tmp_path, "bank-core", "1.0")).status_code == 200
    assert own(bank, "public-pypi", "bank-core") == {"publish": "ALLOW", "upstream": "BLOCK"}
    assert bank.listed("public-pypi", "bank-core") == ["bank_core-1.0-py3-none-any.whl"]
    got = bank.pip("public-pypi", "download", "-d", tmp_path / "got", "bank-core==99.0")
    assert got.returncode == 1


def test_nothing_is_published_to_a_package_that_came_from_outside(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing")
    assert own(bank, "public-pypi", "thing") == {"publish": "BLOCK", "upstream": "ALLOW"}
    refused = bank.twine("public-pypi", wheel(tmp_path, "thing", "1.1"))
    assert refused.returncode == 1
    assert "403" in refused.stdout + refused.stderr
    said = bank.publish("public-pypi", wheel(tmp_path, "thing", "1.1"))
    assert (said.status_code, "block new version publishes" in said.text) == (403, True)
    # Whoever may set the package's controls lets it in.
    opened = {"publish": "ALLOW", "upstream": "BLOCK"}
    bank.of("public-pypi", "put_package_origin_configuration", "thing", restrictions=opened)
    assert bank.publish("public-pypi", wheel(tmp_path, "thing", "1.1")).status_code == 200
    assert bank.versions("public-pypi", "thing") == {"1.0": "Published", "1.1": "Published"}


def test_a_name_can_be_closed_before_anything_has_it(bank: Bank, index: Outside) -> None:
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    closed = {"publish": "BLOCK", "upstream": "BLOCK"}
    bank.of("public-pypi", "put_package_origin_configuration", "thing", restrictions=closed)
    assert bank.listed("public-pypi", "thing") == []
    assert bank.of("public-pypi", "list_package_versions", "thing")["versions"] == []


@pytest.mark.parametrize(
    ("root", "lists", "seen"),
    [
        (OPEN, [], {"public-pypi", "downstream", "aside"}),
        ({**OPEN, "EXTERNAL_UPSTREAM": "BLOCK"}, [], set()),
        ({**OPEN, "INTERNAL_UPSTREAM": "BLOCK"}, [], {"public-pypi"}),
        (
            {**OPEN, "EXTERNAL_UPSTREAM": SPECIFIC},
            [("EXTERNAL_UPSTREAM", "public-pypi")],
            {"public-pypi", "downstream", "aside"},
        ),
        ({**OPEN, "EXTERNAL_UPSTREAM": SPECIFIC}, [("EXTERNAL_UPSTREAM", "downstream")], set()),
        (
            {**OPEN, "INTERNAL_UPSTREAM": SPECIFIC},
            [("INTERNAL_UPSTREAM", "downstream")],
            {"public-pypi", "downstream"},
        ),
        (CLOSED, [], set()),
    ],
)
def test_a_group_says_which_repositories_take_in(
    bank: Bank, index: Outside, root: dict[str, str], lists: list[tuple[str, str]], seen: set[str]
) -> None:
    """EXTERNAL_UPSTREAM is for the repository with the connection, INTERNAL_UPSTREAM for the one below it."""
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.repository("downstream", "public-pypi")
    bank.repository("aside", "public-pypi")
    bank.restrict("/*", *lists, **root)
    assert {name for name in ("public-pypi", "downstream", "aside") if bank.listed(name, "thing")} == seen


@pytest.fixture
def ruled(bank: Bank) -> Bank:
    """The bank's four repositories, and the rules by which names come into them."""
    bank.repository("public-pypi", outside=True)
    bank.repository("quarantine")
    bank.repository("internal")
    bank.repository("approved", "internal")
    bank.restrict(
        "/*", ("EXTERNAL_UPSTREAM", "public-pypi"), ("PUBLISH", "quarantine"),
        PUBLISH=SPECIFIC, EXTERNAL_UPSTREAM=SPECIFIC, INTERNAL_UPSTREAM="BLOCK",
    )  # fmt: skip
    bank.restrict(
        "/pypi//bank~", ("PUBLISH", "internal"), ("INTERNAL_UPSTREAM", "approved"),
        PUBLISH=SPECIFIC, EXTERNAL_UPSTREAM="BLOCK", INTERNAL_UPSTREAM=SPECIFIC,
    )  # fmt: skip
    return bank


def test_the_banks_own_names_and_others_are_published_to_one_repository_each(
    ruled: Bank, index: Outside, tmp_path: Path
) -> None:
    names = ("bank", "bank-core", "banking", "thing")
    for name in names:
        wheel(index.folder, name, "9.0")
    assert [name for name in names if ruled.listed("public-pypi", name)] == ["banking", "thing"]
    published = {
        (repository, name): ruled.publish(repository, wheel(tmp_path, name, "1.0")).status_code
        for repository in ("internal", "quarantine", "approved")
        for name in names
    }
    assert set(published.values()) == {200, 403}
    assert [one for one, status in published.items() if status == 200] == [
        ("internal", "bank"), ("internal", "bank-core"), ("quarantine", "banking"), ("quarantine", "thing"),
    ]  # fmt: skip


def test_what_is_published_inside_reaches_the_repository_below_and_others_are_copied(
    ruled: Bank, tmp_path: Path
) -> None:
    for version in ("1.0", "1.1"):
        assert ruled.publish("internal", wheel(tmp_path, "bank-core", version)).status_code == 200
        got = ruled.pip("approved", "download", "-d", tmp_path / "got", f"bank-core=={version}")
        assert got.returncode == 0, got.stderr
    # A group that restricts leaves nothing to the package itself.
    assert own(ruled, "internal", "bank-core") == {"publish": "ALLOW", "upstream": "ALLOW"}
    ruled.publish("quarantine", wheel(tmp_path, "thing", "1.0"))
    assert ruled.listed("approved", "thing") == []
    assert list(ruled.copy(package="thing", versions=["1.0"])["successfulVersions"]) == ["1.0"]
    assert ruled.install("approved", tmp_path / "site", "thing").returncode == 0


def test_a_block_of_either_wins(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    bank.publish("internal", wheel(tmp_path, "bank-core", "1.0"))
    bank.restrict("/pypi//bank-core$", **CLOSED)
    assert bank.publish("internal", wheel(tmp_path, "bank-core", "1.1")).status_code == 403
    bank.restrict("/pypi//bank-core$", **OPEN)
    assert bank.publish("internal", wheel(tmp_path, "bank-core", "1.1")).status_code == 200
    closed = {"publish": "BLOCK", "upstream": "ALLOW"}
    bank.of("internal", "put_package_origin_configuration", "bank-core", restrictions=closed)
    assert bank.publish("internal", wheel(tmp_path, "bank-core", "1.2")).status_code == 403


def test_a_copy_is_not_bound_as_aws_says_of_a_patched_version(
    bank: Bank, index: Outside, tmp_path: Path
) -> None:
    """The version is published where the public one cannot be seen, and copied to where it is used."""
    wheel(index.folder, "thing", "1.0")
    bank.repository("public-pypi", outside=True)
    bank.repository("patches")
    bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing")
    bank.publish("patches", wheel(tmp_path, "thing", "1.0.post1"))
    bank.restrict("/*", **CLOSED)
    copied = bank.call(
        "copy_package_versions", sourceRepository="patches", destinationRepository="public-pypi",
        format="pypi", package="thing", versions=["1.0.post1"],
    )  # fmt: skip
    assert list(copied["successfulVersions"]) == ["1.0.post1"]
    assert bank.versions("public-pypi", "thing") == {"1.0": "Published", "1.0.post1": "Published"}


def test_what_was_kept_before_a_block_stays(bank: Bank, index: Outside, tmp_path: Path) -> None:
    wheel(index.folder, "thing", "1.0")
    wheel(index.folder, "thing", "2.0")
    bank.repository("public-pypi", outside=True)
    bank.pip("public-pypi", "download", "-d", tmp_path / "got", "thing==1.0")
    bank.restrict("/*", **CLOSED)
    assert bank.listed("public-pypi", "thing") == ["thing-1.0-py3-none-any.whl"]


def test_a_name_that_only_resembles_the_groups_comes_in_by_no_way() -> None:
    """Two packages that differ in case, which the index of Python does not have and others do."""
    modes = {kind: ("ALLOW", frozenset[str]()) for kind in OPEN}
    assert all(Controls(modes, lookalike=False).allow(kind, "internal") for kind in OPEN)
    assert not any(Controls(modes, lookalike=True).allow(kind, "internal") for kind in OPEN)
