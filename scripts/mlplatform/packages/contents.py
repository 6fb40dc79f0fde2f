"""What is in a distribution: whether installing it runs code, and whether it is what it says it is."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.metadata import RawMetadata
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion
from packaging.version import Version as Number

from mlplatform.packages import licences, lookalikes, wheel_files, zip_parts
from mlplatform.packages.record import Version
from mlplatform.packages.wheel_files import Entry, wheel_metadata

_CODE = ("import ", "import\t", "exec")  # how a line of a .pth file begins that Python runs at every start
_HACK = "_distutils_hack"  # setuptools has it, and asks for it at every start
_STARTS = ("sitecustomize", "usercustomize", _HACK)  # modules
_LARGE = 100 << 20  # bytes; what is smaller unpacked is no bomb
_TIMES = 100  # its size that a wheel may have in it
_SHOWN = 10  # files that a finding names


@dataclass(frozen=True)
class Oddity:
    """Something in a distribution. ``kind`` tells one from another in a finding's id; one of a kind."""

    kind: str
    what: str  # ends the sentence that begins with the file's name
    acceptable: bool = True


def look(path: Path, version: Version, known: Collection[str] = ()) -> Iterator[Oddity]:
    """All that is odd about a file of a version; it is read, and nothing of it is run. ``known`` has the
    SHA-256 of start-up code that approvers may accept."""
    if not path.name.endswith(".whl"):
        yield Oddity("source", "is a source distribution: installing it runs code of its own", False)
        return
    try:
        name, number, _, tags = parse_wheel_filename(path.name)
    except InvalidWheelFilename:
        yield Oddity("name", "has a name that no wheel has", False)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            odd = [*_structure(archive)]
            yield from odd
            if any(one.kind in ("bomb", "parts") for one in odd):
                return  # reading it is what it is made for, or would tell of one reading alone
            entries = wheel_files.entries(archive)
            own, others = wheel_files.listings(entries, version.name, version.version)
            if own and others:
                what = f"would have itself listed as another package too ({_some(others)})"
                yield Oddity("registers", what, False)
            yield from _code(archive, entries, known, version.name)
            yield from _commands(archive, entries)
            yield from _placed(entries)
            yield from _named_as_others(entries, version)
            yield from _record(archive)
            yield from _binaries(archive, tags)
    except wheel_files.UNREADABLE as error:
        yield Oddity("zip", f"cannot be read as a wheel ({' '.join(str(error).split())})", False)
        return
    said = wheel_metadata(path)
    if not own or not _is_it(said, version, name, number):
        shown = f"{said.get('name', '')}=={said.get('version', '')}"
        yield Oddity("identity", f"says that it is {shown}, not {version.key}", False)
    else:
        yield from _as_recorded(said, version, path.name)


def _structure(archive: zipfile.ZipFile) -> Iterator[Oddity]:
    names = archive.namelist()
    if outside := [one for one in names if not wheel_files.is_plain(one)]:
        yield Oddity("path", f"has paths that lead elsewhere than they seem to ({_some(outside)})", False)
    if len(set(names)) != len(names):
        yield Oddity(
            "twice", "has one file twice, so that what is checked need not be what is installed", False
        )
    if two_ways := zip_parts.hidden(Path(str(archive.filename)), archive):
        what = f"has {two_ways}, so that not every installer sees what was looked at"
        yield Oddity("parts", what, False)
    if linked := wheel_files.links(archive):
        yield Oddity("link", f"has links to other files ({_some(linked)})", False)
    unpacked = sum(one.file_size for one in archive.infolist())
    # Of the file itself: what it says of its parts may count one part many times.
    packed = Path(str(archive.filename)).stat().st_size
    if unpacked > max(_LARGE, packed * _TIMES):
        yield Oddity("bomb", f"is {unpacked >> 20} MB unpacked, of {packed >> 20}", False)
    if not any(one.endswith(".dist-info/WHEEL") for one in names):
        yield Oddity("unmarked", "has no WHEEL file", False)


