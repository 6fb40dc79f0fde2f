"""SM-36: an MLflow server keeps its artefacts with the bank, and lends nothing else to those who reach it."""

from mlplatform.gate.answers import Answers, failed, undecided
from mlplatform.gate.ml.mlflow import encrypted, keeps_artefacts_alone
from mlplatform.gate.ml.placement import buckets
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_mlflow_tracking_server",)


def check(server: Subject) -> Answers:
    stores = buckets(server, "artifact_store_uri")
    if not stores:
        yield failed(f"artifact_store_uri is {server.raw('artifact_store_uri')}, which is no address in S3")
    for bucket in stores:
        yield from encrypted(bucket)
    roles = server.refers("role_arn", "aws_iam_role")
    if not roles:
        yield undecided(f"role_arn is {server.text('role_arn')}, which is no role of these plans")
    for role in roles:
        yield from keeps_artefacts_alone(role, stores)
