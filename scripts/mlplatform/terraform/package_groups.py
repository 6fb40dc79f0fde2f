"""What belongs to the shared root and is no resource of the provider's: the package groups of the domain."""

from __future__ import annotations

from collections.abc import Callable

from mlplatform.errors import Findings
from mlplatform.packages import origin_controls
from mlplatform.packages.files import Records
from mlplatform.terraform.root import Root

_ROOT = "shared"


def settle(root: Root, tell: Callable[[str], None]) -> None:
    """Set them after an apply; ``Findings`` for groups that others made, which are theirs to take away."""
    if root.environment != _ROOT:
        return
    client = origin_controls.client(root.platform, root.aws, root.role_name)

    def say(message: str) -> None:
        tell(f"{root.name}: {message}")

    left = origin_controls.provision(root.platform, client, Records().policy(), say)
    if left:
        raise Findings(f"{root.name}: applied, and {'; '.join(map(str, left))}")


def drift(root: Root) -> str:
    """How they differ from the policy; empty where they do not."""
    if root.environment != _ROOT:
        return ""
    client = origin_controls.client(root.platform, root.aws, root.role_name)
    return "; ".join(map(str, origin_controls.drift_of(root.platform, client, Records().policy())))
