"""How all requests and all lock files stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mlplatform.errors import BadInput
from mlplatform.images import definition
from mlplatform.packages import lock, standing
from mlplatform.packages.record import Policy, Recall, Request, Target
from mlplatform.use_cases import load


@dataclass(frozen=True)
class Row:
    """A request, as it stands."""

    key: str
    state: str
    why: str
    requester: str
    use_cases: tuple[str, ...]
    findings: int


@dataclass(frozen=True)
class LockRow:
    """A lock file: of whom, how much it carries, and what of that may not be installed."""

    name: str
    carries: int
    not_live: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """All of it."""

    requests: tuple[Row, ...]
    locks: tuple[LockRow, ...]

    def json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def of(
    requests: Sequence[Request],
    recalls: Iterable[Recall],
    policy: Policy,
    on: date,
    paths: Mapping[str, Path],
) -> Overview:
    """How these stand on a day."""
    recalls = list(recalls)
    live = standing.live(requests, recalls, policy, on)
    rows = []
    for one in requests:
        stands = standing.of(one, recalls, policy, on)
        found = len(one.scan.findings) if one.scan else 0
        rows.append(Row(one.key, stands.state, stands.why, one.requester, one.use_cases, found))
    return Overview(
        tuple(rows),
        tuple(
            LockRow(name, len(lock.carried(path)), tuple(lock.not_live(path, live)))
            for name, path in paths.items()
            if path.is_file()
        ),
    )


def locks() -> dict[str, Path]:
    """The lock file of every use case and every image, whether it is there yet or not."""
    found = {name: lock.path_of(name) for name in load.names()}
    return found | {f"image {image.name}": image.lock for image in definition.every().values()}


def lock_of_use_case(name: str, policy: Policy) -> tuple[Path, Sequence[Target]]:
    """The lock file of a use case, and for what it is resolved."""
    if name not in load.names():
        raise BadInput(f'USE_CASE: is "{name}"; allowed: {", ".join(load.names()) or "none yet"}')
    return lock.path_of(name), policy.targets


def lock_of_image(name: str, policy: Policy) -> tuple[Path, Sequence[Target]]:
    """The lock file of an image, and for what it is resolved: the targets of its Python."""
    image = definition.one(name)
    targets = [target for target in policy.targets if target.python == image.page.python]
    if not targets:
        known = ", ".join(sorted({target.python for target in policy.targets}))
        raise BadInput(f"image {name}: is of Python {image.page.python}; the policy has targets of {known}")
    return image.lock, targets
