"""Records to try things with, and a git repository that has them, with people who commit."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from mlplatform.packages import approval
from mlplatform.packages.files import Records, place, text_of
from mlplatform.packages.record import (
    Acceptance,
    File,
    Finding,
    Policy,
    Recall,
    Request,
    Scan,
    Target,
    Version,
)

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
ASKS, FIRST, SECOND, THIRD = "u300001", "u200001", "u200002", "u200003"
TARGET = Target(python="3.11", platform="x86_64-manylinux_2_28")
ADDRESS = "{}@bank.example"


def policy(**changes: Any) -> Policy:
    """The policy of the tests: three approvers, two needed."""
    said: dict[str, Any] = {
        "approvers": [{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND, THIRD)],
        "approvals_needed": 2,
        "internal_prefixes": ["bank"],
        "licences": ["MIT"],
        "targets": [TARGET],
        "minimum_age_days": 7,
        "scan_valid_days": 7,
        "advisories_valid_days": 7,
        "approval_valid_days": 180,
    }
    return Policy.model_validate(said | changes)


def file(name: str, content: bytes | str = "") -> File:
    """A file by its content; by its name where none is given."""
    data = content.encode() if isinstance(content, str) else content
    return File(name=name, sha256=hashlib.sha256(data or name.encode()).hexdigest(), size=len(data))


def version(name: str, number: str, *needs: str, **more: Any) -> Version:
    """A version of one wheel, and what it asks for."""
    wheel = f"{name.replace('-', '_')}-{number}-py3-none-any.whl"
    said: dict[str, Any] = {"name": name, "version": number, "files": (file(wheel),), "requires_dist": needs}
    return Version(**said | more)


def finding(check: str = "vulnerability", key: str = "six==1.17.0", **more: Any) -> Finding:
    """Something that a scan found."""
    said: dict[str, Any] = {
        "id": f"{check}:{key}",
        "check": check,
        "package": key,
        "what": f"{key} has a {check}",
        "acceptable": True,
    }
    return Finding(**said | more)


def scan(*findings: Finding, at: datetime = NOON, **more: Any) -> Scan:
    """A scan with yesterday's advisories."""
    said: dict[str, Any] = {
        "scanned": at,
        "advisories": at.date() - timedelta(days=1),
        "advisories_sha256": "a" * 64,
    }
    return Scan(**said | {"findings": findings} | more)


def request(*closure: Version, **more: Any) -> Request:
    """A request for the first of these versions, scanned; six alone if none is given."""
    closure = closure or (version("six", "1.17.0"),)
    said: dict[str, Any] = {
        "package": closure[0].name,
        "version": closure[0].version,
        "requester": ASKS,
        "requested": NOON - timedelta(days=1),
        "because": "A library that others need.",
        "use_cases": ("credit_risk",),
        "targets": (TARGET,),
        "closure": closure,
        "scan": scan(),
    }
    return Request(**said | more)


def approved(
    one: Request,
    *who: str,
    at: datetime = NOON,
    accept: tuple[str, ...] = (),
    law: Policy | None = None,
    recalls: tuple[Recall, ...] = (),
) -> Request:
    """A request with approvals, each a minute after the other; by the first two if nobody is named."""
    accepted = [Acceptance(finding=each, because="Looked at.") for each in accept]
    for minute, approver in enumerate(who or (FIRST, SECOND)):
        when = at + timedelta(minutes=minute)
        one = approval.approve(one, law or policy(), recalls, approver, accepted, when)
    return one


def recall(key: str) -> Recall:
    """A recall of a version."""
    name, number = key.split("==")
    return Recall(package=name, version=number, recalled=NOON, by=ASKS, because="It sends data away.")


@dataclass(frozen=True)
class Book:
    """A git repository with the folder of the records in it."""

    top: Path
    keys: dict[str, Path] = field(default_factory=dict)  # who signs, with which private key

    @classmethod
    def made(cls, top: Path, law: Policy | None = None) -> Book:
        """A repository whose main branch has a policy, and nothing else yet."""
        top.mkdir(parents=True)
        book = cls(top)
        book.git("init", "-q", "-b", "main")
        book.law(law or policy())
        book.commit("platform")
        return book

    @property
    def records(self) -> Records:
        """What reads and writes the records."""
        return Records(self.top / "environments" / "shared" / "packages")

    def law(self, law: Policy) -> None:
        """Write the policy."""
        place(self.records.policy_path, text_of(law))

    def git(self, *words: str, who: str = "platform", check: bool = True) -> str:
        """Git, as somebody."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        named = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", who), ("EMAIL", ADDRESS.format(who)))
        }
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        ended = subprocess.run(
            ["git", "-C", str(self.top), *words],  # noqa: S607 - whichever git there is
            env=kept | named | nobody,
            capture_output=True,
            text=True,
            check=check,
        )
        return ended.stdout.strip()

    def key(self, who: str) -> str:
        """Somebody signs from now on; gives his public key."""
        path = self.top.parent / f"key-of-{who}"
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)],  # noqa: S607
            check=True,
        )
        self.keys[who] = path
        return path.with_suffix(".pub").read_text().strip()

    def commit(self, who: str) -> str:
        """Commit all that is there, as somebody, signed if he has a key; gives the id."""
        self.git("add", "--all", ".", who=who)
        signed = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={self.keys.get(who, '')}"]
        how = ["-S"] if who in self.keys else []
        self.git(*signed, "commit", "-q", "--allow-empty", *how, "-m", f"By {who}", who=who)
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str) -> None:
        """Merge a branch into main, as it is."""
        self.git("switch", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch)

    def put(self, one: Request, who: str) -> str:
        """Write a request and commit it."""
        self.records.write_request(one)
        return self.commit(who)

    def asked(self, one: Request | None = None) -> Request:
        """A request that its requester committed, and no more."""
        one = one or request()
        self.put(one, ASKS)
        return one

    def settled(self, one: Request | None = None, *who: str) -> Request:
        """A request that its requester and its approvers committed, one after the other."""
        one = self.asked(one)
        for minute, approver in enumerate(who or (FIRST, SECOND)):
            one = approved(one, approver, at=NOON + timedelta(minutes=minute))
            self.put(one, approver)
        return one


def day(after: int) -> date:
    """So many days after today."""
    return TODAY + timedelta(days=after)
