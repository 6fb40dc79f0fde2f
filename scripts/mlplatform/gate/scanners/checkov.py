"""checkov, run as a program of its own environment, for the controls that ``checkov.yaml`` leaves to it.

It brings another package under the name of one that we use, so it never shares our environment. What it said
of a plan is kept by the hash of the plan, its version and the checks, and not asked again.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from mlplatform.errors import PlatformError, ToolMissing
from mlplatform.gate.answers import Answer, failed, held
from mlplatform.gate.catalogue import Written
from mlplatform.gate.judge import Result, worst
from mlplatform.gate.report import Scanner
from mlplatform.paths import REPOSITORY, work_folder

TABLE = Path(__file__).with_name("checkov.yaml")
VARIABLE = "MLP_CHECKOV"
"""Environment variable that names the program, where it is not the one of ``make setup-policy``."""


@functools.cache
def controls() -> Mapping[str, Written]:
    """The controls that are left to checkov, by id."""
    written = yaml.safe_load(TABLE.read_text())
    return {id: Written.model_validate({"id": id, **fields}) for id, fields in written.items()}


def program() -> Path:
    """Where checkov is; ``ToolMissing`` where it is not."""
    path = Path(os.environ.get(VARIABLE) or REPOSITORY / ".venv-policy" / "bin" / "checkov")
    if not path.is_file():
        raise ToolMissing(f"checkov is not at {path}; set it up with: make setup-policy")
    return path


def run(plan: Path, name: str) -> tuple[Scanner, list[Result]]:
    """What checkov answers over a plan's JSON, as results of the plan of this name."""
    found = said([plan])
    results = together(name, _answers(found))
    summary = found["summary"]
    scanner = Scanner("checkov", summary["checkov_version"], True, summary["passed"] + summary["failed"])
    return scanner, results


def together(name: str, answers: Iterable[tuple[str, str, Answer]]) -> list[Result]:
    """Answers of checks, each as control, address and what it is, as one for each control and resource."""
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for control, address, answer in answers:
        found[control, address].append(answer)
    return [_result(control, name, address, answers) for (control, address), answers in found.items()]


def _answers(said: Mapping[str, Any]) -> Iterator[tuple[str, str, Answer]]:
    for record, holds in records(said):
        yield control_of(record), record["resource_address"] or record["resource"], answered(record, holds)


def records(said: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """What it says of each check and resource, and whether it holds."""
    for kind in ("passed_checks", "failed_checks"):
        yield from ((record, kind == "passed_checks") for record in said["results"][kind])


def answered(record: Mapping[str, Any], holds: bool) -> Answer:
    """One record as an answer."""
    name = f"{record['check_id']}: {record['check_name']}"
    return held(name) if holds else failed(f"checkov says no to {name}")


def control_of(record: Mapping[str, Any]) -> str:
    """The control that a check answers."""
    return _by_check()[record["check_id"]]


@functools.cache
def _by_check() -> Mapping[str, str]:
    return {check: id for id, written in controls().items() for check in written.references.checkov}


def _result(control: str, plan: str, address: str, answers: Sequence[Answer]) -> Result:
    written, answer = controls()[control], worst(answers)
    remedy = written.remedy if answer.status != "pass" else ""
    return Result(control, plan, address, answer.status, written.severity, answer.reason, remedy)


def checks() -> list[str]:
    """The checks that it is asked for."""
    return sorted(check for written in controls().values() for check in written.references.checkov)


def said(files: Sequence[Path], framework: str = "terraform_plan") -> dict[str, Any]:
    """What checkov says of files of one kind, kept by what is in them."""
    made_from = [*(file.read_bytes() for file in files), _lock().read_bytes(), ",".join(checks()).encode()]
    if framework != "terraform_plan":
        made_from.append(framework.encode())
    name = hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in made_from)).hexdigest()
    kept = work_folder() / "checkov" / f"{name}.json"
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        scratch = kept.with_suffix(f".{os.getpid()}.part")
        scratch.write_text(json.dumps(_scan(files, framework)))
        scratch.replace(kept)
    found: dict[str, Any] = json.loads(kept.read_text())
    return found


def _scan(files: Sequence[Path], framework: str) -> dict[str, Any]:
    words = ["--framework", framework, "--skip-download", "--compact", "--soft-fail", "--output", "json"]
    given = [word for file in files for word in ("--file", str(file))]
    command = [str(program()), *words, "--check", ",".join(checks()), *given]
    ran = subprocess.run(command, capture_output=True, text=True)
    try:
        said = json.loads(ran.stdout)
        said = said[0] if isinstance(said, list) else said
        if "results" not in said:  # it found nothing that it has a check for
            version = said.get("checkov_version", "")
            said = {
                "results": {"passed_checks": [], "failed_checks": []},
                "summary": {"checkov_version": version},
            }
            said["summary"] |= {"passed": 0, "failed": 0}
    except (ValueError, IndexError) as error:
        said = " ".join((ran.stderr or ran.stdout).split())[-300:]
        raise PlatformError(f"checkov ended with {ran.returncode}: {said}") from error
    return {
        "results": {
            kind: [_kept(record) for record in said["results"][kind]]
            for kind in ("passed_checks", "failed_checks")
        },
        "summary": said["summary"],
    }


def _kept(record: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("check_id", "check_name", "resource", "resource_address", "file_path")
    return {key: record.get(key) for key in kept}


def _lock() -> Path:
    return REPOSITORY / "requirements" / "policy.txt"
