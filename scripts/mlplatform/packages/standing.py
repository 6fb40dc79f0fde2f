"""What of the records holds on a day: pure functions over requests, recalls and policy.

A version is live where an approved request that has not expired carries it, and no recall names it. Whether
the approvals are from whom they say is not asked here but of git (``mlplatform.packages.check``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from mlplatform.packages.record import Approval, Policy, Recall, Request, identity

State = Literal["draft", "pending", "live", "expired", "recalled"]


@dataclass(frozen=True)
class Standing:
    """How a request stands; ``why`` says what makes it so, in few words."""

    state: State
    needed: int  # approvals that are missing
    until: date | None  # the last day
    why: str


@dataclass(frozen=True)
class Live:
    """A version that may be installed; ``files`` by name with their SHA-256, of all that carry it."""

    name: str
    version: str
    files: Mapping[str, str]
    until: date  # the last day
    requests: tuple[str, ...]  # keys of the requests that carry it

    @property
    def key(self) -> str:
        """Name and version, as pip writes them."""
        return f"{self.name}=={self.version}"


def live(requests: Iterable[Request], recalls: Iterable[Recall], policy: Policy, on: date) -> dict[str, Live]:
    """The versions that are live on a day, by ``name==version``, in the order of their names.

    A file of which two live requests say different hashes is left out, and with it its version: who is right
    is not for a program to say."""
    withdrawn = {identity(one.key) for one in recalls}
    found: dict[str, Live] = {}
    torn = set()
    for request in requests:
        until = last_day(request, policy)
        if until is None or not granted(request, policy, on) or until < on:
            continue
        for version in request.closure:
            files = {file.name: file.sha256 for file in version.files}
            before = found.get(version.key) or Live(version.name, version.version, {}, until, ())
            torn |= {version.key} if any(before.files.get(n, h) != h for n, h in files.items()) else set()
            found[version.key] = Live(
                version.name,
                version.version,
                {**before.files, **files},
                max(before.until, until),
                (*before.requests, request.key),
            )
    return {key: found[key] for key in sorted(found) if key not in torn and identity(key) not in withdrawn}


def of(request: Request, recalls: Iterable[Recall], policy: Policy, on: date) -> Standing:
    """How a request stands on a day."""
    withdrawn = {identity(one.key) for one in recalls}
    given = counted(request, policy, on)
    missing = max(0, policy.approvals_needed - len(given))
    until = last_day(request, policy)
    if identity(request.key) in withdrawn:
        return Standing("recalled", missing, until, "withdrawn for good")
    if request.scan is None:
        return Standing("draft", missing, None, "not scanned yet")
    if missing or until is None:
        why = "" if given or not request.approvals else "; an approval that it has does not count"
        return Standing("pending", missing, None, f"needs {missing} more approval{'s'[: missing != 1]}{why}")
    if until < on:
        return Standing("expired", 0, until, f"since {until}")
    without = sorted({one.key for one in request.closure if identity(one.key) in withdrawn})
    why = f"until {until}" + (f", without {', '.join(without)} (recalled)" if without else "")
    return Standing("live", 0, until, why)


def granted(request: Request, policy: Policy, on: date) -> bool:
    """Whether a request has the approvals that it needs."""
    return len(counted(request, policy, on)) >= policy.approvals_needed


def counted(request: Request, policy: Policy, on: date) -> list[Approval]:
    """The approvals that count, one for each approver, in the order in which they were given."""
    good = [one for one in request.approvals if not why_not(one, request, policy, on)]
    good.sort(key=lambda one: utc(one.approved))
    return list({one.approver: one for one in reversed(good)}.values())[::-1]


def why_not(approval: Approval, request: Request, policy: Policy, on: date) -> str:
    """What keeps an approval from counting; empty where nothing does."""
    scan, given = request.scan, utc(approval.approved)
    if approval.of != request.digest():
        return "is of another text of the request, and has lapsed"
    if approval.approver == request.requester:
        return "is by the requester"
    if approval.approver not in {one.id for one in policy.approvers}:
        return "is by somebody who is not on the list of approvers"
    if given.date() > on:
        return f"is of the future, {given.date()}"
    if scan is None:
        return "is of a request that was not scanned"
    if stale := stale_scan(request, policy, given):
        return f"was given when {stale}"
    accepted = {one.finding for one in approval.accepted if one.because.strip()}
    for finding in scan.findings:
        if not finding.acceptable:
            return f"is of a request with {finding.id}, which nobody may accept"
        if finding.id not in accepted:
            return f"does not accept {finding.id}"
    return ""


def stale_scan(request: Request, policy: Policy, at: datetime) -> str:
    """Why the scan of a request serves for no approval at this time; empty where it does."""
    if request.scan is None:
        return "there was no scan"
    scanned = utc(request.scan.scanned)
    if at < scanned:
        return f"its scan, of {scanned:%Y-%m-%d %H:%M}, was still to come"
    if at - scanned > timedelta(days=policy.scan_valid_days):
        return f"its scan, of {scanned.date()}, was older than {policy.scan_valid_days} days"
    if scanned.date() - request.scan.advisories > timedelta(days=policy.advisories_valid_days):
        return (
            f"its scan knew no advisory after {request.scan.advisories}, "
            f"more than {policy.advisories_valid_days} days before it"
        )
    return ""


def last_day(request: Request, policy: Policy) -> date | None:
    """The last day of a request: as it says, and never later than its approvals allow."""
    allowed = expiry(request, policy)
    return min(allowed, request.expires) if allowed and request.expires else None


def expiry(request: Request, policy: Policy) -> date | None:
    """The last day that the approvals of a request allow; None while some are missing."""
    given = counted(request, policy, date.max)
    if len(given) < policy.approvals_needed:
        return None
    last = utc(given[policy.approvals_needed - 1].approved).date()
    return last + min(timedelta(days=policy.approval_valid_days), date.max - last)


def utc(time: datetime) -> datetime:
    """A time with its zone; one that says none is in UTC."""
    try:
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except OverflowError:  # the first day of all, somewhere east
        return time.replace(tzinfo=UTC)
