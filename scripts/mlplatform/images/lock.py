"""The lock of an image: exact versions with hashes, all approved, in step with the images below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from packaging.utils import canonicalize_name

from mlplatform import written
from mlplatform.images.definition import Image, below
from mlplatform.packages.standing import Live

_PIN = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[A-Za-z0-9.!+_-]+)")
_HASH = re.compile(r"--hash=sha256:(?P<sha256>[0-9a-f]{64})")

Approved = Callable[[], Mapping[str, Live]]
"""What may be installed today, by ``name==version``; asked where there is a lock to judge."""


@dataclass(frozen=True)
class Pinned:
    """A line of a lock."""

    line: int
    name: str
    version: str
    hashes: frozenset[str]

    @property
    def key(self) -> str:
        """Name and version, as pip writes them."""
        return f"{self.name}=={self.version}"


@dataclass(frozen=True)
class Wrong:
    """A line that is none."""

    line: int
    what: str


def read(text: str) -> list[Pinned | Wrong]:
    """The lines of a lock. Hashes stand on lines of their own, as pip writes them."""
    found: list[Pinned | Wrong] = []
    parts: list[str] = []
    begun = 0
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.split(" #")[0].strip()
        if not bare or bare.startswith("#"):
            continue
        begun = begun or number
        parts.append(bare.removesuffix("\\").strip())
        if bare.endswith("\\"):
            continue
        found.append(_line(" ".join(parts), begun))
        parts, begun = [], 0
    if parts:
        found.append(_line(" ".join(parts), begun))
    return found


def _line(text: str, number: int) -> Pinned | Wrong:
    pin, *rest = text.split()
    found, hashes = _PIN.fullmatch(pin), [_HASH.fullmatch(word) for word in rest]
    if not found:
        return Wrong(number, f"{pin} is no name==version; options, addresses and ranges are not allowed")
    if not hashes or None in hashes:
        return Wrong(number, f"{pin} has no --hash=sha256:..., or something else beside it")
    said = frozenset(each["sha256"] for each in hashes if each)
    return Pinned(number, canonicalize_name(found["name"]), found["version"], said)


def faults(image: Image, images: dict[str, Image], approved: Approved) -> Iterator[tuple[int, str]]:
    """What is wrong with the lock of an image that has one: line, what."""
    lines = read(written.text(image.lock))
    yield from ((each.line, each.what) for each in lines if isinstance(each, Wrong))
    pins = [each for each in lines if isinstance(each, Pinned)]
    yield from _twice(pins)
    under = {p.name: (p, other) for other in reversed(below(image, images)) for p in _pins(other)}
    for pin in pins:
        if pin.name in under and under[pin.name][0].version != pin.version:
            beneath, other = under[pin.name]
            yield pin.line, f"{pin.name} is {pin.version}, and {beneath.version} in {other.name} below it"
    known = {pin.name for pin in pins} | set(under)
    for missing in [name for name in image.page.requirements if name not in known]:
        yield 0, f"{missing}, which image.yaml wants, is not in the lock"
    yield from _unapproved(pins, approved())


def _twice(pins: list[Pinned]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for pin in pins:
        if pin.name in seen:
            yield pin.line, f"{pin.name} is there twice"
        seen.add(pin.name)


def _unapproved(pins: list[Pinned], live: Mapping[str, Live]) -> Iterator[tuple[int, str]]:
    for pin in pins:
        if pin.key not in live:
            yield pin.line, f"{pin.key} is not approved, has expired, or was recalled"
        elif other := sorted(pin.hashes - set(live[pin.key].files.values())):
            yield pin.line, f"{pin.key} has a hash that nobody approved, {other[0][:12]}..."


def _pins(image: Image) -> list[Pinned]:
    if not image.lock.is_file():
        return []
    return [each for each in read(written.text(image.lock)) if isinstance(each, Pinned)]
