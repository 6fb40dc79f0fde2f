"""The lock of an image: by version and hash, approved, in step with what is below it, and what it still waits for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from images.conftest import DIGEST, Folder
from mlplatform.images import check, lock
from mlplatform.packages.standing import Live

NUMPY, PANDAS = "a" * 64, "b" * 64


def approved() -> Mapping[str, Live]:
    """What may be installed."""
    said = {"numpy": ("2.1.0", NUMPY), "pandas": ("2.2.3", PANDAS)}
    return {
        f"{name}=={version}": Live(name, version, {f"{name}.whl": sha256}, date(2027, 1, 1), ())
        for name, (version, sha256) in said.items()
    }


def findings(folder: Folder, text: str) -> list[str]:
    """What is found of base with this lock, without where."""
    folder.write("base/requirements.txt", text)
    images = folder.images()
    found = check.check(images["base"], images, approved).findings
    return [each.partition("requirements.txt:")[2] for each in found]


GOOD = f"numpy==2.1.0 \\\n    --hash=sha256:{NUMPY}\n    # via pandas\nPandas==2.2.3 --hash=sha256:{PANDAS}\n"


def test_a_lock_of_approved_versions_holds(folder: Folder) -> None:
    assert findings(folder, GOOD) == []
    assert [each.key for each in lock.read(GOOD) if isinstance(each, lock.Pinned)] == [
        "numpy==2.1.0",
        "pandas==2.2.3",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("numpy>=2\n", "1: numpy>=2 is no name==version"),
        ("numpy\n", "1: numpy is no name==version"),
        ("--index-url x\n", "1: --index-url is no name==version"),
        ("-e .\n", "1: -e is no name==version"),
        ("numpy @ file:///x\n", "1: numpy is no name==version"),
        ("numpy==2.1.0\n", "1: numpy==2.1.0 has no --hash=sha256:..., or something else beside it"),
        (f"numpy==2.1.0 --hash=md5:{NUMPY[:32]}\n", "1: numpy==2.1.0 has no --hash"),
        (f"numpy==2.1.0 --hash=sha256:{NUMPY} --x\n", "1: numpy==2.1.0 has no --hash"),
        (f"{GOOD}numpy==2.1.0 --hash=sha256:{NUMPY}\n", "5: numpy is there twice"),
        (f"\nnumpy==2.1.1 --hash=sha256:{NUMPY}\n", "2: numpy==2.1.1 is not approved, has expired, or was"),
        (f"numpy==2.1.0 --hash=sha256:{PANDAS}\n", "1: numpy==2.1.0 has a hash that nobody approved, bbbb"),
    ],
)
def test_a_line_that_is_not_an_approved_version_by_hash_is_found(
    folder: Folder, text: str, said: str
) -> None:
    assert any(each.startswith(said) for each in findings(folder, text))


def test_what_a_page_wants_is_in_the_lock_or_below(folder: Folder) -> None:
    page = "purpose: What all have\npython: '3.11'\nfrom: python\nrequirements: [pandas, xgboost]\n"
    folder.write("base/image.yaml", page)
    assert findings(folder, GOOD) == ["1: xgboost, which image.yaml wants, is not in the lock"]


def test_a_version_is_that_of_the_image_below(folder: Folder) -> None:
    findings(folder, GOOD.replace("2.1.0", "2.0.0"))
    above = "purpose: On top of it\npython: '3.11'\nfrom: base\nrequirements: [pandas]\n"
    folder.write("above/image.yaml", above)
    folder.write("above/Containerfile", (folder.path / "base" / "Containerfile").read_text())
    folder.write("above/requirements.txt", f"numpy==2.1.0 --hash=sha256:{NUMPY}\n")
    images = folder.images()
    (found,) = check.check(images["above"], images, approved).findings
    assert found.endswith("above/requirements.txt:1: numpy is 2.1.0, and 2.0.0 in base below it")


def test_an_image_waits_for_what_it_is_built_from_and_for_its_lock(folder: Folder) -> None:
    folder.write(
        "base/image.yaml", "purpose: What all have\npython: '3.11'\nfrom: python\nrequirements: [pandas]\n"
    )
    images = folder.images()
    assert check.check(images["python"], images, approved).says == (
        "waits: it has no digest yet; copy in Python"
    )
    assert check.check(images["base"], images, approved).says == (
        "waits: python, which it is built from, has no digest yet; it has no lock yet: "
        "mlp packages lock --image base pandas"
    )
    folder.write("python/digest", DIGEST)
    folder.write("base/requirements.txt", GOOD)
    images = folder.images()
    assert {check.check(each, images, approved).says for each in images.values()} == {"holds"}


def test_without_a_lock_nobody_asks_what_is_approved(folder: Folder) -> None:
    def nobody() -> Mapping[str, Live]:
        raise AssertionError

    images = folder.images()
    assert check.check(images["base"], images, nobody).findings == ()


def test_a_file_for_secrets_and_a_broken_containerfile_are_findings(folder: Folder) -> None:
    folder.write("base/pip.conf", "[global]\n")
    folder.write("base/Containerfile", "ARG BASE\nnonsense\n")
    images = folder.images()
    broken, secret = check.check(images["base"], images, approved).findings
    assert broken.endswith("base/Containerfile:2: 'nonsense' is no instruction")
    assert secret.endswith(
        "base/pip.conf: is a file for secrets; nothing of it belongs into an image's folder"
    )
    assert check.check(images["base"], images, approved).says == "2 findings"
