"""What is in a distribution: whether installing it runs code, and whether it is what it says it is."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from mlplatform.packages.index import wheel_metadata
from mlplatform.packages.record import Version

_CODE = ("import ", "import\t", "exec")  # how a line of a .pth file begins that Python runs at every start
_NATIVE = (".so", ".dylib", ".dll", ".pyd", ".exe", ".a")
_UNSIGNED = ("RECORD", "RECORD.jws", "RECORD.p7s")  # RECORD has no hash of itself nor of its signatures
_LARGEST = 20  # times its size that a wheel may have in it


@dataclass(frozen=True)
class Oddity:
    """Something in a distribution. ``kind`` tells one from another in a finding's id."""

    kind: str
    what: str  # ends the sentence that begins with the file's name
    acceptable: bool = True


def look(path: Path, version: Version) -> Iterator[Oddity]:
    """All that is odd about a file of a version; it is read, and nothing of it is run."""
    if not path.name.endswith(".whl"):
        yield Oddity("source", "is a source distribution: installing it runs code of its own", False)
        return
    try:
        named = parse_wheel_filename(path.name)
        with zipfile.ZipFile(path) as archive:
            yield from _structure(archive, path.name)
            yield from _code(archive)
            yield from _record(archive)
            yield from _binaries(archive, named[3])
    except InvalidWheelFilename:
        yield Oddity("name", "has a name that no wheel has", False)
        return
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        yield Oddity("zip", f"cannot be read as a wheel ({error})", False)
        return
    yield from _identity(path, version, canonicalize_name(named[0]), str(named[1]))


def _structure(archive: zipfile.ZipFile, name: str) -> Iterator[Oddity]:
    names = archive.namelist()
    for entry in names:
        parts = entry.replace("\\", "/").split("/")
        if ".." in parts or entry.startswith("/") or (parts[0] and parts[0][1:2] == ":"):
            yield Oddity("path", f"writes outside of where it is installed ({entry})", False)
    if len(set(names)) != len(names):
        yield Oddity(
            "twice", "has one file twice, so that what is checked need not be what is installed", False
        )
    unpacked = sum(one.file_size for one in archive.infolist())
    packed = sum(one.compress_size for one in archive.infolist())
    if unpacked > max(100 << 20, packed * _LARGEST * 5):
        yield Oddity("bomb", f"is {unpacked >> 20} MB unpacked, of {packed >> 20}", False)
    if not any(one.endswith(".dist-info/WHEEL") for one in names):
        yield Oddity("zip", f"has no WHEEL file ({name})", False)


def _code(archive: zipfile.ZipFile) -> Iterator[Oddity]:
    """What runs though nobody imports it."""
    for entry in archive.namelist():
        folder, _, file = entry.rpartition("/")
        at_top = not folder or folder.endswith((".data/purelib", ".data/platlib"))
        if file.endswith(".pth") and at_top:
            lines = archive.read(entry).decode(errors="replace").splitlines()
            if any(line.startswith(_CODE) for line in lines):
                yield Oddity("pth", f"runs code at every start of Python ({entry})", False)
            else:
                yield Oddity("path-entry", f"adds to Python's path ({entry})")
        if at_top and file in ("sitecustomize.py", "usercustomize.py"):
            yield Oddity("pth", f"runs code at every start of Python ({entry})", False)
        if ".data/scripts/" in entry and file:
            yield Oddity(f"script:{file}", f"puts the command {file} on the path, past an entry point")
        if ".data/data/" in entry and file and not _is_plain(entry):
            yield Oddity(
                "data", f"writes {entry.split('.data/data/', 1)[1]} into the environment's own folder"
            )


def _is_plain(entry: str) -> bool:
    """Manuals and the like, where installers have always put them."""
    return entry.split(".data/data/", 1)[1].startswith(("share/", "etc/jupyter/"))


def _record(archive: zipfile.ZipFile) -> Iterator[Oddity]:
    """Whether RECORD names every file, with the hash that it has."""
    names = [one for one in archive.namelist() if not one.endswith("/")]
    where = next((one for one in names if one.endswith(".dist-info/RECORD") and one.count("/") == 1), "")
    if not where:
        yield Oddity("record", "has no RECORD of its files", False)
        return
    told = {row[0]: row[1] for row in csv.reader(io.StringIO(archive.read(where).decode())) if len(row) > 1}
    folder = where.rpartition("/")[0]
    unsigned = {f"{folder}/{one}" for one in _UNSIGNED}
    for name in names:
        if name in unsigned:
            continue
        if name not in told:
            yield Oddity("record", f"has a file that its RECORD does not name ({name})", False)
            return
        if told[name] and told[name] != _hash(archive.read(name), told[name].partition("=")[0]):
            yield Oddity("record", f"has a file with another hash than its RECORD says ({name})", False)
            return


def _hash(data: bytes, kind: str) -> str:
    try:
        digest = hashlib.new(kind, data).digest()
    except ValueError:
        return ""
    return f"{kind}={base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _binaries(archive: zipfile.ZipFile, tags: frozenset[Tag]) -> Iterator[Oddity]:
    if any(tag.platform != "any" for tag in tags):
        return
    for name in archive.namelist():
        if name.endswith(_NATIVE) or ".so." in name.rpartition("/")[2]:
            yield Oddity("binary", f"says it is for any machine and has machine code ({name})")
            return


def _identity(path: Path, version: Version, name: str, number: str) -> Iterator[Oddity]:
    said = wheel_metadata(path)
    inside = (canonicalize_name(said.get("name", "")), said.get("version", ""))
    if (name, number) != (version.name, version.version) or inside != (version.name, version.version):
        yield Oddity("identity", f"says that it is {inside[0]}=={inside[1]}, not {version.key}", False)
