"""SM-38: every resource of SageMaker says whose it is and what data it holds."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.ml.sagemaker import default_tags
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("*",)


def check(subject: Subject) -> Answers:
    if (
        not subject.type.startswith(("aws_sagemaker_", "AWS::SageMaker::"))
        or "tags_all" not in subject.values
    ):
        return  # devices, image versions, workforces and a few more take no tags
    tags, more = subject.values["tags_all"] or {}, False
    if tags == UNKNOWN:
        # One unknown tag makes all of them unknown; what the resource itself says is still there.
        tags, more = subject.known("tags") or {}, default_tags(subject)
    values = {name: tags.get(name) for name in subject.world.settings.required_tags}
    missing = ", ".join(name for name, value in values.items() if not str(value or "").strip())
    later = ", ".join(name for name, value in values.items() if value == UNKNOWN)
    if missing and not more:
        yield failed(f"carries no tag {missing}")
    elif missing:
        yield undecided(f"whether default_tags of a provider give it tag {missing} is known only after apply")
    elif later:
        yield undecided(f"the value of tag {later} is known only after apply")
    else:
        yield held()
