"""SM-20: a notebook instance runs on a platform that AWS still mends."""

from mlplatform.gate.answers import Answers, held
from mlplatform.gate.expect import one_of
from mlplatform.gate.ml.sagemaker import NOTEBOOK, is_unknown
from mlplatform.gate.world import Subject

CONCERNS = (NOTEBOOK,)
_SUPPORTED = ("notebook-al2023-v1",)


def check(notebook: Subject) -> Answers:
    if is_unknown(notebook, "platform_identifier") and not notebook.configured("platform_identifier"):
        yield held(f"AWS makes new ones with {_SUPPORTED[0]}")
    else:
        yield one_of(notebook, "platform_identifier", _SUPPORTED)
