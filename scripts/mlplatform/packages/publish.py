"""Make ``approved`` equal to the live set, version by version; a killed run is run again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mlplatform.errors import Findings
from mlplatform.packages.files import Say
from mlplatform.packages.record import Policy
from mlplatform.packages.standing import Live
from mlplatform.packages.store import QUARANTINE, Held, Store


@dataclass
class Done:
    """What became of each version, by its key; ``held_back`` with why."""

    copied: list[str] = field(default_factory=list)
    stood: list[str] = field(default_factory=list)
    disposed: list[str] = field(default_factory=list)
    held_back: dict[str, str] = field(default_factory=dict)


def publish(store: Store, wanted: Iterable[Live], say: Say) -> Done:
    """Bring each of these to approved, if what stands in quarantine is what was approved, hash by hash."""
    done = Done()
    for live in wanted:
        try:
            why = _one(store, live, done, say)
        except Findings as error:  # of this one; the others are not to wait for it
            why = str(error)
        if why:
            done.held_back[live.key] = why
    return done


def expire(store: Store, live: Mapping[str, Live], policy: Policy, say: Say) -> list[str]:
    """Dispose of what stands in approved and is not live. The bank's own packages are not of the records."""
    disposed = []
    for name, version, status in list(store.versions(store.approved)):
        key = f"{name}=={version}"
        if status == "Disposed" or policy.is_internal(name) or key in live:
            continue
        say(f"{key}: is not live, disposed of in {store.approved}")
        if store.dispose(store.approved, name, version):
            disposed.append(key)
    return disposed


def differs(assets: Mapping[str, str], files: Mapping[str, str]) -> str:
    """How the files of a version are not those that are wanted; empty where they are, hash by hash."""
    for name, sha256 in sorted(assets.items()):
        if name not in files:
            return f"holds {name}, which no live request records"
        if sha256 != files[name]:
            return f"{name} is {sha256[:12]}… and was approved as {files[name][:12]}…"
    missing = sorted(set(files) - set(assets))
    return f"has no {missing[0]}" if missing else ""


def _one(store: Store, live: Live, done: Done, say: Say) -> str:
    """Settle one version; gives why it cannot be."""
    stands = store.held(store.approved, live.name, live.version)
    if stands and stands.status == "Published" and not differs(stands.assets, live.files):
        done.stood.append(live.key)
        return ""
    source = store.held(QUARANTINE, live.name, live.version)
    if source is None or (why := _unfit(source, live)):
        return why if source else f"is not in {QUARANTINE}; {_again(live)}"
    say(f"{live.key}: copied to {store.approved}, {len(live.files)} files")
    if stands and not _grows(stands, live):
        # What was disposed of keeps its name, and what it has too much no copy takes away.
        store.delete(store.approved, live.name, live.version)
        stands = None
    store.copy(live.name, live.version, source.revision, overwrite=stands is not None)
    after = store.held(store.approved, live.name, live.version)
    wrong = differs(after.assets, live.files) if after else "is not there after the copy"
    if wrong:
        store.dispose(store.approved, live.name, live.version)
        return f"{store.approved} {wrong}; disposed of again"
    done.copied.append(live.key)
    return ""


def _unfit(source: Held, live: Live) -> str:
    """Why what stands in quarantine may not be copied; empty where it may."""
    if not source.readable:
        return f"is {source.status} in {QUARANTINE}; {_again(live)}"
    wrong = differs(source.assets, live.files)
    return f"{QUARANTINE} {wrong}; {_again(live)}" if wrong else ""


def _again(live: Live) -> str:
    """How quarantine is filled anew while the record, and so its approvals, stay as they are."""
    return f"run: mlp packages scan --check {live.requests[-1]}"


def _grows(stands: Held, live: Live) -> bool:
    """Whether what stands is a part of what is wanted, so that a copy over it adds what is missing."""
    return stands.status == "Published" and stands.assets.items() <= dict(live.files).items()
