"""Plan, apply and destroy a root, with progress, and with a journal from which a killed run carries on."""

from __future__ import annotations

import getpass
import json
import platform
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from mlplatform.errors import PlatformError
from mlplatform.terraform import events, processes
from mlplatform.terraform.events import Progress
from mlplatform.terraform.root import PARALLELISM, Root, TerraformFailed

Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class Record:
    """Who runs, or ran, what on a root from this machine."""

    operation: str
    pid: int
    host: str
    user: str
    started: float  # seconds since the epoch


def plan(
    root: Root,
    watch: Watch,
    *,
    destroy: bool = False,
    lock: bool = True,
    targets: Sequence[str] = (),
) -> Progress:
    """Plan into ``<work>/plan``; ``changes`` of the result says how much would change. ``targets`` leave all
    else as it is."""
    words = ["plan", "-json", "-input=false", f"-parallelism={PARALLELISM}", f"-out={root.work / 'plan'}"]
    words += ["-destroy"] if destroy else []
    words += [f"-target={target}" for target in targets]
    words += [] if lock else ["-lock=false"]
    return _operate(root, "plan", words, watch)


def apply(root: Root, watch: Watch) -> Progress:
    """Apply ``<work>/plan``, which ``plan`` has made."""
    words = ["apply", "-json", "-input=false", f"-parallelism={PARALLELISM}", str(root.work / "plan")]
    return _operate(root, "apply", words, watch)


def forget(root: Root, addresses: Sequence[str]) -> None:
    """Take resources out of the state and leave them in AWS as they are; all of them, or none."""
    output = root.work / "forget.log"
    words = ["state", "rm", "-no-color", *addresses]
    with output.open("w") as out:
        process = subprocess.Popen(
            root.command(*words),
            env=root.process_environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    with processes.live(process):
        _write_record(root, "state rm", process.pid)
        code = process.wait()
    if code < 0:
        raise Killed(f"{root.name}: terraform state rm was killed; run it again to carry on")
    record_file(root).unlink(missing_ok=True)
    if code:
        raise Refused(root, "state rm", [" ".join(output.read_text().split())])


def show_plan(root: Root) -> dict[str, object]:
    """The JSON of ``<work>/plan``."""
    shown: dict[str, object] = json.loads(root.run("show", "-json", str(root.work / "plan")).stdout)
    return shown


def journal_file(root: Root) -> Path:
    """What applies reported, line by line; stands while one is under way, and after one was killed."""
    return root.work / "apply.jsonl"


def record_file(root: Root) -> Path:
    """Stands while Terraform holds the state's lock, and after it was killed."""
    return root.work / "run.json"


def unfinished(root: Root) -> Record | None:
    """The run that did not end by itself, if there was one."""
    try:
        return Record(**json.loads(record_file(root).read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        # Cut off while it was written: nothing had been applied yet.
        record_file(root).unlink()
        return None


def is_alive(record: Record) -> bool:
    """Whether the process of a record still runs, and is Terraform."""
    if record.host != platform.node():
        return False
    listing = ["ps", "-p", str(record.pid), "-o", "stat=,command="]
    process = subprocess.run(listing, capture_output=True, text=True).stdout
    return "terraform" in process and not process.startswith("Z")


def wait_for(root: Root, record: Record, watch: Watch) -> Progress:
    """Follow a run that outlived the ``mlp`` that started it, to its end."""
    output = journal_file(root) if record.operation == "apply" else root.work / "plan.jsonl"
    return events.follow(output, lambda: is_alive(record), watch, record.operation)


def _write_record(root: Root, operation: str, pid: int) -> None:
    record = Record(operation, pid, platform.node(), getpass.getuser(), time.time())
    scratch = record_file(root).with_suffix(".new")
    scratch.write_text(json.dumps(asdict(record)))
    scratch.replace(record_file(root))


def begin_journal(root: Root, world: str) -> None:
    """Begin the journal, or go on with the one of a killed apply; ``world`` is the AWS that it speaks of."""
    if not journal_file(root).exists():
        _note(root, {"type": "world", "world": world})


def note_taken_over(root: Root, imports: dict[str, str]) -> None:
    """Write down what is about to be imported: a kill may forget that too."""
    _note(root, {"type": "taken_over", "imports": imports})


def _note(root: Root, event: dict[str, object]) -> None:
    with journal_file(root).open("a") as journal:
        # A killed Terraform may have left half a line.
        journal.write("\n" + json.dumps(event) + "\n")


def settle(root: Root) -> None:
    """The state and AWS agree: nothing of a killed run is left to mend."""
    if journal_file(root).exists():
        journal_file(root).replace(root.work / "applied.jsonl")


def _operate(root: Root, operation: str, words: list[str], watch: Watch) -> Progress:
    """Run one command with its events in a file, follow it, and turn its errors into one line."""
    processes.check(f"{root.name}: stopped before terraform {operation}")
    applying = operation == "apply"
    output = journal_file(root) if applying else root.work / f"{operation}.jsonl"
    errors = root.work / f"{operation}.stderr"
    # The journal of a killed apply is added to: it holds what is still to be taken over.
    with output.open("a" if applying else "w") as out, errors.open("w") as err:
        begin = out.tell()
        # In a group of its own: a Ctrl-C reaches it through us, once.
        process = subprocess.Popen(
            root.command(*words), env=root.process_environment(), stdout=out, stderr=err, process_group=0
        )
    locking = "-lock=false" not in words  # without, it may run beside an apply, whose record is left alone
    with processes.live(process):
        if locking:
            _write_record(root, operation, process.pid)
        progress, interrupted = _follow(process, output, begin, watch, operation)
    if process.returncode < 0:
        name = signal.Signals(-process.returncode).name
        raise Killed(f"{root.name}: terraform {operation} was killed ({name}); run it again to carry on")
    if locking:
        record_file(root).unlink(missing_ok=True)
    if applying:
        settle(root)  # ended by itself, with or without errors: its state is saved
    if interrupted:
        raise KeyboardInterrupt
    if process.returncode != 0:
        processes.check(f"{root.name}: terraform {operation} was stopped; its state is saved")
        raise Refused(root, operation, progress.errors or [errors.read_text().strip()])
    return progress


def _follow(
    process: subprocess.Popen[bytes], output: Path, begin: int, watch: Watch, operation: str
) -> tuple[Progress, bool]:
    interrupted = False
    while True:
        try:
            return events.follow(output, lambda: process.poll() is None, watch, operation, begin), interrupted
        except KeyboardInterrupt:
            processes.signal_all()
            interrupted = True


class Killed(PlatformError):
    """Terraform did not end by itself; the journal has what it did."""


class Refused(TerraformFailed):
    """Terraform ended with errors: the first in the line, the others in ``details``."""

    def __init__(self, root: Root, operation: str, messages: list[str]) -> None:
        super().__init__(f"{root.name}: terraform {operation} failed: {messages[0]}", messages[1:])