def _code(
    archive: zipfile.ZipFile, entries: Sequence[Entry], known: Collection[str], name: str
) -> Iterator[Oddity]:
    """What runs though nobody imports it."""
    runs: list[str] = []
    looked_at: list[str] = []
    adds: list[str] = []
    for one in entries:
        module = one.module
        if module in _STARTS and (module, name) != (_HACK, "setuptools"):
            runs.append(one.name)
        elif one.starts_python and one.path[-1].endswith(".pth"):
            # Newer Pythons pass over the mark of UTF-8 at its start.
            text = archive.read(one.name)
            lines = text.decode("utf-8-sig", errors="replace").splitlines()
            is_code = any(line.startswith(_CODE) for line in lines)
            kind = looked_at if hashlib.sha256(text).hexdigest() in known else runs
            (kind if is_code else adds).append(one.name)
    if runs:
        yield Oddity("pth", f"runs code at every start of Python ({_some(runs)})", False)
    if looked_at:
        what = f"runs code at every start of Python, in the words that the policy knows ({_some(looked_at)})"
        yield Oddity("pth-known", what)
    if adds:
        yield Oddity("path-entry", f"adds to Python's path ({_some(adds)})")


def _commands(archive: zipfile.ZipFile, entries: Sequence[Entry]) -> Iterator[Oddity]:
    """Commands that an installer makes: none of them is Python itself, or lies in another folder."""
    made: list[str] = []
    for one in entries:
        if one.registers and one.path[1:] == ("entry_points.txt",):
            made += wheel_files.commands(archive.read(one.name).decode())
    if wrong := [one for one in made if not wheel_files.is_command(one)]:
        yield Oddity("command", f"would put commands in the place of others ({_some(wrong)})", False)


def _placed(entries: Sequence[Entry]) -> Iterator[Oddity]:
    """What is put anywhere but among Python's packages."""
    for one in entries:
        if one.scheme == "scripts":
            command = "/".join(one.path)
            yield Oddity(f"script:{command}", f"puts the command {command} on the path, past an entry point")
    data = [one for one in entries if one.scheme == "data"]
    if pythons := ["/".join(one.path) for one in data if one.is_pythons]:
        yield Oddity("python", f"writes into Python's own folders ({_some(pythons)})", False)
    if rest := ["/".join(one.path) for one in data if not one.is_pythons and not one.is_manual]:
        yield Oddity("data", f"writes {_some(rest)} into the environment's own folder")


def _named_as_others(entries: Sequence[Entry], version: Version) -> Iterator[Oddity]:
    """Modules that many know by the name of another package. Who is known himself may have them: bs4 does."""
    if version.name in lookalikes.popular():
        return
    tops = {one.path[0] for one in entries if one.is_library and not one.registers}
    named = {canonicalize_name(top.partition(".")[0]): top for top in sorted(tops)}
    if others := sorted(top for name, top in named.items() if name in lookalikes.popular() - {version.name}):
        yield Oddity("others", f"puts files where those of another package go ({_some(others)})")


def _record(archive: zipfile.ZipFile) -> Iterator[Oddity]:
    """Whether RECORD names the files that there are, with the hashes that they have."""
    wrong, absent = wheel_files.differs(archive)
    if wrong:
        yield Oddity("record", wrong, False)
    if elsewhere := [one for one in absent if not wheel_files.is_plain(one)]:
        # Who takes the package away takes with it what RECORD names.
        yield Oddity("record-path", f"has a RECORD of files that are not its own ({_some(elsewhere)})", False)
    elif absent:
        yield Oddity("record-absent", f"has a RECORD that names what is not there ({_some(absent)})")


def _binaries(archive: zipfile.ZipFile, tags: frozenset[Tag]) -> Iterator[Oddity]:
    if any(tag.platform != "any" for tag in tags):
        return
    if native := [one for one in archive.namelist() if wheel_files.is_native(archive, one)]:
        yield Oddity("binary", f"says it is for any machine and has machine code ({_some(native)})")


def _is_it(said: RawMetadata, version: Version, name: str, number: Number) -> bool:
    """Whether name and metadata are of a version, as PEP 440 compares them: 2023.07.22 is 2023.7.22."""
    try:
        same = Number(said.get("version", "")) == number == Number(version.version)
    except InvalidVersion:
        return False
    return same and canonicalize_name(said.get("name", "")) == name == version.name


def _as_recorded(said: RawMetadata, version: Version, name: str) -> Iterator[Oddity]:
    """Whether the record tells what the file does: whoever wrote it may have written what passes."""
    if (licence := licences.told(said)) != version.licence:
        what = f"has the licence {licence or 'none'}, and is recorded with {version.licence or 'none'}"
        yield Oddity("licence", what, False)
    needs = (tuple(said.get("requires_dist", ())), said.get("requires_python"))
    # The record has what the first of several wheels needs.
    if name == version.files[0].name and needs != (version.requires_dist, version.requires_python):
        yield Oddity("needs", "needs other packages, or another Python, than is recorded", False)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"
