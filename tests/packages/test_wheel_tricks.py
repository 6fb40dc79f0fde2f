"""Wheels that one reader takes for another than the next does, or that break whoever looks: none of them passes."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mlplatform.packages.wheel_files import wheel_metadata
from packages.test_contents import kinds, made, recorded
from packages.wheels import wheel

INFO = "quiet_package-1.0.dist-info"
NAME = "quiet_package.py"


def test_an_honest_wheel_has_none_of_it(tmp_path: Path) -> None:
    assert kinds(made(tmp_path)) == {}


@pytest.mark.parametrize(
    "entry",
    [
        "sitecustomize/__init__.py",
        "usercustomize.cpython-311-x86_64-linux-gnu.so",
        "sitecustomize.pyc",
        "quiet_package-1.0.data/platlib/sitecustomize/__init__.py",
        "quiet_package-1.0.data/data/lib/python3.11/site-packages/usercustomize/__init__.py",
        "_distutils_hack/__init__.py",  # which the start of an installed setuptools asks for
    ],
)
def test_a_module_that_python_asks_for_at_every_start_is_code_in_any_dress(
    tmp_path: Path, entry: str
) -> None:
    assert kinds(made(tmp_path, {entry: "import os\n"}))["pth"] is False


@pytest.mark.parametrize("command", ["python", "python3.11", "Python3", "../../etc/profile", "bin/x"])
def test_no_command_takes_the_place_of_python_or_leaves_its_folder(tmp_path: Path, command: str) -> None:
    said = f"# a word before\n[console_scripts]\nquiet = quiet_package:run\n  {command} = quiet_package:run\n"
    assert kinds(made(tmp_path, {f"{INFO}/entry_points.txt": said}))["command"] is False


def test_a_command_of_its_own_is_nothing(tmp_path: Path) -> None:
    said = "[console_scripts]\nquiet = quiet_package:run\npython-quiet = quiet_package:run\n[other]\npython = a:b\n"
    assert kinds(made(tmp_path, {f"{INFO}/entry_points.txt": said})) == {}


def test_commands_that_cannot_be_read_let_nothing_in(tmp_path: Path) -> None:
    assert kinds(made(tmp_path, {f"{INFO}/entry_points.txt": b"\xff\xfe"}))["zip"] is False


@pytest.mark.parametrize("name", ["quiet\x1b[2K.py", "quiet\u202eyp.py", "quiet\nhidden.py", "/etc/passwd"])
def test_a_path_that_is_not_what_is_seen_is_never_let_in(tmp_path: Path, name: str) -> None:
    assert kinds(made(tmp_path, {name: ""}))["path"] is False


def test_a_link_is_never_let_in(tmp_path: Path) -> None:
    path = made(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("quiet_link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert kinds(path)["link"] is False


def test_a_record_of_files_elsewhere_is_never_let_in(tmp_path: Path) -> None:
    # pip takes away what RECORD names, when the package goes.
    path = recorded(made(tmp_path), lambda told: told + b"/etc/passwd,sha256=abc,3\n../../x,,\n")
    assert kinds(path) == {"record-path": False}


def edited(path: Path, edit: Callable[[bytearray], bytes]) -> Path:
    path.write_bytes(edit(bytearray(path.read_bytes())))
    return path


def hides_a_part(data: bytearray) -> bytes:
    """A file before the list that the list does not name."""
    at = struct.unpack("<L", data[-6:-2])[0]
    body = b"import os\n"
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, len(body), len(body), 4, 0)
    part = head + b"x.py" + body
    end = data[-22:-6] + struct.pack("<L", at + len(part)) + data[-2:]
    return bytes(data[:at]) + part + bytes(data[at:-22]) + bytes(end)


def says_another_method(data: bytearray) -> bytes:
    data[8:10] = b"\x00\x00" if data[8:10] != b"\x00\x00" else b"\x08\x00"
    return bytes(data)


def says_another_size(data: bytearray) -> bytes:
    data[22:26] = struct.pack("<L", 3)
    return bytes(data)


@pytest.mark.parametrize(
    "edit",
    [
        hides_a_part,
        says_another_method,
        says_another_size,
        lambda data: b"#!/bin/sh\n" + bytes(data),
        lambda data: bytes(data) + b"more",
        lambda data: bytes(data[:-2]) + b"\x04\x00more",
    ],
)
def test_a_zip_that_is_two_to_two_readers_is_never_let_in(
    tmp_path: Path, edit: Callable[[bytearray], bytes]
) -> None:
    assert kinds(edited(made(tmp_path), edit))["parts"] is False


def test_another_name_in_the_list_than_at_the_file_is_never_let_in(tmp_path: Path) -> None:
    def renamed(data: bytearray) -> bytes:
        return bytes(data).replace(NAME.encode(), b"other_package.py", 1)

    assert kinds(edited(made(tmp_path), renamed))["parts"] is False


def test_one_part_that_is_listed_many_times_is_a_bomb(tmp_path: Path) -> None:
    """Each of its files is small for what the list says of it, and all are the same bytes of the archive."""
    path = wheel(tmp_path, "quiet-package", "1.0", files={NAME: b"\x00" * (1 << 20)})
    with zipfile.ZipFile(path, "a") as archive:
        first = archive.infolist()[0]
        for number in range(150):
            again = zipfile.ZipInfo(f"{number}.py")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(again, field, getattr(first, field))
            archive.filelist.append(again)
        archive.writestr("last.py", "")  # so that the list is written anew
    assert kinds(path)["bomb"] is False


def test_metadata_without_end_is_none(tmp_path: Path) -> None:
    path = wheel(tmp_path, "quiet-package", "1.0", said="X: y\n" * (3 << 20))
    began = time.monotonic()
    assert wheel_metadata(path) == {}
    assert time.monotonic() - began < 5
    assert kinds(path)["identity"] is False


def test_metadata_that_is_no_utf_8_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = made(tmp_path)
    with zipfile.ZipFile(path) as archive:
        inside = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in inside.items():
            archive.writestr(one, data.replace(b"License-Expression: MIT", b"License-Expression: \xff\xfe"))
    assert wheel_metadata(path).get("license_expression") is None
    assert kinds(path, licence="MIT") == {"licence": False, "record": False}


@pytest.mark.parametrize("spoil", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x00"])
def test_metadata_that_does_not_unpack_is_none_and_breaks_nothing(tmp_path: Path, spoil: bytes) -> None:
    path = made(tmp_path)
    with zipfile.ZipFile(path) as archive:
        where = archive.getinfo(f"{INFO}/METADATA")
    at = where.header_offset + 30 + len(where.filename)

    def spoilt(data: bytearray) -> bytes:
        data[at : at + 4] = spoil
        return bytes(data)

    assert wheel_metadata(edited(path, spoilt)) == {}
    assert False in kinds(path).values()
