"""A scan finds what it is there to find, and nothing where there is nothing."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mlplatform.errors import BadInput
from mlplatform.packages.advisories import Advisories, Advisory
from mlplatform.packages.record import File, Finding, Request, Version
from mlplatform.packages.scan import scan
from packages.records import NOON, policy, request
from packages.wheels import LONG_AGO, wheel

Made = Callable[..., Path]


def known(*some: Advisory, days: int = 1) -> Advisories:
    return Advisories((NOON - timedelta(days=days)).date(), "a" * 64, {"quiet-package": some})


def of(path: Path, **more: Any) -> Version:
    """The version that a wheel is of, as a request records it."""
    name, number = path.name.split("-")[:2]
    said = {"name": name.replace("_", "-"), "version": number, "licence": "MIT"}
    data = path.read_bytes()
    file = {
        "name": path.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "uploaded": LONG_AGO,
    }
    return Version.model_validate(said | {"files": [file]} | more)


def found(path: Path, *advisories: Advisory, approved: tuple[str, ...] = (), **more: Any) -> list[Finding]:
    asked = request(of(path, **more), scan=None)
    done = scan(
        asked,
        policy=policy(),
        file_of=lambda _, file: path.with_name(file.name),
        advisories=known(*advisories),
        approved_names=approved,
        now=NOON,
    )
    return list(done.findings)


def one(findings: list[Finding]) -> tuple[str, bool]:
    (finding,) = findings
    return finding.id, finding.acceptable


@pytest.fixture(name="made")
def _made(tmp_path: Path) -> Made:
    return lambda name="quiet-package", version="1.0", **more: wheel(tmp_path, name, version, **more)


def test_nothing_is_found_where_there_is_nothing(made: Made) -> None:
    assert found(made()) == []


def test_a_scan_says_what_was_known_when_it_was_made(made: Made) -> None:
    path = made()
    asked = request(of(path), scan=None)
    done = scan(
        asked, policy=policy(), file_of=lambda *_: path, advisories=known(days=3), approved_names=(), now=NOON
    )
    assert (done.scanned, done.advisories, done.advisories_sha256) == (
        NOON,
        (NOON - timedelta(days=3)).date(),
        "a" * 64,
    )


@pytest.mark.parametrize(("days", "says"), [(8, "8 days old; allowed: 7"), (-2, "which is yet to come")])
def test_advisories_that_are_too_old_or_of_a_day_to_come_scan_nothing(
    made: Made, days: int, says: str
) -> None:
    path = made()
    with pytest.raises(BadInput, match=says):
        scan(
            request(of(path), scan=None),
            policy=policy(),
            file_of=lambda *_: path,
            advisories=known(days=days),
            approved_names=(),
            now=NOON,
        )


def test_a_known_vulnerability_is_found_with_what_mends_it(made: Made) -> None:
    ranges = ((("introduced", "0"), ("fixed", "1.1")),)
    advisory = Advisory("TEST-7", ("CVE-2026-7",), "Runs what it reads.", frozenset(), ranges)
    (finding,) = found(made(), advisory)
    assert finding.id == "vulnerability:quiet-package==1.0:TEST-7"
    assert finding.what == "TEST-7 (CVE-2026-7); mended in 1.1: Runs what it reads."
    assert finding.acceptable
    assert found(made(version="1.1"), advisory) == []


def test_a_file_that_is_not_the_one_recorded_is_never_acceptable(made: Made) -> None:
    path = made()
    version = of(path)
    other = version.model_copy(update={"files": (version.files[0].model_copy(update={"sha256": "0" * 64}),)})
    done = scan(
        request(other, scan=None),
        policy=policy(),
        file_of=lambda *_: path,
        advisories=known(),
        approved_names=(),
        now=NOON,
    )
    assert one(list(done.findings)) == (f"hash:quiet-package==1.0:{path.name}", False)


def test_an_internal_name_from_outside_is_never_acceptable(made: Made) -> None:
    assert one(found(made("bank-scoring"))) == ("internal_name:bank-scoring==1.0", False)


@pytest.mark.parametrize("days", [0, 6])
def test_a_version_that_is_too_young_is_found(made: Made, days: int) -> None:
    path = made()
    file = of(path).files[0].model_copy(update={"uploaded": NOON - timedelta(days=days, minutes=1)})
    assert one(found(path, files=(file,))) == ("new:quiet-package==1.0", True)


def test_a_version_of_unknown_age_is_found(made: Made) -> None:
    path = made()
    assert one(found(path, files=(of(path).files[0].model_copy(update={"uploaded": None}),)))[0].startswith(
        "new:"
    )


def test_a_version_that_was_withdrawn_is_found(made: Made) -> None:
    assert one(found(made(), yanked=""))[0] == "yanked:quiet-package==1.0"


CODE = "import os\n"


@pytest.mark.parametrize(
    ("files", "kind", "acceptable"),
    [
        ({"quiet.pth": "import quiet; quiet.start()\n"}, "pth", False),
        ({"quiet_package-1.0.data/purelib/quiet.pth": "import\tquiet\n"}, "pth", False),
        ({"sitecustomize.py": CODE}, "pth", False),
        ({"quiet.pth": "/somewhere/else\n"}, "path-entry", True),
        ({"../outside.py": CODE}, "path", False),
        ({"/outside.py": CODE}, "path", False),
        ({"quiet_package-1.0.data/scripts/pip": "#!python\n"}, "script:pip", True),
        ({"quiet_package-1.0.data/data/bin/sh": "#!/bin/sh\n"}, "data", True),
        ({"quiet/_fast.so": b"\x7fELF"}, "binary", True),
    ],
)
def test_what_runs_or_writes_beside_being_imported_is_found(
    made: Made, files: dict[str, str | bytes], kind: str, acceptable: bool
) -> None:
    path = made(files=files)
    assert one(found(path)) == (f"contents:quiet-package==1.0:{kind}:{path.name}", acceptable)


def test_machine_code_is_expected_where_the_name_says_so(made: Made) -> None:
    assert found(made(files={"quiet/_fast.so": b"\x7fELF"}, tag="cp311-cp311-manylinux_2_28_x86_64")) == []


def test_manuals_and_kernels_go_where_they_always_went(made: Made) -> None:
    assert found(made(files={"quiet_package-1.0.data/data/share/man/man1/quiet.1": ""})) == []


def test_a_source_distribution_is_never_acceptable(tmp_path: Path) -> None:
    source = tmp_path / "quiet_package-1.0.tar.gz"
    source.write_bytes(b"setup")
    file = File(name=source.name, sha256=hashlib.sha256(b"setup").hexdigest(), size=5, uploaded=LONG_AGO)
    version = Version(name="quiet-package", version="1.0", licence="MIT", files=(file,))
    done = scan(
        request(version, scan=None),
        policy=policy(),
        file_of=lambda *_: source,
        advisories=known(),
        approved_names=(),
        now=NOON,
    )
    assert one(list(done.findings)) == (f"contents:quiet-package==1.0:source:{source.name}", False)


def test_a_wheel_without_a_record_of_its_files_is_never_acceptable(made: Made) -> None:
    path = made(record=False)
    assert one(found(path)) == (f"contents:quiet-package==1.0:record:{path.name}", False)


@pytest.mark.parametrize("entry", ["added.py", "quiet_package.py"])
def test_a_wheel_whose_files_are_not_those_of_its_record_is_found(made: Made, entry: str) -> None:
    path, other = made(), made(version="2.0")
    shutil.copy(path, other)
    with zipfile.ZipFile(other) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            if name != entry:
                after.writestr(name, before.read(name))
        after.writestr(entry, "import os\n")
    other.unlink()
    assert one(found(path)) == (f"contents:quiet-package==1.0:record:{path.name}", False)


def test_a_wheel_of_something_else_is_never_acceptable(made: Made, tmp_path: Path) -> None:
    inside = made("another", "3.0")
    path = tmp_path / "quiet_package-1.0-py3-none-any.whl"
    shutil.copy(inside, path)
    assert one(found(path)) == (f"contents:quiet-package==1.0:identity:{path.name}", False)


def test_what_is_no_zip_is_never_acceptable(tmp_path: Path) -> None:
    path = tmp_path / "quiet_package-1.0-py3-none-any.whl"
    path.write_bytes(b"PK nothing")
    assert one(found(path)) == (f"contents:quiet-package==1.0:zip:{path.name}", False)


def test_findings_have_the_order_of_the_closure_and_the_same_ids_each_time(tmp_path: Path) -> None:
    paths = [wheel(tmp_path, f"quiet-{letter}", "1.0", record=False, licence=None) for letter in "cab"]
    asked: Request = request(*(of(path, licence=None) for path in paths), scan=None)

    def ids() -> list[str]:
        done = scan(
            asked,
            policy=policy(),
            file_of=lambda _, file: tmp_path / file.name,
            advisories=known(),
            approved_names=(),
            now=NOON,
        )
        return [finding.id for finding in done.findings]

    assert [id.split("==")[0] for id in ids()[::2]] == [
        "licence:quiet-c",
        "licence:quiet-a",
        "licence:quiet-b",
    ]
    assert ids() == ids()
