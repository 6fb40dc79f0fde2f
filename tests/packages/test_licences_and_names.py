"""Which licences pass, and which names could be taken for others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from mlplatform.packages import licences, lookalikes

LISTED = ("MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0")


@pytest.mark.parametrize(
    "said",
    [
        "MIT",
        "mit license",
        "Apache License 2.0",
        "MIT OR GPL-3.0-only",
        "MIT AND Apache-2.0",
        "License :: OSI Approved :: BSD License",
        "License :: OSI Approved :: MIT License",
    ],
)
def test_a_licence_of_the_list_passes_however_it_is_said(said: str) -> None:
    assert licences.refusal(said, LISTED) == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (None, "names no licence"),
        ("", "names no licence"),
        ("GPL-3.0-only", "GPL-3.0-only, is not on the policy's list"),
        ("MIT AND GPL-3.0-only", "is not on the policy's list"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "is not on the policy's list"),
        ("See the file LICENSE", "cannot be told"),
        ("Proprietary", "cannot be told"),
        ("Apache", "Apache-1.1 AND Apache-2.0, is not on"),
        ("License :: OSI Approved :: Apache Software License", "Apache-1.1 AND Apache-2.0, is not on"),
        ("License :: OSI Approved :: MIT License; License :: OSI Approved :: BSD License", "cannot be told"),
    ],
)
def test_a_licence_that_is_not_on_the_list_or_cannot_be_told_is_found(said: str | None, why: str) -> None:
    assert why in licences.refusal(said, LISTED)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("reqeusts", "requests"),
        ("requets", "requests"),
        ("python-requests", "requests"),
        ("numpy-python", "numpy"),
        ("scikitlearn", "scikit-learn"),
        ("nurnpy", "numpy"),
        ("num-py", "numpy"),
        ("pandas-official", "pandas"),
        ("b0to3", "boto3"),
    ],
)
def test_a_name_that_could_be_taken_for_a_popular_one_is_found(name: str, meant: str) -> None:
    assert lookalikes.resembles(name, ()) == meant


@pytest.mark.parametrize("name", ["requests", "numpy", "scikit-learn", "Pandas", "boto3", "quiet-package"])
def test_popular_names_and_names_like_no_other_pass(name: str) -> None:
    assert lookalikes.resembles(name, ()) == ""


def test_a_name_that_was_approved_before_is_not_found_again() -> None:
    assert lookalikes.resembles("python-requests", ())
    assert lookalikes.resembles("python-requests", ("Python_Requests",)) == ""


def test_several_at_once_are_read_as_one_after_the_other() -> None:
    """What reads expressions is put together at its first use, and half of it reads none."""
    licences._spdx.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: licences.refusal("MIT OR Apache-2.0", ["MIT"]), range(64))) == {""}
