"""SM-23: the images of models and of Studio are the bank's, and pinned."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import one_of
from mlplatform.gate.ml import images
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_image_version", "aws_sagemaker_model")
PUBLIC = ("public.ecr.aws/", "docker.io/", "quay.io/", "ghcr.io/", "nvcr.io/", "registry.hub.docker.com/")


def check(model: Subject) -> Answers:
    if model.type == "aws_sagemaker_image_version":  # an image of Studio, which pulls by itself
        yield from images.of_the_bank(model, "base_image")
        return
    containers = [*model.blocks("primary_container"), *model.blocks("container")]
    if not containers:
        yield failed("it has no container")
    for container in containers:
        for config in model.blocks(f"{container}.image_config"):
            yield one_of(model, f"{config}.repository_access_mode", ("Platform", "Vpc"))
        yield from _image(model, container)


def _image(model: Subject, container: str) -> Answers:
    package = model.raw(f"{container}.model_package_name")
    if package and not model.raw(f"{container}.image"):
        yield undecided(f"{container}.model_package_name is {package}; which image it holds is in no plan")
        return
    answers = list(images.of_the_bank(model, f"{container}.image"))
    modes = [model.raw(f"{c}.repository_access_mode") for c in model.blocks(f"{container}.image_config")]
    image = str(model.raw(f"{container}.image"))
    if "Vpc" in modes and "@sha256:" in image and _may_be_private(image):
        yield undecided(
            f"{container}.image is {image}; whose registry answers there in the VPC is in no plan"
        )
        return
    yield from answers or [held()]


def _may_be_private(image: str) -> bool:
    """Whether an image is in a registry that a bank may run: neither ECR nor one that all may push to."""
    host = image.partition("/")[0]
    return ("." in host or ":" in host) and ".dkr.ecr" not in host and not image.startswith(PUBLIC)
