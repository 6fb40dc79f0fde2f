"""CB-05: a pipeline's artefacts, its approval before production, and the roles that it deploys with."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.delivery import codepipeline
from mlplatform.gate.expect import our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codepipeline",)


def check(pipeline: Subject) -> Answers:
    stores = pipeline.blocks("artifact_store")
    if not stores:
        yield failed("artifact_store is not set")
    for store in stores:
        yield our_key(pipeline, f"{store}.encryption_key.0.id", absent="a key that it manages for S3")
    yield from codepipeline.approvals(pipeline)
    yield from codepipeline.roles(pipeline)
