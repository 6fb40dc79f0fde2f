"""Wheels made to pass a scan, and honest ones that look odd: what is in them is what decides."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mlplatform.packages import contents, request
from mlplatform.packages.index import configured
from mlplatform.packages.record import Version
from packages.records import ASKS, NOON, policy
from packages.test_scan import found, of
from packages.wheels import wheel

DATA = "quiet_package-1.0.data"
RUNS = "import os\n"


def kinds(path: Path, **more: object) -> dict[str, bool]:
    """What is found in a wheel by its kind, and whether an approver may accept it."""
    return {one.kind: one.acceptable for one in contents.look(path, of(path, **more))}


def made(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    return wheel(folder, "quiet-package", "1.0", files=files)


def recorded(path: Path, edit: Callable[[bytes], bytes]) -> Path:
    """The wheel with another RECORD."""
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(name, edit(data) if name.endswith("/RECORD") else data)
    return path


def row(name: str, told: str) -> Callable[[bytes], bytes]:
    """An edit of RECORD: another hash for a file."""

    def edit(record: bytes) -> bytes:
        rows = [one for one in record.decode().splitlines() if not one.startswith(f"{name},")]
        return "\n".join([*rows, f"{name},{told},3", ""]).encode()

    return edit


@pytest.mark.parametrize(
    "entry",
    [
        "./evil.pth",
        f"{DATA}/purelib//evil.pth",
        f"{DATA}/platlib/evil.pth",
        f"{DATA}/data/lib/python3.11/site-packages/evil.pth",
        f"{DATA}/data/lib/python3/dist-packages/evil.pth",
        f"{DATA}/data/lib/python3.11/site-packages/sitecustomize.py",
    ],
)
def test_code_at_every_start_is_found_wherever_it_is_put_from(tmp_path: Path, entry: str) -> None:
    assert kinds(made(tmp_path, {entry: RUNS}))["pth"] is False


def test_code_behind_a_mark_of_utf8_is_code(tmp_path: Path) -> None:
    assert kinds(made(tmp_path, {"evil.pth": b"\xef\xbb\xbfimport os\n"})) == {"pth": False}


@pytest.mark.parametrize("entry", ["./quiet.py", "quiet//fast.py", "quiet/./fast.py", "quiet\\fast.py"])
def test_a_path_that_does_not_say_where_it_leads_is_never_acceptable(tmp_path: Path, entry: str) -> None:
    assert kinds(made(tmp_path, {entry: ""}))["path"] is False


@pytest.mark.parametrize(
    "place", ["lib/python3.11/os.py", "lib64/python3.11/os.py", "bin/python3", "pyvenv.cfg"]
)
def test_what_replaces_a_part_of_python_is_never_acceptable(tmp_path: Path, place: str) -> None:
    assert kinds(made(tmp_path, {f"{DATA}/data/{place}": ""})) == {"python": False}


def test_an_approver_reads_all_that_he_accepts(tmp_path: Path) -> None:
    path = made(tmp_path, {f"{DATA}/data/bin/first": "", f"{DATA}/data/bin/second": ""})
    (finding,) = found(path)
    assert finding.what.endswith("writes bin/first, bin/second into the environment's own folder")


def test_of_very_many_files_the_rest_is_counted(tmp_path: Path) -> None:
    path = made(tmp_path, {f"{DATA}/data/bin/{number:02}": "" for number in range(12)})
    assert "bin/09 and 2 more into" in found(path)[0].what


@pytest.mark.parametrize(
    "folder", ["pip-99.0.dist-info", f"{DATA}/purelib/pip-99.0.dist-info", "pip.egg-info"]
)
def test_a_wheel_that_would_be_listed_as_another_package_too_is_never_acceptable(
    tmp_path: Path, folder: str
) -> None:
    path = made(tmp_path, {"quiet.py": "", f"{folder}/entry_points.txt": "[console_scripts]\n"})
    assert kinds(path) == {"registers": False}


def test_a_wheel_whose_listing_is_of_another_version_is_never_acceptable(tmp_path: Path) -> None:
    path = made(tmp_path)
    with zipfile.ZipFile(path) as archive:
        inside = {
            name.replace("1.0.dist-info", "1.1.dist-info"): archive.read(name) for name in archive.namelist()
        }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data.replace(b"1.0.dist-info", b"1.1.dist-info"))
    assert kinds(path) == {"identity": False}


def test_the_older_listing_of_its_own_name_is_its_own(tmp_path: Path) -> None:
    assert kinds(made(tmp_path, {"quiet.py": "", "quiet_package.egg-info/PKG-INFO": ""})) == {}


def test_modules_of_a_package_that_many_know_are_found_in_one_that_few_know(tmp_path: Path) -> None:
    assert kinds(made(tmp_path, {"requests/adapters.py": ""})) == {"others": True}
    known = wheel(tmp_path, "beautifulsoup4", "1.0", files={"bs4/__init__.py": ""})
    assert kinds(known) == {}


def test_machine_code_is_known_by_how_it_begins(tmp_path: Path) -> None:
    assert kinds(made(tmp_path, {"quiet/model.bin": b"\x7fELF\x02\x01"})) == {"binary": True}
    assert kinds(made(tmp_path, {"quiet/model.bin": b"ELF"})) == {}


MD5 = base64.urlsafe_b64encode(hashlib.md5(b"x=1", usedforsecurity=False).digest()).rstrip(b"=").decode()


@pytest.mark.parametrize("told", ["", f"md5={MD5}", "shake_128=abc", "sha256=abc", "nothing=abc"])
def test_a_file_whose_hash_in_record_does_not_hold_is_never_acceptable(tmp_path: Path, told: str) -> None:
    path = recorded(made(tmp_path, {"a.py": "x=1"}), row("a.py", told))
    assert kinds(path) == {"record": False}


def test_stronger_hashes_and_padding_are_as_good(tmp_path: Path) -> None:
    told = base64.urlsafe_b64encode(hashlib.sha512(b"x=1").digest()).decode()
    assert kinds(recorded(made(tmp_path, {"a.py": "x=1"}), row("a.py", f"sha512={told}"))) == {}


def test_a_file_that_record_names_and_that_is_not_there_is_found(tmp_path: Path) -> None:
    path = recorded(made(tmp_path), lambda record: record + b"gone.py,sha256=abc,3\n")
    assert kinds(path) == {"record-absent": True}


@pytest.mark.parametrize("rows", [b"\xff\xfe,,\n", b"x" * 200_000 + b",,\n"])
def test_a_record_that_cannot_be_read_is_a_finding_and_no_crash(tmp_path: Path, rows: bytes) -> None:
    assert kinds(recorded(made(tmp_path), lambda record: record + rows)) == {"zip": False}


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_LARGE", 1000)
    path = recorded(made(tmp_path, {"quiet.py": b"\0" * 2_000_000}), bytes)
    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("it was read"))
        odd = contents.look(path, of(path))
        assert [(one.kind, one.acceptable) for one in odd] == [("bomb", False)]


def test_versions_are_compared_as_numbers(tmp_path: Path) -> None:
    path = wheel(tmp_path, "quiet-package", "2023.07.22")
    assert kinds(path, version="2023.7.22") == {}
    assert kinds(path, version="2023.7.23")["identity"] is False


def test_a_record_that_says_another_licence_than_the_file_is_never_acceptable(tmp_path: Path) -> None:
    path = wheel(tmp_path, "quiet-package", "1.0", licence="GPL-3.0-only")
    assert kinds(path, licence="MIT") == {"licence": False}
    assert kinds(path, licence="GPL-3.0-only") == {}


def test_a_record_that_hides_what_a_file_needs_is_never_acceptable(tmp_path: Path) -> None:
    path = wheel(tmp_path, "quiet-package", "1.0", requires=["another>=1"])
    assert kinds(path) == {"needs": False}
    assert kinds(path, requires_dist=["another>=1"]) == {}


@pytest.mark.slow
def test_nothing_is_found_in_the_wheels_of_real_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path / "work"))
    said = {"requester": ASKS, "because": "HTTP.", "use_cases": ["credit_risk"], "now": NOON}
    drafted = request.draft("requests==2.32.3", policy=policy(), index=configured(), **said)  # type: ignore[arg-type]
    target = ["--python-version", "3.11", "--platform", "manylinux_2_28_x86_64", "--platform", "any"]
    target += ["--platform", "manylinux_2_17_x86_64", "--platform", "manylinux2014_x86_64"]
    keys = [version.key for version in drafted.closure]
    words = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", *target]
    subprocess.run([*words, "-d", str(tmp_path), *keys], check=True)

    def looked(version: Version) -> list[contents.Oddity]:
        there = [tmp_path / file.name for file in version.files if (tmp_path / file.name).is_file()]
        assert there, f"pip took none of the files of {version.key}"
        return [odd for path in there for odd in contents.look(path, version)]

    assert {version.key: looked(version) for version in drafted.closure} == {key: [] for key in keys}


def test_start_up_code_that_the_policy_knows_may_be_accepted_and_no_other(tmp_path: Path) -> None:
    known = (hashlib.sha256(RUNS.encode()).hexdigest(),)
    path = made(tmp_path, {"known.pth": RUNS})
    assert {one.kind: one.acceptable for one in contents.look(path, of(path), known)} == {"pth-known": True}
    path = made(tmp_path, {"known.pth": RUNS, "other.pth": RUNS + "\n"})
    told = {one.kind: one.acceptable for one in contents.look(path, of(path), known)}
    assert told == {"pth-known": True, "pth": False}
