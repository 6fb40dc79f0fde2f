"""``mlp images``: the bank's own images, listed, checked, built, and told by their digest."""

from __future__ import annotations

import functools
import json
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from mlplatform import aws, console
from mlplatform.cli_local import JsonOption
from mlplatform.errors import Findings, PlatformError
from mlplatform.images import build, check, definition, registry
from mlplatform.packages import standing
from mlplatform.packages.files import Records, place
from mlplatform.packages.standing import Live
from mlplatform.use_cases import load

app = typer.Typer(no_args_is_help=True, help="The bank's own images for Studio and for jobs.")

NameArgument = Annotated[
    str, typer.Argument(help="Name of the image: a folder of environments/shared/images.")
]


@app.command("list")
def list_command(as_json: JsonOption = False) -> None:
    """List the images: what each is built from, for which app of Studio, and which digest is in use."""
    found = definition.every().values()
    if as_json:
        said = [
            {
                "image": each.name,
                "purpose": each.page.purpose,
                "python": each.page.python,
                "from": each.page.base,
                "app_type": each.page.app_type,
                "locked": each.lock.is_file(),
                "digest": each.digest,
            }
            for each in found
        ]
        console.out.print(json.dumps(said))
        return
    rows: list[tuple[str, ...]] = [
        (
            each.name,
            each.page.base or "a copy",
            each.page.python,
            each.page.app_type or "",
            "yes" if each.lock.is_file() else "no",
            (each.digest or "none yet")[:19],
        )
        for each in found
    ]
    console.show_table("Images", ("image", "built from", "Python", "Studio", "locked", "digest in use"), rows)


@app.command("check")
def check_command(
    name: Annotated[str | None, typer.Argument(help="One image; all when left out.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check images: base by digest, approved versions by hash, no root, no secret, nothing fetched by others.

    An image that waits for its lock or its base has nothing wrong with it: exit 1 on findings alone.
    """
    found = _verdicts([definition.one(name)] if name else list(definition.every().values()))
    if as_json:
        said = [
            {"image": one.image.name, "findings": list(one.findings), "waits": list(one.waits)}
            for one in found
        ]
        console.out.print(json.dumps(said))
    else:
        for one in found:
            console.out.print(f"{one.image.name}: {one.says}", markup=False)
            for finding in one.findings:
                console.out.print(f"  {finding}", markup=False)
    if number := sum(len(one.findings) for one in found):
        raise Findings(f"{number} finding{'s' if number > 1 else ''}")


@app.command("build")
def build_command(
    name: NameArgument,
    push: Annotated[
        bool, typer.Option("--push", help="Push it to the bank's registry, and say its digest there.")
    ] = False,
) -> None:
    """Build an image with docker, podman or buildah: what is committed, with approved packages alone."""
    images = definition.every()
    image = definition.one(name)
    base = images.get(image.page.base or "")
    if base is None:
        raise PlatformError(f"{name}: is a copy of {image.page.mirror}; nothing is built")
    (verdict,) = _verdicts([image])
    if verdict.findings or verdict.waits:
        raise Findings(f"{name}: {[*verdict.findings, *verdict.waits][0]}")
    platform = load.platform()
    client = functools.partial(aws.own_client, region=platform.region, aws=aws.pointed_at())
    tag = build.build(image, base, platform, client, push)
    if push:
        found = registry.digest(client("ecr"), image, platform, tag.rpartition(":")[2])
        console.out.print(found, markup=False)
    else:
        console.out.print(f"{tag}: built, and pushed nowhere", markup=False)


@app.command("digest")
def digest_command(
    name: NameArgument,
    tag: Annotated[
        str, typer.Option("--tag", help="A tag of the image; the newest image with a tag when left out.")
    ] = "",
    write: Annotated[
        bool,
        typer.Option("--write", help="Write it beside the image, for the pull request that puts it in use."),
    ] = False,
) -> None:
    """Say the digest of an image as the registry has it."""
    image, platform = definition.one(name), load.platform()
    client: Any = aws.own_client("ecr", region=platform.region, aws=aws.pointed_at())
    found = registry.digest(client, image, platform, tag)
    if write:
        place(image.folder / "digest", f"{found}\n")
    console.out.print(found, markup=False)


def _verdicts(wanted: list[definition.Image]) -> list[check.Verdict]:
    images = definition.every()
    return [check.check(image, images, _approved) for image in wanted]


@functools.cache
def _approved() -> dict[str, Live]:
    records = Records()
    return standing.live(records.requests(), records.recalls(), records.policy(), datetime.now(UTC).date())
