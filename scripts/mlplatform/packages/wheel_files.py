"""The files of a wheel: where each goes when it is installed, and whether RECORD tells of them truly."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from packaging.metadata import RawMetadata, parse_email
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

_LIBRARY = ("purelib", "platlib")
_PYTHONS = ("site-packages", "dist-packages")
_MANUALS = (("share",), ("etc", "jupyter"))  # where installers have always put manuals and kernels
_NATIVE = (".so", ".dylib", ".dll", ".pyd", ".exe", ".a")
_MAGIC = (b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
_HASHES = ("sha256", "sha384", "sha512")  # what a wheel may use
_UNSIGNED = ("RECORD", "RECORD.jws", "RECORD.p7s")  # RECORD has no hash of itself nor of its signatures
_CHUNK = 1 << 20
_LONGEST = 10 << 20  # bytes; longer metadata is none
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    csv.Error,
    EOFError,
    NotImplementedError,
    RuntimeError,  # as zipfile says that it is encrypted
    ValueError,  # RECORD is no UTF-8
    OSError,
)


@dataclass(frozen=True)
class Entry:
    """A file of a wheel, and where it goes: a scheme of the installer's, and the path below its folder."""

    name: str
    scheme: str
    path: tuple[str, ...]

    @property
    def is_library(self) -> bool:
        """Whether it goes among Python's packages."""
        return self.scheme in _LIBRARY

    @property
    def registers(self) -> bool:
        """Whether it says that a package is installed."""
        return len(self.path) > 1 and self.path[0].lower().endswith((".dist-info", ".egg-info"))

    @property
    def starts_python(self) -> bool:
        """Whether Python looks at it, by its name, at every start."""
        return (self.is_library and len(self.path) == 1) or (self.scheme == "data" and self.is_pythons)

    @property
    def module(self) -> str:
        """The module of Python that it is, or is in, by the name that others import it by."""
        folders = [at for at, one in enumerate(self.path) if one in _PYTHONS]
        if not self.is_library and (self.scheme != "data" or not folders):
            return ""
        below = self.path if self.is_library else self.path[folders[-1] + 1 :]
        return below[0].partition(".")[0] if below else ""

    @property
    def is_pythons(self) -> bool:
        """Whether data goes where Python's own library is, or says which Python it is."""
        folders = self.path[:-1]
        return (
            any(one in _PYTHONS for one in folders)
            or (any(one in ("lib", "lib64") for one in folders) and any(_is_python(one) for one in folders))
            or self.path == ("pyvenv.cfg",)
            or (folders == ("bin",) and _is_python(self.path[-1]))
        )

    @property
    def is_manual(self) -> bool:
        """Whether it is a manual or the like."""
        return any(self.path[: len(one)] == one for one in _MANUALS)


def entries(archive: zipfile.ZipFile) -> list[Entry]:
    """Its files, without its folders."""
    return [_entry(name) for name in archive.namelist() if not name.endswith("/")]


def is_plain(name: str) -> bool:
    """Whether a path says where it leads: relative, without detours, and the same on every system."""
    parts = name.removesuffix("/").split("/")
    return name.isprintable() and not (
        "\\" in name or any(one in ("", ".", "..") for one in parts) or parts[0][1:2] == ":"
    )


def links(archive: zipfile.ZipFile) -> list[str]:
    """What is no file but a link to one."""
    return [one.filename for one in archive.infolist() if stat.S_ISLNK(one.external_attr >> 16)]


def commands(text: str) -> list[str]:
    """The commands of an ``entry_points.txt``, by their names."""
    found, group = [], ""
    for line in (line.strip() for line in text.splitlines()):  # as importlib.metadata reads it
        if line.startswith("["):
            group = line.strip("[] ")
        elif group in ("console_scripts", "gui_scripts") and line and line[0] != "#":
            found.append(line.partition("=")[0].strip())
    return found


def is_command(name: str) -> bool:
    """Whether a name is that of a command beside Python's own."""
    return is_plain(name) and "/" not in name and not re.fullmatch(r"python[wt]?[\d.]*(\.exe)?", name, re.I)


def listings(files: Sequence[Entry], name: str, version: str) -> tuple[list[str], list[str]]:
    """The folders that say that a package is installed: this version, and others."""
    folders = sorted({one.path[0] for one in files if one.is_library and one.registers})
    own = [one for one in folders if _is_own(one, name, version)]
    return [one for one in own if one.endswith(".dist-info")], [one for one in folders if one not in own]


def wheel_metadata(path: Path) -> RawMetadata:
    """The core metadata in a wheel; empty where there is none to read."""
    try:
        with zipfile.ZipFile(path) as archive:
            for one in archive.infolist():
                folder, _, file = one.filename.rpartition("/")
                if file == "METADATA" and folder.endswith(".dist-info") and "/" not in folder:
                    return parse_email(archive.read(one))[0] if one.file_size <= _LONGEST else RawMetadata()
    except UNREADABLE:
        pass
    return RawMetadata()


def is_native(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a file is machine code, by its name or by how it begins."""
    if name.endswith(_NATIVE) or ".so." in PurePosixPath(name).name:
        return True
    with archive.open(name) as file:
        return file.read(4) in _MAGIC


def differs(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """The first thing in which the files are not those of RECORD, and what it names and is not there."""
    names = [one for one in archive.namelist() if not one.endswith("/")]
    where = next((one for one in names if one.endswith(".dist-info/RECORD") and one.count("/") == 1), "")
    if not where:
        return "has no RECORD of its files", []
    told = {row[0]: row[1] for row in csv.reader(io.StringIO(archive.read(where).decode())) if len(row) > 1}
    folder = where.rpartition("/")[0]
    unsigned = {f"{folder}/{one}" for one in _UNSIGNED}
    absent = sorted(set(told) - set(names) - unsigned)
    for name in names:
        if name not in unsigned and (wrong := _wrong(archive, name, told.get(name))):
            return f"{wrong} ({name})", absent
    return "", absent


def _is_own(folder: str, name: str, version: str) -> bool:
    """Of the older ``.egg-info`` the name will do."""
    stem, _, kind = folder.rpartition(".")
    told, _, number = stem.partition("-")
    try:
        right = kind == "egg-info" or Version(number) == Version(version)
    except InvalidVersion:
        return False
    return right and canonicalize_name(told) == name


def _wrong(archive: zipfile.ZipFile, name: str, told: str | None) -> str:
    if told is None:
        return "has a file that its RECORD does not name"
    kind = told.partition("=")[0]
    if kind not in _HASHES:
        return f"has a file of which its RECORD tells no hash that holds; allowed: {', '.join(_HASHES)}"
    with archive.open(name) as file:  # piece by piece: some are larger than memory
        digest = hashlib.new(kind)
        for piece in iter(lambda: file.read(_CHUNK), b""):
            digest.update(piece)
    found = base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode()
    return (
        "" if told.rstrip("=") == f"{kind}={found}" else "has a file with another hash than its RECORD says"
    )


def _entry(name: str) -> Entry:
    parts = PurePosixPath(name).parts
    if len(parts) > 2 and parts[0].endswith(".data"):
        return Entry(name, parts[1], parts[2:])
    return Entry(name, "purelib", parts)


def _is_python(name: str) -> bool:
    return name.startswith("python")
