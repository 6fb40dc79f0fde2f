"""What an image is: a folder of ``environments/shared/images`` with a page, a Containerfile and a lock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from packaging.utils import canonicalize_name
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mlplatform import written
from mlplatform.errors import BadInput
from mlplatform.paths import ENVIRONMENTS

IMAGES = ENVIRONMENTS / "shared" / "images"
_NAME = re.compile(r"[a-z0-9](-?[a-z0-9]){0,19}")  # as modules/image_registry takes it
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]  # as PEP 503 normalizes it


class Page(BaseModel):
    """``image.yaml``; a field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    purpose: Annotated[str, StringConstraints(min_length=10, max_length=100)]
    python: Annotated[str, StringConstraints(pattern=r"^3\.\d{1,2}$")]
    base: str | None = Field(default=None, alias="from")  # the image of ours that it is built from
    mirror: str | None = None  # what it is a copy of, where nothing is built
    app_type: Literal["JupyterLab", "CodeEditor"] | None = None  # the app of Studio that it is for
    requirements: tuple[Name, ...] = ()  # packages that it wants by name; the lock has their closure


@dataclass(frozen=True)
class Image:
    """An image as its folder says."""

    name: str
    folder: Path
    page: Page

    @property
    def containerfile(self) -> Path:
        """How it is built."""
        return self.folder / "Containerfile"

    @property
    def lock(self) -> Path:
        """What pip installs, by version and hash; there once every package of it is approved."""
        return self.folder / "requirements.txt"

    @property
    def digest(self) -> str | None:
        """The digest that is in use, as a pull request wrote it down; None before the first build."""
        path = self.folder / "digest"
        if not path.is_file():
            return None
        found = written.text(path).strip()
        if not _DIGEST.fullmatch(found):
            shown = " ".join(found.split())[:80]
            raise BadInput(f'{path}: is "{shown}"; allowed: sha256: and 64 digits, as mlp images digest says')
        return found


def every(folder: Path | None = None) -> dict[str, Image]:
    """Every image by its name, those that others are built from first."""
    folder = folder or IMAGES
    found = {path.parent.name: _image(path) for path in sorted(folder.glob("*/image.yaml"))}
    for image in found.values():
        _stands(image, found)
    return {image.name: image for image in sorted(found.values(), key=lambda one: len(below(one, found)))}


def one(name: str, folder: Path | None = None) -> Image:
    """An image by its name."""
    found = every(folder)
    if name not in found:
        raise BadInput(f'NAME: is "{name}"; allowed: {", ".join(sorted(found)) or "none yet"}')
    return found[name]


def below(image: Image, images: dict[str, Image]) -> list[Image]:
    """The images that one is built from, the nearest first."""
    found: list[Image] = []
    while image.page.base:
        image = images[image.page.base]
        if image in found:
            raise BadInput(f"{image.folder / 'image.yaml'}: from: {image.name} would be built from itself")
        found.append(image)
    return found


def _image(path: Path) -> Image:
    name = path.parent.name
    if not _NAME.fullmatch(name):
        raise BadInput(f"{path.parent}: allowed: 1 to 20 small letters, digits and single hyphens")
    page = written.read(path, Page, empty={})
    for each in page.requirements:
        if canonicalize_name(each) != each:
            raise BadInput(f'{path}: requirements: has "{each}"; write {canonicalize_name(each)}')
    return Image(name, path.parent, page)


def _stands(image: Image, images: dict[str, Image]) -> None:
    path, page = image.folder / "image.yaml", image.page
    if (page.base is None) == (page.mirror is None):
        raise BadInput(f"{path}: write from, the image it is built from, or mirror, what it is a copy of")
    if page.mirror and (page.requirements or image.containerfile.exists()):
        raise BadInput(f"{path}: mirror: a copy has neither requirements nor a Containerfile")
    if page.base and page.base not in images:
        raise BadInput(f'{path}: from: is "{page.base}"; allowed: {", ".join(sorted(images))}')
    for other in below(image, images):
        if other.page.python != page.python:
            raise BadInput(
                f"{path}: python: is {page.python}, and {other.name} below it has {other.page.python}"
            )
