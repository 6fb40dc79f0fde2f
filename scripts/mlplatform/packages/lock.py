"""Lock files: resolved among the versions that are live, and no others, without the store."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from mlplatform.errors import BadInput, Findings
from mlplatform.packages import files, live_index
from mlplatform.packages.record import Policy, Request, Target
from mlplatform.packages.standing import Live
from mlplatform.paths import USE_CASES

LOCKS = USE_CASES / "locks"
_PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def path_of(use_case: str) -> Path:
    """Where the lock of a use case stands."""
    return LOCKS / f"{use_case}.txt"


def carried(path: Path) -> dict[str, frozenset[str]]:
    """What a lock file carries: the hashes of each version, by ``name==version``; nothing where it is not."""
    if not path.is_file():
        return {}
    return pins(path.read_text())


def pins(text: str) -> dict[str, frozenset[str]]:
    """The hashes of each version in the text of a lock, by ``name==version``."""
    found = list(_PIN.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return {
        f"{one['name']}=={one['version']}": frozenset(_HASH.findall(text[one.end() : end]))
        for one, end in zip(found, ends, strict=True)
    }


def not_live(path: Path, live: Mapping[str, Live]) -> list[str]:
    """What of a lock file may not be installed, one a line."""
    found = []
    for key, hashes in carried(path).items():
        if key not in live:
            found.append(f"{key}: is not live")
        elif hashes - set(live[key].files.values()):
            found.append(f"{key}: has a hash that no live request records")
        elif not hashes:
            found.append(f"{key}: has no hash")
    return found


def text_of(
    wanted: Sequence[str],
    requests: Iterable[Request],
    live: Mapping[str, Live],
    policy: Policy,
    targets: Sequence[Target],
    command: Sequence[str],
) -> str:
    """The text of a lock for these requirements: the same for the same records, on any day."""
    asked = [_requirement(one, policy) for one in wanted]
    if not asked:
        raise BadInput("REQUIREMENT: none is given; allowed: one or more, such as pandas==2.2.3")
    offered = live_index.offered(requests, live)
    missing = sorted({one.name for one in asked} - {version.name for version in offered})
    if missing:
        raise Findings(
            f"{missing[0]}: no version of it is live; ask for one: mlp packages request {missing[0]}==VERSION"
        )
    merged: dict[str, set[str]] = {}
    said = sorted({str(one) for one in asked})
    with live_index.serving(offered) as address:
        resolved = [pins(live_index.resolve(said, target, address)) for target in targets]
    for one, target in zip(resolved, targets, strict=True):
        if set(one) != set(resolved[0]):
            other = min(set(one) ^ set(resolved[0]))
            raise Findings(
                f"{other}: is right for one target and not for another, Python {target.python} on "
                f"{target.platform}; ask for a version that serves all"
            )
        for key, hashes in one.items():
            merged.setdefault(key, set()).update(hashes)
    return _written(merged, targets, command)


def write(path: Path, text: str) -> bool:
    """Write a lock, the whole of it or none; False where it says that already."""
    if path.is_file() and path.read_text() == text:
        return False
    files.place(path, text)
    return True


def _requirement(text: str, policy: Policy) -> Requirement:
    try:
        found = Requirement(text)
    except InvalidRequirement as error:
        raise BadInput(f'"{text}": is no requirement; allowed: such as pandas or pandas>=2,<3') from error
    if found.url:
        raise BadInput(f'"{text}": names an address; allowed: a name and versions, found among what is live')
    if policy.is_internal(found.name):
        raise BadInput(f'"{text}": is the bank\'s own, which no lock of approved packages carries')
    found.name = files.key_of(f"{found.name}==0")[0]
    return found


def _written(merged: Mapping[str, set[str]], targets: Sequence[Target], command: Sequence[str]) -> str:
    said = ", ".join(f"Python {one.python} on {one.platform}" for one in targets)
    lines = [
        f"# Made by: {shlex.join(command)}",
        f"# Of live versions alone, for {said}. Made anew by the same words, never by hand.",
    ]
    for key in sorted(merged):
        lines.append(" \\\n    ".join([key, *(f"--hash=sha256:{one}" for one in sorted(merged[key]))]))
    return "\n".join(lines) + "\n"
