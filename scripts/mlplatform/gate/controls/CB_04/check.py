"""CB-04: a build's image is the bank's, by digest."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.expect import one_of
from mlplatform.gate.ml.images import of_the_bank
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codebuild_project",)


def check(project: Subject) -> Answers:
    blocks = project.blocks("environment")
    if not blocks:
        yield failed("environment is not set")
    for block in blocks:
        yield from of_the_bank(project, f"{block}.image")
        # With CODEBUILD, the image is pulled by AWS and not by the role of the build.
        yield one_of(project, f"{block}.image_pull_credentials_type", ("SERVICE_ROLE",), absent="CODEBUILD")
