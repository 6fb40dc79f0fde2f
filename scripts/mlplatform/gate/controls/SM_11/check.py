"""SM-11: a lifecycle script fetches packages from CodeArtifact alone, holds no secret and can be read."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.ml import scripts
from mlplatform.gate.world import Subject

_CONTENT = {
    "aws_sagemaker_notebook_instance_lifecycle_configuration": ("on_create", "on_start"),
    "aws_sagemaker_studio_lifecycle_config": ("studio_lifecycle_config_content",),
}
CONCERNS = tuple(_CONTENT)


def check(config: Subject) -> Answers:
    for path in _CONTENT[config.type]:
        content = config.text(path)
        if content:
            yield from scripts.answers(path, content)
