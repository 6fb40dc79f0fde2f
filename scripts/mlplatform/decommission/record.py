"""``decommissioned/<use case>/<environment>.json`` in the state bucket: who, when, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from mlplatform.decommission.kept import Thing
from mlplatform.terraform.remote_state import RemoteState, made_by
from mlplatform.terraform.root import Root


class Record:
    """The record of one root; written before each step that would make it untrue."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._remote = RemoteState(root)
        self._key = f"decommissioned/{root.use_case}/{root.environment}.json"

    def read(self) -> dict[str, Any]:
        """The record; empty where nobody has begun to take the root down."""
        found = self._remote.get(self._key)
        said: dict[str, Any] = json.loads(found[0]) if found else {}
        return said

    def begin(self, caller: str) -> None:
        """Somebody takes the root down, or carries on with it; ``caller`` is who AWS says it is."""
        by = made_by()
        fresh: dict[str, Any] = {
            "use_case": self._root.use_case,
            "environment": self._root.environment,
            "account_id": self._root.account_id,
            "begun": by["at"],
            "kept": [],
            "snapshots": {},
        }
        self._put({**fresh, **self.read(), "who": by["who"], "caller": caller, "status": "under way"})

    def keep(self, things: Sequence[Thing]) -> None:
        """Write down what stays, beside what an earlier run wrote."""
        said = self.read()
        known = {thing["arn"]: thing for thing in said["kept"]} | {
            thing.arn: asdict(thing) for thing in things
        }
        self._put({**said, "kept": [known[arn] for arn in sorted(known)]})

    def jobs(self, file_system: str) -> list[str]:
        """The backup jobs that were started for a home."""
        return list(self.read().get("snapshots", {}).get(file_system, []))

    def note_jobs(self, file_system: str, jobs: Sequence[str]) -> None:
        """Write down which backup jobs were started for a home."""
        said = self.read()
        self._put({**said, "snapshots": {**said["snapshots"], file_system: list(jobs)}})

    def end(self) -> None:
        """Nothing of it stands but what is kept."""
        self._put({**self.read(), "status": "done", "ended": made_by()["at"]})

    def _put(self, said: dict[str, Any]) -> None:
        self._remote.put(self._key, said)
