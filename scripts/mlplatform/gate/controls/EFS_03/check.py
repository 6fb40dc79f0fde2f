"""EFS-03: a file system is mounted with TLS, by an access point, and by nobody without a name."""

from dataclasses import replace

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.holding.denials import Request, Values, outcome
from mlplatform.gate.iam.conditions import Request as Asked
from mlplatform.gate.iam.conditions import meets
from mlplatform.gate.iam.rights import may_cover
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = ("aws_efs_file_system",)
_MOUNT = "elasticfilesystem:ClientMount"
_POINT = "elasticfilesystem:accesspointarn"
_USUAL: dict[str, Values] = {
    "aws:securetransport": ("true",),
    "elasticfilesystem:accessedviamounttarget": ("true",),
    _POINT: ("arn:aws:elasticfilesystem:eu-west-2:111122223333:access-point/fsap-zz-any",),
}
_REFUSED: dict[str, dict[str, Values]] = {
    "without TLS": {"aws:securetransport": ("false",)},
    "without an access point": {_POINT: None},
}


def check(system: Subject) -> Answers:
    attached = system.attached("aws_efs_file_system_policy", "file_system_id", every=True)
    policies = [policy for each in attached if (policy := each.policy())]
    if not policies:
        yield failed("it has no policy: whoever reaches its mount targets mounts it, without a name")
        return
    # A policy of a file system speaks of that file system alone, whatever its Resource says.
    statements = [replace(s, resources=("*",), not_resources=()) for p in policies for s in p.statements]
    for how, keys in _REFUSED.items():
        found = outcome(statements, Request(_MOUNT, {**_USUAL, **keys}))
        near = [f"{why}: {statement}" for statement, why in found.nearest[:2]]
        if found.verdict == "denied":
            yield held()
        elif found.verdict == "undecided":
            yield undecided(f"whether a mount {how} is refused is known only after apply", *near)
        else:
            yield failed(f"a mount {how} is not refused", *near)
    for statement in statements:
        yield from _nameless(statement)


def _nameless(statement: Statement) -> Answers:
    """An Allow for anyone that a caller without credentials meets."""
    anyone = "*" in statement.principals or "*" in statement.principals.get("AWS", ())
    if not statement.allows or not (anyone or statement.not_principals) or not may_cover(statement, _MOUNT):
        return
    keys = {key: values or () for key, values in _USUAL.items()}
    who = ("arn", "account", "orgid", "orgpaths", "type", "isawsservice")
    nobody: dict[str, tuple[str, ...]] = {f"aws:principal{name}": () for name in who}
    met = meets(statement.conditions, Asked("", {**keys, **nobody}))
    if met == "later":
        yield undecided("whether anybody may mount it is known only after apply", str(statement))
    elif met != "no":
        yield failed("anybody who reaches a mount target may mount it, without a name", str(statement))
