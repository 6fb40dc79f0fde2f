"""Whether an image keeps to the rules, and what it still waits for."""

from __future__ import annotations

from dataclasses import dataclass

from mlplatform.errors import BadInput
from mlplatform.images import containerfile, lock, rules
from mlplatform.images.definition import Image


@dataclass(frozen=True)
class Verdict:
    """What was found of an image. ``waits``: what has to be there before it can be built."""

    image: Image
    findings: tuple[str, ...]
    waits: tuple[str, ...]

    @property
    def says(self) -> str:
        """In one word, or in a few."""
        if self.findings:
            return f"{len(self.findings)} finding{'s' if self.findings[1:] else ''}"
        return f"waits: {'; '.join(self.waits)}" if self.waits else "holds"


def check(image: Image, images: dict[str, Image], approved: lock.Approved) -> Verdict:
    """An image against every rule."""
    if image.page.mirror:
        waits = () if image.digest else (f"it has no digest yet; copy in {image.page.mirror}",)
        return Verdict(image, (), waits)
    findings = [*_containerfile(image), *_secrets(image), *_lock(image, images, approved)]
    return Verdict(image, tuple(findings), tuple(_waits(image, images)))


def _containerfile(image: Image) -> list[str]:
    path = image.containerfile
    try:
        found = rules.faults(containerfile.read(path))
    except BadInput as error:
        return [str(error)]
    return [f"{path}:{fault.line or 1}: {fault.what}" for fault in found]


def _secrets(image: Image) -> list[str]:
    """pip's configuration is made for a build and goes with it; here it would go into git."""
    return [
        f"{path}: is a file for secrets; nothing of it belongs into an image's folder"
        for path in sorted(image.folder.rglob("*"))
        if path.name in rules.SETTINGS
    ]


def _lock(image: Image, images: dict[str, Image], approved: lock.Approved) -> list[str]:
    if not image.lock.is_file():
        return []
    return [f"{image.lock}:{line or 1}: {what}" for line, what in lock.faults(image, images, approved)]


def _waits(image: Image, images: dict[str, Image]) -> list[str]:
    found = []
    under = images[str(image.page.base)]
    if not under.digest:
        found.append(f"{under.name}, which it is built from, has no digest yet")
    if not image.lock.is_file():
        words = " ".join((image.name, *image.page.requirements))
        found.append(f"it has no lock yet: mlp packages lock --image {words}")
    return found
