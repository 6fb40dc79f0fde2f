"""Plans what is stale, once, in as few roots as there can be; everything else is read from the store."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from mlplatform.errors import PlatformError
from mlplatform.harness import composition, definitions, operands, provider, refusals
from mlplatform.harness.blame import Blame, Failure
from mlplatform.harness.definitions import Case
from mlplatform.harness.refusals import Batch, Messages
from mlplatform.harness.rules import rules
from mlplatform.harness.store import Keys, Store
from mlplatform.harness.terraform_run import Diagnostic, tools
from mlplatform.harness.tree import Tree
from mlplatform.paths import work_folder

_PROVIDER_BLOCK = re.compile(r'^\s*provider\s+"', re.MULTILINE)

RUN = "MLP_HARNESS_RUN"
"""Environment variable that names a test run: within one, a failure is not planned again."""


@dataclass(frozen=True)
class Work:
    """What modules have to answer for, by the name under which the answer is kept."""

    cases: Mapping[str, Case]
    batches: Mapping[str, Batch]
    parts: Mapping[str, str]  # the module whose rules are taken apart

    def __bool__(self) -> bool:
        return bool(self.cases or self.batches or self.parts)


class Planner:
    """Answers for the cases and the refused inputs of modules."""

    def __init__(self, tree: Tree, store: Store | None = None, tell: Callable[[str], None] = lambda _: None):
        self.tree = tree
        self.store = store or Store(work_folder() / "plans")
        self._tell = tell
        self._keys = Keys(tree, tools().version)
        self._work: dict[str, Work] = {}
        self._read: dict[str, Any] = {}

    def work(self, module: str) -> Work:
        """What a module has to answer for."""
        if module not in self._work:
            tree, rejects = self.tree, definitions.rejects(module, self.tree)
            batches = refusals.batches(tree, module, rejects, rules(module, tree))
            apart = f"{module} taken apart: {rejects.model_dump_json()}"
            self._work[module] = Work(
                {
                    self._keys.name(str(c) + c.text, tree.closure([c.text])): c
                    for c in definitions.cases(module, tree)
                },
                {self._keys.name(json.dumps(asdict(b)), refusals.closure(tree, b)): b for b in batches},
                {self._keys.name(apart, {module}): module},
            )
        return self._work[module]

    def stale(self, modules: Iterable[str]) -> Work:
        """What has no answer yet, of several modules."""
        every = [self.work(module) for module in modules]
        return Work(
            {n: case for work in every for n, case in work.cases.items() if self._answer(n) is None},
            {n: batch for work in every for n, batch in work.batches.items() if self._answer(n) is None},
            {n: name for work in every for n, name in work.parts.items() if self._answer(n) is None},
        )

    def prepare(self, modules: Iterable[str]) -> None:
        """Plan all that is stale of these modules. Other processes that ask meanwhile wait and share it."""
        modules = list(modules)
        if not self.stale(modules):
            return
        with self.store.lock():
            wanted = self.stale(modules)
            if wanted:
                self._tell(f"planning {len(wanted.cases)} cases, {_refused(wanted)} refused inputs")
                self._plan(wanted)
                self.store.prune()

    def plan_of(self, module: str, name: str) -> dict[str, Any] | Failure:
        """The plan's JSON of one case of a module, or why there is none."""
        for key, case in self.work(module).cases.items():
            if case.name == name:
                answer: dict[str, Any] | Failure = self._required(key, module)
                return answer
        raise KeyError(f"{module}/{name}")

    def messages(self, module: str, case: str) -> tuple[list[str], list[str]] | Failure:
        """The messages with which an input of a module is refused, and those of its accepted neighbour."""
        for key, batch in self.work(module).batches.items():
            if case in batch.inputs:
                answer = self._required(key, module)
                return answer if isinstance(answer, Failure) else (answer[case], answer[refusals.ACCEPTED])
        raise KeyError(f"{module}/{case}")

    def unshown(self, module: str) -> list[str] | Failure:
        """The parts of a module's rules that no refused input needs."""
        (key,) = self.work(module).parts
        found: list[str] | Failure = self._required(key, module)
        return found

    def _required(self, key: str, module: str) -> Any:
        if self._answer(key) is None:
            self.prepare([module])
        return self._answer(key)

    def _answer(self, key: str) -> Any | None:
        if key not in self._read:
            answer = self._kept(key)
            if answer is None:
                return None
            self._read[key] = answer
        return self._read[key]

    def _kept(self, key: str) -> Any | None:
        kept = self.store.get(key)
        if kept is None:
            return None
        if "failure" in kept:
            # A failure may be of the machine's making: it stands for this run only.
            said = tuple(Diagnostic(**diagnostic) for diagnostic in kept["failure"])
            return Failure(said) if kept["run"] == os.environ.get(RUN) else None
        return kept["answer"]

    def _plan(self, wanted: Work) -> None:
        light = {key: batch for key, batch in wanted.batches.items() if not batch.whole}
        whole = {key: batch for key, batch in wanted.batches.items() if batch.whole}
        with self._provider(wanted) as kept, ThreadPoolExecutor(max_workers=2) as pool:
            jobs = [
                pool.submit(self._plan_cases, wanted.cases, kept),
                pool.submit(self._judge_whole, whole, kept),
                *(pool.submit(self._judge_extract, key, batch) for key, batch in light.items()),
                *(pool.submit(self._take_apart, key, module) for key, module in wanted.parts.items()),
            ]
            for job in jobs:
                job.result()

    @contextmanager
    def _provider(self, wanted: Work) -> Iterator[Mapping[str, str]]:
        """The environment of a provider that all these plans share: the one of the watch loop, or our own. It
        holds one configuration at a time, so none is shared with a case that brings another."""
        given = {name: os.environ[name] for name in (provider.REATTACH,) if name in os.environ}
        if any(_PROVIDER_BLOCK.search(case.text) for case in wanted.cases.values()):
            yield {}
        elif given or not (wanted.cases or any(batch.whole for batch in wanted.batches.values())):
            yield given
        else:
            with provider.kept(self.tree, self._tell) as kept:
                yield kept

    def _plan_cases(self, wanted: Mapping[str, Case], kept: Mapping[str, str]) -> None:
        names = {composition.key(case): key for key, case in wanted.items()}
        cases = {composition.key(case): case for case in wanted.values()}
        blame = Blame(
            lambda keys: composition.plan_together(self.tree, {key: cases[key] for key in keys}, kept),
            lambda diagnostic: composition.suspected(self.tree, cases, diagnostic),
        )
        for call, answer in blame.settle(cases).items():
            self._keep(names[call], answer)

    def _judge_whole(self, wanted: Mapping[str, Batch], kept: Mapping[str, str]) -> None:
        names = {batch.key: key for key, batch in wanted.items()}
        batches = {batch.key: batch for batch in wanted.values()}
        blame: Blame[Messages] = Blame(
            lambda keys: refusals.judge_whole(self.tree, {key: batches[key] for key in keys}, kept),
            lambda diagnostic: refusals.suspected(self.tree, batches, diagnostic),
        )
        for call, answer in blame.settle(batches).items():
            self._keep(names[call], answer)

    def _judge_extract(self, key: str, batch: Batch) -> None:
        tried = refusals.judge_extract(self.tree, batch)
        self._keep(key, tried.answers[batch.key] if tried.answers is not None else Failure(tried.diagnostics))

    def _take_apart(self, key: str, module: str) -> None:
        tried = operands.unshown(self.tree, module)
        self._keep(key, tried if isinstance(tried, Failure) else [str(part) for part in tried])

    def _keep(self, key: str, answer: Any) -> None:
        if moved := self._keys.moved():
            raise PlatformError(f"modules/{moved[0]} changed while it was planned; call this again")
        if isinstance(answer, Failure):
            said = [asdict(diagnostic) for diagnostic in answer.diagnostics]
            self.store.put(key, {"failure": said, "run": os.environ.get(RUN)})
        else:
            self.store.put(key, {"answer": answer})


def _refused(work: Work) -> int:
    return sum(len(batch.inputs) - 1 for batch in work.batches.values())
