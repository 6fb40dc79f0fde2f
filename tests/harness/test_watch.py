"""The watch loop: what is run when, and that nothing is left when it is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from harness import six_modules
from harness.processes import alive, descendants, wait_for
from mlplatform.copies import copy_of_repository
from mlplatform.harness import selection, tree, watch
from mlplatform.harness.tree import Tree
from mlplatform.paths import work_folder


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Tree:
    return six_modules.make(tmp_path)


class Told(list[str]):
    """What the loop says, without seconds. Each word waited for sets something off, one after the other."""

    def __init__(self, *waited_for: tuple[str, Callable[[], object]]) -> None:
        super().__init__()
        self.waited_for = list(waited_for)

    def __call__(self, line: str) -> None:
        self.append(line.partition(" (")[0])
        if self.waited_for and self[-1] == self.waited_for[0][0]:
            self.waited_for.pop(0)[1]()


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """A loop that is stuck is ended as a person would: the test fails, and does not hang."""
    timer = threading.Timer(seconds, interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def test_the_loop_tests_what_changed_and_ends_clean(small: Tree) -> None:
    # A provider that cannot be had: the loop says so and goes on.
    small = replace(small, provider=tree.checkout().provider.replace("5.100.0", "0.0.1"))
    test = small.tests / "alone" / "test_alone.py"
    told = Told(
        ("all modules: holds", lambda: test.write_text("def test_it(): assert False\n")),
        ("alone: does not hold", lambda: test.write_text("def test_it(): pass\n")),
        ("alone: holds", interrupt),
    )
    before, handler = descendants(os.getpid()), signal.getsignal(signal.SIGINT)
    with at_most(60):
        watch.watch(small, [], "", told)
    changed = ["changed: tests/modules/alone/test_alone.py", "running alone"]
    assert told[0].startswith("the provider cannot be kept running")
    assert told[1:3] == ["running all modules", "all modules: holds"]
    assert told[3:] == [*changed, "alone: does not hold", *changed, "alone: holds"]
    assert descendants(os.getpid()) <= before
    assert signal.getsignal(signal.SIGINT) is handler


def test_the_loop_keeps_to_the_modules_it_is_given(small: Tree) -> None:
    told = Told(
        ("base, user: holds", lambda: (small.modules / "base" / "main.tf").write_text("# changed\n")),
        ("base, user: holds", interrupt),
    )
    with at_most(60):
        watch.watch(small, ["base", "user"], "", told)
    assert told == [
        *("running base, user", "base, user: holds"),
        *("changed: modules/base/main.tf", "running base, user", "base, user: holds"),
    ]


def test_a_change_during_a_run_ends_it_and_both_are_run(small: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "command", lambda *_: ["sleep", "600"])
    told, before = Told(), descendants(os.getpid())
    loop = watch.Loop(small, [], "", {}, told)
    loop.begin({"alone"})
    (first,) = descendants(os.getpid()) - before
    loop.turn({small.modules / "user" / "main.tf"})
    (second,) = descendants(os.getpid()) - before
    assert second != first
    loop.turn(set())
    loop.end()
    assert told == ["running alone", "changed: modules/user/main.tf", "running alone, user, user_of_user"]
    assert descendants(os.getpid()) <= before


def test_a_provider_that_crashed_is_not_asked_again(
    small: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {"TF_REATTACH_PROVIDERS": f'{{"aws": {{"Addr": {{"String": "{tmp_path / "nobody"}"}}}}}}'}
    monkeypatch.setattr(selection, "command", lambda *_: ["sh", "-c", 'test -z "$TF_REATTACH_PROVIDERS"'])
    told = Told()
    loop = watch.Loop(small, [], "", kept, told)

    def holds() -> bool:
        loop.turn(set())
        return told[-1] == "alone: holds"

    for _ in range(2):
        loop.begin({"alone"})
        assert wait_for(holds)
    assert told.count("the provider that was kept has ended; each plan starts its own") == 1


def test_a_run_that_does_not_end_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "END_SECONDS", 0.1)
    pids, before = tmp_path / "pids", descendants(os.getpid())
    script = f'trap "" INT; sleep 600 & echo "$TMPDIR" >{pids}; wait'
    run = watch.Run(["sh", "-c", script], tmp_path, {})
    assert wait_for(lambda: pids.is_file() and pids.read_text())
    started = descendants(os.getpid()) - before
    assert len(started) == 2
    run.end()
    assert wait_for(lambda: not alive(started))
    assert not Path(pids.read_text().strip()).exists()


@pytest.mark.slow
def test_mlp_test_watch_over_a_copy_of_the_repository(tmp_path: Path) -> None:
    copy_of_repository(tmp_path)
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "scripts"), "MLP_WORK_DIR": str(work_folder())}
    words = [sys.executable, "-m", "mlplatform.cli", "test", "--watch", "--module", "context"]
    log = tmp_path / "log"
    with log.open("w") as said, subprocess.Popen(words, cwd=tmp_path, env=environment, stderr=said) as loop:
        try:
            assert wait_for(lambda: log.read_text().count("context: holds") == 1, 120), log.read_text()
            with (tmp_path / "tests" / "modules" / "context" / "test_context.py").open("a") as test:
                test.write("# changed\n")
            assert wait_for(lambda: log.read_text().count("context: holds") == 2, 120), log.read_text()
            started = descendants(loop.pid)
            assert started, "the provider is kept"
            loop.send_signal(signal.SIGINT)
            assert loop.wait(20) == 0
        finally:
            loop.kill()
    assert wait_for(lambda: not alive(started))
