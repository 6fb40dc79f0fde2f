"""The bank's registry of images in the shared account: names, and the digest of what was pushed."""

from __future__ import annotations

from typing import Any

from mlplatform import aws
from mlplatform.errors import BadInput
from mlplatform.images.definition import Image
from mlplatform.use_cases.model import Platform


def repository(image: Image, platform: Platform) -> str:
    """The name of an image's repository, as modules/image_registry gives it."""
    return f"{platform.organization}-mlp/{image.name}"


def host(platform: Platform) -> str:
    """Where the registry answers."""
    return f"{platform.shared_account_id}.dkr.ecr.{platform.region}.amazonaws.com"


def uri(image: Image, platform: Platform) -> str:
    """Where an image is pulled from; a digest or a tag follows."""
    return f"{host(platform)}/{repository(image, platform)}"


def pinned(image: Image, platform: Platform) -> str:
    """An image by the digest that is in use."""
    if not image.digest:
        raise BadInput(
            f"{image.folder / 'digest'}: is not there; write down what mlp images digest {image.name} says"
        )
    return f"{uri(image, platform)}@{image.digest}"


def digest(client: Any, image: Image, platform: Platform, tag: str = "") -> str:
    """The digest of a tag, or of the newest image with one."""
    name = repository(image, platform)
    wanted = {"registryId": platform.shared_account_id, "repositoryName": name}
    try:
        found = list(
            aws.pages(client, "describe_images", "imageDetails", filter={"tagStatus": "TAGGED"}, **wanted)
        )
    except client.exceptions.RepositoryNotFoundException as error:
        raise BadInput(f"{name}: there is no such repository; mlp platform apply makes it") from error
    fits = [each for each in found if not tag or tag in each["imageTags"]]
    if not fits:
        tags = ", ".join(sorted(each for image in found for each in image["imageTags"])) or "none yet"
        raise BadInput(
            f'{name}: has no image "{tag}"; allowed: {tags}' if tag else f"{name}: holds no image yet"
        )
    newest = max(each["imagePushedAt"] for each in fits)
    digests = {str(each["imageDigest"]) for each in fits if each["imagePushedAt"] == newest}
    if len(digests) > 1:
        raise BadInput(f"{name}: {len(digests)} images came in one second; say which one with --tag")
    return digests.pop()
