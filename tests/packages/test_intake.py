"""Quarantine holds the very files that a request records, file by file, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from local_aws.package_files import sdist, sha256
from mlplatform.errors import Findings
from mlplatform.packages.intake import Links
from mlplatform.packages.record import File
from mlplatform.packages.store import PUBLIC, QUARANTINE
from packages.records import request
from packages.shop import Shop

SIX = "six-1.17.0-py3-none-any.whl"


def another(shop: Shop, name: str) -> Path:
    """A second file of the same version."""
    path = shop.index.folder / name
    return Path(shutil.copy(path, path.with_name(name.replace("py3", "py2"))))


def test_the_recorded_file_comes_and_its_neighbours_stay_outside(shop: Shop) -> None:
    sdist(shop.index.folder, "six", "1.17.0")
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    assert shop.assets(QUARANTINE, six) == {SIX: six.files[0].sha256}
    assert sorted(shop.assets(PUBLIC, six) or {}) == [SIX, "six-1.17.0.tar.gz"]  # AWS takes all of them in


def test_what_is_there_is_not_brought_again(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    shop.said.clear()
    shop.fill(six)
    assert shop.said == []


def test_a_killed_run_brings_what_is_missing(shop: Shop) -> None:
    six, idna = shop.made("six", "1.17.0"), shop.made("idna", "3.10")
    shop.fill(six)
    shop.said.clear()
    shop.fill(six, idna)
    assert shop.said == ["idna-3.10-py3-none-any.whl: downloaded", "1 files: uploaded to quarantine"]
    assert shop.assets(QUARANTINE, idna)


def test_another_file_than_was_recorded_is_never_uploaded(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.made("six", "1.17.0", body="import this\n")
    with pytest.raises(Findings, match=r"has the SHA-256 .* and is recorded with .*; it is not the file"):
        shop.fill(six)
    assert shop.status(QUARANTINE, six) == "nowhere"


def test_a_file_that_the_index_has_no_more_is_said(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    gone = six.model_copy(
        update={"files": (File(name="six-1.17.0-cp311-none-any.whl", sha256="a" * 64, size=1),)}
    )
    with pytest.raises(
        Findings, match=r"six-1.17.0-cp311-none-any.whl is not in the index, or AWS does not see it yet"
    ):
        shop.fill(gone)


def test_a_package_that_the_index_does_not_know_is_said(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    (shop.index.folder / SIX).unlink()
    with pytest.raises(Findings, match="/simple/six/: 404"):
        shop.fill(six)


def test_a_file_in_quarantine_that_no_request_records_goes(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    path = another(shop, SIX)
    source = File(name=path.name, sha256=sha256(path), size=1)
    shop.fill(six.model_copy(update={"files": (*six.files, source)}))
    shop.fill(six)
    assert shop.assets(QUARANTINE, six) == {SIX: six.files[0].sha256}
    assert (
        "six==1.17.0: quarantine holds six-1.17.0-py2-none-any.whl, which no request records; filled anew"
        in shop.said
    )


def test_a_file_that_another_request_records_stays(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    path = another(shop, SIX)
    both = six.model_copy(update={"files": (*six.files, File(name=path.name, sha256=sha256(path), size=1))})
    shop.fill(both)
    shop.fill(six, others=[request(both)])
    assert sorted(shop.assets(QUARANTINE, six) or {}) == [path.name, SIX]


def test_other_bytes_in_quarantine_are_left_for_people_to_look_at(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    shop.tamper(QUARANTINE, six, rehash=True)
    with pytest.raises(Findings, match="find out which is right before either is used"):
        shop.fill(six)


def test_an_archived_version_is_brought_anew(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    shop.store.archive(QUARANTINE, "six", "1.17.0")
    shop.fill(six)
    assert shop.status(QUARANTINE, six) == "Published"


def test_a_file_that_is_no_package_is_refused_in_one_line(shop: Shop) -> None:
    path = shop.index.folder / SIX
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"no zip")
    odd = File(name=SIX, sha256=sha256(path), size=6)
    with pytest.raises(
        Findings, match=r"^quarantine: upload refused: zipfile.BadZipFile: File is not a zip file$"
    ):
        shop.fill(
            shop.made("idna", "3.10").model_copy(update={"name": "six", "version": "1.17.0", "files": (odd,)})
        )


def test_links_are_read_whatever_they_look_like() -> None:
    page = '<a href="../../files/a-1.0%2Bcpu-py3-none-any.whl#sha256=1">x</a><A HREF="https://else/b.whl">b</A><a>c</a>'
    assert Links(page, "https://index/simple/a/").files == {
        "a-1.0+cpu-py3-none-any.whl": "https://index/files/a-1.0%2Bcpu-py3-none-any.whl",
        "b.whl": "https://else/b.whl",
    }
