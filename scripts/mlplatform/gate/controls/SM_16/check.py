"""SM-16: a notebook instance stands in a subnet of the bank."""

from mlplatform.gate.answers import Answers, failed, held, judged
from mlplatform.gate.ml.sagemaker import NOTEBOOK
from mlplatform.gate.world import Subject

CONCERNS = (NOTEBOOK,)


def check(notebook: Subject) -> Answers:
    if not notebook.is_set("subnet_id"):
        yield failed("subnet_id is not set, and AWS puts it into a network of its own")
    elif notebook.refers("subnet_id", "aws_subnet"):
        yield held()
    else:
        subnet = notebook.text("subnet_id")
        approved = notebook.world.settings.approved_subnet_ids
        yield judged(
            subnet in approved, f"{subnet} is no subnet of these plans and not approved by the settings"
        )
