"""Plans of small configurations: many in one root, a folder for each, kept until its text changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from mlplatform.harness import composition, provider, tree
from mlplatform.harness.answering import answering
from mlplatform.harness.blame import Blame, Failure
from mlplatform.harness.definitions import Case
from mlplatform.harness.store import Store
from mlplatform.harness.terraform_run import Diagnostic, tools
from mlplatform.paths import work_folder
from mlplatform.plan.reader import Plan

TOGETHER = 60
"""Configurations in one root: Terraform's graph grows faster than the number of its modules."""


def plans(wanted: Sequence[Case], tell: Callable[[str], None] = lambda _: None) -> list[Plan | Failure]:
    """The plans of configurations, in their order; those not kept are planned together."""
    store = Store(work_folder() / "plans")
    names = [_name(case) for case in wanted]
    if not all(map(store.has, names)):
        with store.lock():
            missing = {n: case for n, case in zip(names, wanted, strict=True) if not store.has(n)}
            if missing:
                tell(f"planning {len(missing)} configurations")
                _plan(missing, store, tell)
    return [_kept(store, name, case) for name, case in zip(names, wanted, strict=True)]


def _kept(store: Store, name: str, case: Case) -> Plan | Failure:
    kept = store.get(name) or {}
    if "failure" in kept:
        return Failure(tuple(Diagnostic(**diagnostic) for diagnostic in kept["failure"]))
    return Plan(kept["answer"], case.path.name)


def _plan(missing: Mapping[str, Case], store: Store, tell: Callable[[str], None]) -> None:
    with (
        answering() as also,
        provider.kept(tree.checkout(), tell, also) as kept,
        ThreadPoolExecutor(max_workers=2) as pool,
    ):
        for job in [pool.submit(_plan_some, some, store, kept) for some in _parts(missing)]:
            job.result()


def _parts(missing: Mapping[str, Case]) -> Iterator[dict[str, Case]]:
    pairs = list(missing.items())
    for start in range(0, len(pairs), TOGETHER):
        yield dict(pairs[start : start + TOGETHER])


def _plan_some(missing: Mapping[str, Case], store: Store, kept: Mapping[str, str]) -> None:
    root = tree.checkout()
    names = {composition.key(case): name for name, case in missing.items()}
    cases = {composition.key(case): case for case in missing.values()}
    blame: Blame[dict[str, Any]] = Blame(
        lambda keys: composition.plan_together(root, {key: cases[key] for key in keys}, kept),
        lambda diagnostic: composition.suspected(root, cases, diagnostic),
    )
    for key, answer in blame.settle(cases).items():
        if isinstance(answer, Failure):
            store.put(names[key], {"failure": [asdict(diagnostic) for diagnostic in answer.diagnostics]})
        else:
            store.put(names[key], {"answer": answer})


def _name(case: Case) -> str:
    parts = ("gate", tools().version, tree.checkout().lock, case.text, composition.key(case))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
