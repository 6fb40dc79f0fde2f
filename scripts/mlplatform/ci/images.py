"""Which images a change calls for: those of which a file changed, and those whose base is another one now."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mlplatform.images.definition import Image
from mlplatform.use_cases.schema import shown


def touched(changed: Collection[str], images: Iterable[Image]) -> list[str]:
    """The images to build anew, by their names; paths as git writes them. A copy is never built. A
    digest says which build is in use: it calls for what is built from that image, and not for the image."""
    images = list(images)
    folders = {each.name: shown(each.folder) for each in images}
    found = []
    for each in images:
        base = each.page.base
        if base is None:
            continue
        own = {file for file in changed if file.startswith(f"{folders[each.name]}/")}
        if f"{folders[base]}/digest" in changed or own - {f"{folders[each.name]}/digest"}:
            found.append(each.name)
    return found
