"""KMS-11: a key of the plan is there for something."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import KEYS
from mlplatform.gate.stores import key_use
from mlplatform.gate.world import Subject

CONCERNS = KEYS


def check(key: Subject) -> Answers:
    found = key_use.uses(key.world)
    used = found.by_key.get(key.key, {})
    if used:
        yield held(f"named by {next(iter(used))}")
        return
    outputs = key_use.handed_out(key)
    loose = found.loose.get(id(key.plan), [])
    if outputs:
        yield undecided(f"nothing in these plans names it; the output {outputs[0]} hands it to other roots")
    elif loose:
        yield undecided(f"nothing names it, as far as the plan tells; {loose[0]} may")
    else:
        yield failed(
            "nothing in these plans names it: neither what it should encrypt, nor a policy, nor an output"
        )
