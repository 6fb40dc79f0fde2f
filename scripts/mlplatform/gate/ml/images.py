"""Images of containers: from a registry of the bank, and by digest."""

from __future__ import annotations

import re

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_ECR = re.compile(r"([0-9]{12})\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/[a-z0-9._/-]+(.*)")
_DIGEST = re.compile(r"(?::[\w.-]{1,128})?@sha256:[0-9a-f]{64}")


def of_the_bank(subject: Subject, path: str) -> Answers:
    """Whether the image at ``path`` comes from a registry of the bank, by digest."""
    image = subject.raw(path)
    if image == UNKNOWN:
        yield undecided(
            f"{path} is known only after apply; built of the repository's account, region and name and of "
            "the digest, it would be in the plan"
        )
        return
    if not image:
        yield failed(f"{path} is not set")
        return
    found = _ECR.fullmatch(str(image))
    if not found:
        yield failed(f"{path} is {image}, which is in no private registry of ECR")
        return
    ours = accounts.is_ours(found[1], subject)
    if ours is None:
        yield undecided(
            f"{path} is {image}; the settings do not say whether account {found[1]} is the bank's"
        )
    elif not ours:
        yield failed(f"{path} is {image}, of account {found[1]}, which is not the bank's")
    if _DIGEST.fullmatch(found[2]):
        yield held()
    else:
        yield failed(f"{path} is {image}, which names no digest")
