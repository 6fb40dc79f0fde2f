"""Look at all that a request would let in, and say what is against it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from mlplatform.errors import BadInput
from mlplatform.packages import contents, licences, lookalikes
from mlplatform.packages.advisories import HOW, Advisories
from mlplatform.packages.files import Say
from mlplatform.packages.record import Check, File, Finding, Policy, Request, Scan, Version
from mlplatform.packages.standing import utc

PARALLEL = 8


def scan(
    request: Request,
    *,
    policy: Policy,
    file_of: Callable[[Version, File], Path],
    advisories: Advisories,
    approved_names: Collection[str],
    now: datetime,
    say: Say = lambda _: None,
) -> Scan:
    """All findings, in the order of the closure. ``file_of`` gives a file as it is in quarantine."""
    _refuse_stale(advisories, policy, now)
    known = frozenset(approved_names)

    def judge(version: Version) -> list[Finding]:
        found = [
            *_told(version, policy, advisories, known, now),
            *(
                finding
                for file in version.files
                for finding in _looked(version, file, file_of(version, file), policy)
            ),
        ]
        say(f"{version.key}: {len(found) or 'no'} finding{'s'[: len(found) != 1]}")
        return found

    with ThreadPoolExecutor(PARALLEL) as pool:
        found = [finding for some in pool.map(judge, request.closure) for finding in some]
    return Scan(
        scanned=now,
        advisories=advisories.newest,
        advisories_sha256=advisories.sha256,
        findings=tuple({one.id: one for one in found}.values()),
    )


def _refuse_stale(advisories: Advisories, policy: Policy, now: datetime) -> None:
    age = utc(now).date() - advisories.newest
    if age > timedelta(days=policy.advisories_valid_days):
        raise BadInput(
            f"advisories: the newest is of {advisories.newest}, {age.days} days old; "
            f"allowed: {policy.advisories_valid_days}. Fetch them anew; {HOW}"
        )
    if age < timedelta(days=-1):  # else one wrong date would keep them fresh for ever
        raise BadInput(
            f"advisories: the newest is of {advisories.newest}, which is yet to come; "
            f"allowed: at most a day ahead of {utc(now).date()}; {HOW}"
        )


def _told(
    version: Version, policy: Policy, advisories: Advisories, approved: Collection[str], now: datetime
) -> Iterator[Finding]:
    """What is against a version by what the record and the advisories say of it."""
    if policy.is_internal(version.name):
        what = f"{version.name} is a name of the bank's own, and comes from outside"
        yield _finding("internal_name", version, "", what, acceptable=False)
    for advisory in advisories.against(version.name, version.version):
        also = f" ({', '.join(advisory.aliases)})" if advisory.aliases else ""
        mended = f"; mended in {', '.join(advisory.fixed)}" if advisory.fixed else "; not mended yet"
        about = f": {advisory.summary}" if advisory.summary else ""
        yield _finding("vulnerability", version, advisory.id, f"{advisory.id}{also}{mended}{about}")
    if refusal := licences.refusal(version.licence, policy.licences):
        yield _finding("licence", version, "", f"{version.key}: {refusal}")
    if other := lookalikes.resembles(version.name, approved):
        what = f"{version.name} could be taken for {other}, which many install; is it the one that is meant?"
        yield _finding("lookalike", version, other, what)
    if version.yanked is not None:
        why = f": {version.yanked}" if version.yanked else ", without a reason"
        yield _finding("yanked", version, "", f"{version.key} was withdrawn by its maintainers{why}")
    if young := _young(version, policy, now):
        yield _finding("new", version, "", f"{version.key}: {young}")


def _young(version: Version, policy: Policy, now: datetime) -> str:
    for file in version.files:
        if file.uploaded is None:
            return f"the index does not say since when {file.name} is there"
        days = (utc(now) - utc(file.uploaded)).days
        if days < policy.minimum_age_days:
            return f"{file.name} is {days} days old; younger than {policy.minimum_age_days} is too young"
    return ""


def _looked(version: Version, file: File, path: Path, policy: Policy) -> Iterator[Finding]:
    """What is against a file by what is in it."""
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != file.sha256:
        what = f"{file.name} has the SHA-256 {found} and is recorded with {file.sha256}"
        yield _finding("hash", version, file.name, what, acceptable=False)
        return  # whatever it is, it is not what was asked for
    for oddity in contents.look(path, version, policy.start_up_code):
        what = f"{file.name} {oddity.what}"
        yield _finding("contents", version, f"{oddity.kind}:{file.name}", what, acceptable=oddity.acceptable)


def _finding(check: Check, version: Version, about: str, what: str, *, acceptable: bool = True) -> Finding:
    id = ":".join(part for part in (check, version.key, _seen(about)) if part)
    return Finding(id=id, check=check, package=version.key, what=_seen(what), acceptable=acceptable)


def _seen(text: str) -> str:
    """What strangers wrote, without what a terminal would obey, or show in another order."""
    return "".join(one if one.isprintable() else "\ufffd" for one in text)
