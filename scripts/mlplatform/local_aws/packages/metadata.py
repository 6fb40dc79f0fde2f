"""What a wheel or a source distribution says of itself. Nothing of it is run."""

from __future__ import annotations

import tarfile
import zipfile
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

LARGEST = 1 << 20  # bytes of a METADATA that is read


class Unreadable(Exception):
    """The file is no distribution of Python."""


@dataclass(frozen=True)
class Details:
    """The fields of METADATA that CodeArtifact shows."""

    name: str = ""
    version: str = ""
    summary: str = ""
    home_page: str = ""
    source: str = ""
    licences: tuple[str, ...] = ()
    requires_python: str = ""
    requires: tuple[str, ...] = ()


def named(filename: str) -> tuple[str, str]:
    """Normalized name and version of a wheel or source distribution, from its file name."""
    try:
        if filename.endswith(".whl"):
            name, version, _, _ = parse_wheel_filename(filename)
        else:
            name, version = parse_sdist_filename(filename)
    except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion) as error:
        raise Unreadable(str(error)) from error
    return str(name), str(version)


def canonical(version: str) -> str:
    """A version as PEP 440 writes it; as it is where it is none."""
    try:
        return str(Version(version))
    except InvalidVersion:
        return version


def read(path: Path, filename: str) -> Details:
    """The metadata of a stored file."""
    try:
        found = _of_wheel(path) if filename.endswith(".whl") else _of_sdist(path, filename)
    except (zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, KeyError, StopIteration) as error:
        raise Unreadable(f"{filename} holds no metadata: {error}") from error
    return _details(message_from_bytes(found))


def _of_wheel(path: Path) -> bytes:
    with zipfile.ZipFile(path) as wheel:
        names = (one for one in wheel.namelist() if one.count("/") == 1)
        with wheel.open(next(one for one in names if one.endswith(".dist-info/METADATA"))) as file:
            return file.read(LARGEST)


def _of_sdist(path: Path, filename: str) -> bytes:
    if filename.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            names = (one for one in archive.namelist() if one.count("/") == 1)
            with archive.open(next(one for one in names if one.endswith("/PKG-INFO"))) as file:
                return file.read(LARGEST)
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile() and member.name.count("/") == 1 and member.name.endswith("/PKG-INFO"):
                taken = tar.extractfile(member)
                if taken:
                    return taken.read(LARGEST)
    raise KeyError("PKG-INFO")


def _details(message: Message) -> Details:
    def one(field: str) -> str:
        text = str(message.get(field, "") or "").strip()
        return "" if text == "UNKNOWN" else text

    urls = dict(_labelled(str(url)) for url in message.get_all("Project-URL", []))
    licence = one("License-Expression") or one("License")
    return Details(
        name=canonicalize_name(one("Name")),
        version=one("Version"),
        summary=one("Summary"),
        home_page=one("Home-page") or urls.get("homepage", ""),
        source=urls.get("source", "") or urls.get("repository", ""),
        licences=tuple(licence.splitlines()[:1]),
        requires_python=one("Requires-Python"),
        requires=tuple(str(line).strip() for line in message.get_all("Requires-Dist", [])),
    )


def _labelled(url: str) -> tuple[str, str]:
    label, _, address = url.partition(",")
    return label.strip().lower(), address.strip()
