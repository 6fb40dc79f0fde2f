"""Who approved by the policy of an earlier day: all that is read of an old policy, for the rest may have
been written for another model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Listed:
    """Who approves, by address in lower case and key, and how many must."""

    needed: int
    people: dict[str, tuple[str, str]]

    @classmethod
    def of(cls, said: dict[str, Any]) -> Listed:
        """By what the policy says."""
        return cls(
            int(said["approvals_needed"]),
            {
                str(one["id"]): (str(one["email"]).casefold(), str(one.get("signing_key") or ""))
                for one in said["approvers"]
            },
        )

    def by_address(self, address: str) -> str:
        """Whose address it is; empty where it is nobody's."""
        return next((id for id, (email, _) in self.people.items() if email == address.casefold()), "")

    def joined(self, before: Listed) -> set[str]:
        """Those who are new, or under another address or key."""
        return {id for id, person in self.people.items() if before.people.get(id) != person}
