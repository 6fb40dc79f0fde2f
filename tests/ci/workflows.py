"""The pipelines as their files say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from mlplatform.paths import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
GITLAB = [REPOSITORY / ".gitlab-ci.yml", REPOSITORY / ".gitlab" / "plan.yml"]
APPLIES = re.compile(r"\b(apply|destroy|bootstrap|demo)\b")
# What changes the store or the registry; `scan` fills quarantine.
CHANGES = re.compile(r"mlp (apply|packages (scan|publish|expire|recall|provision)|images build)\b")
NAMES = [path.stem for path in WORKFLOWS]
MODULES = REPOSITORY / "modules"
EVENT = re.compile(r"github\.event_name == '(\w+)'(?: && |$)")


def workflow(name: str) -> dict[str, Any]:
    (path,) = [path for path in WORKFLOWS if path.stem == name]
    # YAML 1.1 reads the key `on` as true.
    return {
        ("on" if key is True else str(key)): value for key, value in yaml.safe_load(path.read_text()).items()
    }


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = workflow(name)["jobs"]
    return found


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def every_job() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in NAMES:
        for job, written in jobs(name).items():
            yield name, job, written


def events(name: str, job: dict[str, Any]) -> set[str]:
    """By what a job is run: what its workflow is run by, unless its own condition begins with one of these."""
    said = EVENT.match(job.get("if", ""))
    every = set(workflow(name)["on"])
    if not said:
        return every
    assert said[1] in every
    return {said[1]}


def environments() -> dict[str, str]:
    """The environments of GitHub that a role trusts => the variable with its ARN, as the modules write them."""
    (listed,) = re.findall(
        r"_environments = (\[.*\])", (MODULES / "delivery_roles" / "ci_roles.tf").read_text()
    )
    found = {"plan": "PLAN_ROLE_ARN", **dict.fromkeys(yaml.safe_load(listed), "APPLY_ROLE_ARN")}
    for module in ("codeartifact", "image_registry"):
        texts = "".join(path.read_text() for path in sorted((MODULES / module).glob("*.tf")))
        (trusted,) = re.findall(r':environment:(\w+)"\]', texts)
        ((variable, told),) = re.findall(r"variable (\w+) of GitHub's environment `(\w+)`", texts)
        assert trusted == told
        found[trusted] = variable
    return found
