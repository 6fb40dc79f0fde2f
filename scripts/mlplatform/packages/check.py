"""Whether approvals are from whom they say. A record says who approved; git says who wrote that down.

The author of a commit is what its writer says he is. So an approver should have a key on the list: his
commits then have to bear its signature, which nobody else can make. Commits are merged as they are: a squash
or a rebase by another shows as a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from mlplatform.packages import files, standing
from mlplatform.packages.files import Records
from mlplatform.packages.history import Commit, History
from mlplatform.packages.listed import Listed
from mlplatform.packages.record import Approval, Policy, Request
from mlplatform.use_cases.schema import shown

Read = TypeVar("Read")


@dataclass
class Checked:
    """What does not hold: of everything, and of single requests by their keys."""

    general: list[str] = field(default_factory=list)
    requests: dict[str, list[str]] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """All findings, one a line."""
        return [*self.general, *(f"{key}: {line}" for key in self.requests for line in self.requests[key])]


def check(records: Records, on: date, base: str = "") -> Checked:
    """Hold the records against the history of their folder."""
    policy, requests, recalls = records.policy(), records.requests(), records.recalls()
    history, found = History(records.folder, base), Checked()
    if history.is_shallow:
        found.general.append(
            f"{shown(records.folder)}: this clone is shallow, and does not know who approved; "
            "fetch all of it: git fetch --unshallow (fetch-depth: 0 in a workflow)"
        )
        return found
    if open_files := history.uncommitted():
        more = f" and {len(open_files) - 1} more" if len(open_files) > 1 else ""
        found.general.append(f"{open_files[0]}{more}: not committed, so nobody answers for it; commit it")
        return found
    judge = _Judge(records, history)
    found.general += judge.policy_findings()
    found.general += judge.lost_recalls({one.key for one in recalls})
    found.general += _torn(requests, policy, on)
    for request in requests:
        if lines := judge.request_findings(request, policy, on):
            found.requests[request.key] = lines
    return found


class _Judge:
    """Reads what commits made of the records."""

    def __init__(self, records: Records, history: History) -> None:
        self.records, self.history = records, history
        self.policy_path = history.path(records.policy_path)
        self.touched: dict[str, list[Commit]] = {}
        for commit in history.commits:
            for path in commit.paths:
                self.touched.setdefault(path, []).append(commit)
        history.load(
            (id, path)
            for path, commits in self.touched.items()
            for commit in commits
            for id in (commit.id, *commit.parents)
        )

    def request_findings(self, request: Request, policy: Policy, on: date) -> list[str]:
        """What git has against the approvals of a request, and what is wrong in them by themselves."""
        found = []
        path = self.history.path(self.records.request_path(request.key))
        commits = self.touched.get(path, [])
        writers = {one.author.casefold(): one for one in commits if self._wrote(one, path)}
        for approval in request.approvals:
            who = f"approval of {approval.approver}"
            if why := standing.why_not(approval, request, policy, on):
                found.append(f"{who} {why}; give it anew: mlp packages approve {request.key}")
                continue
            brought = [one for one in commits if self._brought(one, path, approval)]
            if not brought:
                found.append(f"{who} came with no commit that git knows")
            found += [f"{who} {line}" for one in brought if (line := self._not_his(one, approval))]
            address = next((one.email for one in policy.approvers if one.id == approval.approver), "")
            if wrote := writers.get(address.casefold()):
                found.append(f"{who} is by the author of the request itself (commit {wrote.id[:12]})")
        allowed = standing.expiry(request, policy)
        if request.expires and (allowed is None or request.expires > allowed):
            found.append(f"expires {request.expires}; its approvals allow {allowed or 'no day yet'}")
        return found

    def policy_findings(self) -> list[str]:
        """Changes of who approves, and of how many must, as they came to the main line: each was committed by
        one who was on the list before it, and not of himself. All hangs on the first list."""
        found, where = [], shown(self.records.policy_path)
        for step in self.history.steps(self.policy_path):
            before = self._listed(step.before) if step.before else None
            after = self._listed(step.after.id)
            if before is None or before == after:
                continue
            if after is None:
                found.append(
                    f"{where}: was taken away (commit {step.after.id[:12]}); it is changed, never removed"
                )
                continue
            made = [one for one in step.commits if self._listed(one.id) == after and self._made_list(one)]
            for one in made or [step.after]:
                who = before.by_address(one.author)
                changed = f"{where}: who approves was changed by {one.author} (commit {one.id[:12]})"
                if not who:
                    found.append(f"{changed}, who was not on the list; let an approver commit it")
                elif who in after.joined(before):
                    found.append(f"{changed} for himself; let another approver commit it")
                elif self._unsigned(one, before, who):
                    found.append(f"{changed}, without the signature of his key; let him sign it")
        return found

    def _made_list(self, commit: Commit) -> bool:
        mine = self._listed(commit.id)
        return all(self._listed(parent) != mine for parent in commit.parents)

    def lost_recalls(self, present: set[str]) -> list[str]:
        """Recalls that were written once and are there no more."""
        folder, found = self.history.path(self.records.folder / "recalls"), []
        stems = {files.stem(*key.split("==")) for key in present}
        for path, commits in self.touched.items():
            if path.startswith(f"{folder}/") and path.endswith(".yaml") and Path(path).stem not in stems:
                found.append(f"{path}: was taken away (commit {commits[0].id[:12]}); a recall is for good")
        return found

    def _not_his(self, commit: Commit, approval: Approval) -> str:
        """Why a commit does not make an approval its approver's; empty where it does."""
        before = self.history.before(commit.id)
        listed = self._listed(before) if before else None
        if listed is None:
            return f"came (commit {commit.id[:12]}) before there was a list of approvers"
        address, _ = listed.people.get(approval.approver, ("", ""))
        if not address:
            return (
                f"came (commit {commit.id[:12]}) while {approval.approver} was not on the list of approvers; "
                "the list is merged first, on its own"
            )
        if address != commit.author.casefold():
            return (
                f"came by a commit of {commit.author} ({commit.id[:12]}), not of {address}; approvers commit "
                "themselves, and their commits are merged as they are: no squash, no rebase by others"
            )
        if self._unsigned(commit, listed, approval.approver):
            return (
                f"came by a commit ({commit.id[:12]}) without the signature of his key; approvers sign theirs"
            )
        return ""

    def _unsigned(self, commit: Commit, listed: Listed, who: str) -> bool:
        """Whether a commit lacks the signature of a person who has a key on the list."""
        address, key = listed.people[who]
        return bool(key) and not self.history.is_signed(commit.id, address, key)

    def _brought(self, commit: Commit, path: str, approval: Approval) -> bool:
        """Whether a commit has an approval that none of its parents has."""
        return approval in self._approvals(commit.id, path) and not any(
            approval in self._approvals(parent, path) for parent in commit.parents
        )

    def _wrote(self, commit: Commit, path: str) -> bool:
        """Whether a commit made the request another than it is in any of its parents, scan and approvals
        aside."""
        mine = self._asked(commit.id, path)
        return mine is not None and all(mine != self._asked(parent, path) for parent in commit.parents)

    def _asked(self, commit: str, path: str) -> dict[str, Any] | None:
        said = self._raw(commit, path)
        aside = ("scan", "approvals", "expires")
        return None if said is None else {key: value for key, value in said.items() if key not in aside}

    def _approvals(self, commit: str, path: str) -> list[Approval]:
        said = (self._raw(commit, path) or {}).get("approvals") or []
        read = [_read(partial(Approval.model_validate, one)) for one in said]
        return [one for one in read if one]

    def _raw(self, commit: str, path: str) -> dict[str, Any] | None:
        text = self.history.text(commit, path)
        said = _read(lambda: yaml.safe_load(text)) if text else None
        return said if isinstance(said, dict) else None

    def _listed(self, commit: str) -> Listed | None:
        """Who approved by a commit's policy; None where it has none. Only this is read of an old policy, for
        the rest of it may have been written for another model."""
        text = self.history.text(commit, self.policy_path)
        if text is None:
            return None
        return _read(lambda: Listed.of(yaml.safe_load(text))) or Listed(0, {})


def _read(what: Callable[[], Read]) -> Read | None:
    """What was written at some time; None where it cannot be read by what holds today."""
    try:
        return what()
    except (ValidationError, yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError):
        return None


def _torn(requests: Iterable[Request], policy: Policy, on: date) -> list[str]:
    """Files of which two live requests say different hashes: neither is published."""
    said: dict[str, tuple[str, str]] = {}
    found = []
    for request in requests:
        if standing.of(request, (), policy, on).state != "live":
            continue
        for version in request.closure:
            for file in version.files:
                sha256, first = said.setdefault(file.name, (file.sha256, request.key))
                if sha256 != file.sha256:
                    found.append(
                        f"{version.key}: {file.name} has one hash in {first} and another in {request.key}"
                    )
    return found
