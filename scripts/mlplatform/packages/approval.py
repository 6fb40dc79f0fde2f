"""One approver's word for a request, refused where it would not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from mlplatform.errors import BadInput, Findings
from mlplatform.packages import standing
from mlplatform.packages.record import Acceptance, Approval, Policy, Recall, Request, identity


class NotAccepted(Findings):
    """Findings that nobody took upon himself, one a line in ``details``."""

    def __init__(self, summary: str, details: list[str]) -> None:
        super().__init__(summary)
        self.details = details


def approve(
    request: Request,
    policy: Policy,
    recalls: Iterable[Recall],
    approver: str,
    accepted: Sequence[Acceptance],
    now: datetime,
) -> Request:
    """The request with this approval; with the last that was needed also the day on which it expires.

    Approvals that have lapsed go: they are of a text that is no more, and git keeps them."""
    _refuse_person(request, policy, approver)
    if any(identity(one.key) == identity(request.key) for one in recalls):
        raise BadInput(f"{request.key}: is recalled, for good; allowed: another version")
    valid = [one for one in request.approvals if not standing.why_not(one, request, policy, now.date())]
    if approver in {one.approver for one in valid}:
        raise BadInput(f"{request.key}: {approver} has approved it already; allowed: another approver")
    _refuse_scan(request, policy, now)
    _refuse_findings(request, accepted)
    given = Approval(approver=approver, approved=now, of=request.digest(), accepted=tuple(accepted))
    approved = request.model_copy(update={"approvals": (*valid, given), "expires": None})
    # One more than needed does not lengthen it: expiry() counts to the last that was needed.
    return approved.model_copy(update={"expires": standing.expiry(approved, policy)})


def acceptances(findings: Sequence[str], reasons: Sequence[str]) -> tuple[Acceptance, ...]:
    """What an approver accepts: a reason for each finding, or one for all."""
    if len(set(findings)) < len(findings):
        raise BadInput("--accept: a finding is there twice; allowed: each once")
    if len(reasons) not in (1, len(findings)) and (findings or reasons):
        raise BadInput(
            f"--because: {len(reasons)} reasons for {len(findings)} findings; "
            "allowed: one for each, or one for all"
        )
    if reasons and not findings:
        raise BadInput("--because: a reason, and nothing is accepted; allowed: with --accept FINDING")
    if any(not reason.strip() for reason in reasons):
        raise BadInput("--because: is empty; allowed: why the finding may stand")
    reasons = reasons if len(reasons) == len(findings) else [*reasons] * len(findings)
    return tuple(
        Acceptance(finding=one, because=why.strip()) for one, why in zip(findings, reasons, strict=True)
    )


def _refuse_person(request: Request, policy: Policy, approver: str) -> None:
    known = [one.id for one in policy.approvers]
    if approver not in known:
        raise BadInput(f'--as: "{approver}" is no approver; allowed: {", ".join(known)}')
    if approver == request.requester:
        others = [one for one in known if one != approver]
        raise BadInput(f"--as: {approver} made the request {request.key}; allowed: {', '.join(others)}")


def _refuse_scan(request: Request, policy: Policy, now: datetime) -> None:
    if request.scan is None:
        raise BadInput(f"{request.key}: is not scanned; run: mlp packages scan {request.key}")
    if stale := standing.stale_scan(request, policy, now):
        raise Findings(f"{request.key}: {stale}; run: mlp packages scan {request.key}")


def _refuse_findings(request: Request, accepted: Sequence[Acceptance]) -> None:
    found = {one.id: one for one in (request.scan.findings if request.scan else ())}
    for one in accepted:
        if one.finding not in found:
            allowed = ", ".join(key for key, finding in found.items() if finding.acceptable) or "none"
            raise BadInput(f'--accept: "{one.finding}" was not found in {request.key}; allowed: {allowed}')
        if not found[one.finding].acceptable:
            raise BadInput(
                f"--accept: {one.finding} may not be accepted by anybody; allowed: another version"
            )
    left = [one for one in found.values() if one.id not in {each.finding for each in accepted}]
    if left:
        never = sum(not one.acceptable for one in left)
        raise NotAccepted(
            f"{request.key}: {len(left)} finding{'s stand' if len(left) > 1 else ' stands'}"
            + (f", {never} of which nobody may accept" if never else "")
            + "; accept each with --accept FINDING --because TEXT, or refuse the request",
            [f"{one.id}: {one.what}" for one in left],
        )
