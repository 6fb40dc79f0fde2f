"""The AWS provider, started once and kept for many plans: each then saves the time that starting it takes."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from mlplatform.errors import PlatformError
from mlplatform.harness.terraform_run import NO_PROVIDER, environment, tools, workspace
from mlplatform.harness.tree import Tree
from mlplatform.terraform import toolchain

REATTACH = "TF_REATTACH_PROVIDERS"
START_SECONDS = 30.0  # it takes half a second; a machine that needs more than this is better off without
END_SECONDS = 5.0

# The shell outlives us, however we end: then nobody holds the other end of its input any more, cat comes to
# an end, and the provider with it. The shell lets go of the output, so that a provider which ends before it
# has said where it listens is known at once.
_KEEP = '"$0" -debug & exec > /dev/null 2>&1; cat; kill -INT $!; wait'
_ADDRESS = re.compile(rf"{REATTACH}='([^']+)'".encode())


@contextmanager
def kept(
    tree: Tree, tell: Callable[[str], None], also: Mapping[str, str] = NO_PROVIDER
) -> Iterator[Mapping[str, str]]:
    """The environment in which Terraform uses a provider that runs until the context ends; ``also`` goes
    into it, and into the provider's own.

    Nothing but that, and nothing runs, where the tree has no provider or where it cannot be started: then
    ``tell`` hears why, and Terraform starts one for each command, as ever. One provider holds one
    configuration at a time, so this is for roots that begin with ``tree.head()`` and for no others.
    """
    if not tree.provider:
        yield also
        return
    with workspace(tree.head()) as folder:
        try:
            keeper, address = _started(folder, also)
        except (OSError, PlatformError) as error:
            tell(f"the provider cannot be kept running, each plan starts its own: {error}")
            yield also
            return
        try:
            yield {REATTACH: address, **also}
        finally:
            _end(keeper)


def answers(environment: Mapping[str, str]) -> bool:
    """Whether the provider that this environment names still takes calls; one that has crashed does not."""
    (provider,) = json.loads(environment[REATTACH]).values()
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(provider["Addr"]["String"]) == 0


def _started(folder: Path, also: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """Whoever keeps the provider, and where Terraform finds it; ``PlatformError`` where it does not start."""
    binary, log = _binary(folder / "root"), folder / "log"
    env = {name: value for name, value in environment().items() if not name.startswith("TF_")}
    with log.open("wb") as errors:
        keeper = subprocess.Popen(
            ["/bin/sh", "-c", _KEEP, str(binary)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=env | dict(also) | {"TMPDIR": str(folder)},  # it does not always take its socket away
            start_new_session=True,  # Ctrl-C is for us alone: a plan under way ends before its provider does
        )
    try:
        return keeper, _address(keeper)
    except BaseException as error:
        _end(keeper)
        if isinstance(error, PlatformError):
            raise PlatformError(f"{error} {' '.join(log.read_text().split())}".strip()) from error
        raise


def _binary(root: Path) -> Path:
    """Where Terraform itself takes the provider from: a mirror, unpacked or not, a cache, or a registry."""
    words = [str(tools().binary), "init", "-input=false", "-no-color"]
    run = subprocess.run(words, cwd=root, env=environment(), capture_output=True, text=True)
    if run.returncode:
        raise PlatformError(f"terraform init: {' '.join((run.stderr or run.stdout).split())}")
    name = toolchain.PROVIDER
    found = sorted(root.glob(f".terraform/providers/{name}/*/*/terraform-provider-{Path(name).name}*"))
    if not found:
        raise PlatformError(f"terraform init has put no {name} into {root / '.terraform/providers'}")
    return found[0].resolve()


def _address(keeper: subprocess.Popen[bytes]) -> str:
    """What the provider says of where it listens."""
    assert keeper.stdout is not None  # noqa: S101 - a pipe was asked for
    said, deadline = b"", time.monotonic() + START_SECONDS
    while not (found := _ADDRESS.search(said)):
        ready, _, _ = select.select([keeper.stdout], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise PlatformError(f"it has not said in {START_SECONDS:.0f} s where it listens.")
        more = os.read(keeper.stdout.fileno(), 4096)
        if not more:
            raise PlatformError("it ended at once.")
        said += more
    return found[1].decode()


def _end(keeper: subprocess.Popen[bytes]) -> None:
    """End the provider: as it wants to be, and then in any case."""
    for pipe in (keeper.stdin, keeper.stdout):
        if pipe is not None:
            pipe.close()
    try:
        keeper.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait()
