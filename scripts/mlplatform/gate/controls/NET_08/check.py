"""NET-08: what Studio itself needs is open, from each person's group."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import liveness, studio
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_user_profile",)


def check(subject: Subject) -> Answers:
    profile = studio.of(subject)
    if profile.groups.unset:
        yield failed("has no group of its own, by which its apps would reach their home")
        return
    if profile.groups.outside or not profile.groups.sure:
        yield undecided(f"its groups are not shown by the plan: {profile.groups.doubt}")
        return
    for need in liveness.needs(profile):
        if need.met is None:
            yield undecided(f"{need.what} may not be open: {need.why}")
        else:
            yield held() if need.met else failed(f"{need.what} is not open", *need.evidence)
