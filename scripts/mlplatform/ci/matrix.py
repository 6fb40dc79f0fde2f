"""Which roots a change touches: environments and use cases whose plan may be another one because of it.

A root is planned from its own folder, from the modules that it calls, from its use case's page, and from what
every root is made with. A file that is none of these, and no document, is not known: every root is planned.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from mlplatform.errors import BadInput
from mlplatform.harness.tree import Tree
from mlplatform.paths import REPOSITORY
from mlplatform.terraform.roots import ORDER, OWN
from mlplatform.use_cases.model import ENVIRONMENTS

_EVERYTHING = (
    "Makefile",
    "environments/*.yaml",
    "environments/*.json",
    "environments/use_cases/*.json",
    "pyproject.toml",
    "requirements/",
    "scripts/",
)
_NOTHING = (
    "*.md",
    "docs/",
    "tests/",
    ".ci/",
    ".github/",
    ".gitlab/",
    ".gitlab-ci.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    "LICENSE",
    "scripts/mlplatform/local_aws/",
    "scripts/mlplatform/harness/",
    "scripts/mlplatform/docs/",
)


@dataclass(frozen=True)
class Entry:
    """One root, for one use case where it is not the platform's own."""

    environment: str
    use_case: str = ""

    @property
    def root(self) -> str:
        """As in ``shared`` or ``dev/credit_risk``."""
        return f"{self.environment}/{self.use_case}" if self.use_case else self.environment


def every(repository: Path = REPOSITORY) -> list[Entry]:
    """The platform's own roots, and all roots of all use cases."""
    environments = repository / "environments"
    folders = {path.parent.name for path in environments.glob("*/main.tf")}
    found = [Entry(name) for name in OWN if name in folders]
    for page in sorted((environments / "use_cases").glob("*.yaml")):
        try:
            written = yaml.safe_load(page.read_text())
            accounts = dict(written["environments"])
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise BadInput(f"{page}: has no environments that can be read; see mlp use-case check") from error
        found += [Entry(name, page.stem) for name in accounts if name in folders & set(ENVIRONMENTS)]
    return sorted(found, key=lambda entry: (ORDER.index(entry.environment), entry.use_case))


def touched(changed: Iterable[str], repository: Path = REPOSITORY) -> list[Entry]:
    """The roots that a change of these files touches; paths as git writes them."""
    roots, files = every(repository), list(changed)
    if any(_of_everything(file) for file in files):
        return roots
    return [entry for entry in roots if any(_touches(file, entry, repository) for file in files)]


def changed_since(base: str, repository: Path = REPOSITORY) -> list[str]:
    """The files that differ from where this branch left ``base``."""
    words = ["git", "diff", "--name-only", "--no-renames", "-z", f"{base}...HEAD"]
    ran = subprocess.run(words, cwd=repository, capture_output=True, text=True)
    if ran.returncode:
        raise BadInput(f'--base: "{base}" cannot be compared with: {ran.stderr.strip().splitlines()[0]}')
    return [name for name in ran.stdout.split("\0") if name]


def _of_everything(file: str) -> bool:
    if _is(file, _NOTHING):
        return False
    return _is(file, _EVERYTHING) or not file.startswith(("environments/", "modules/"))


def _touches(file: str, entry: Entry, repository: Path) -> bool:
    if _is(file, _NOTHING):
        return False
    folder, _, rest = file.partition("/")
    if folder == "modules":
        return rest.partition("/")[0] in _modules(entry.environment, repository)
    if rest.startswith("use_cases/") and entry.environment in OWN:
        return True  # they know every use case's accounts
    if rest.startswith("shared/images/") and entry.use_case:
        return rest.endswith(("/digest", "/image.yaml"))  # which images there are, and which are in use
    first = rest.partition("/")[0]
    return first == entry.environment or rest == f"use_cases/{entry.use_case}.yaml"


def _modules(environment: str, repository: Path) -> set[str]:
    texts = [path.read_text() for path in sorted((repository / "environments" / environment).glob("*.tf"))]
    return Tree(repository, "", "").closure(texts)


def _is(file: str, patterns: Sequence[str]) -> bool:
    """Whether a file is in one of these folders, which end with a slash, or fits one of these names."""
    path = PurePosixPath(file)
    return any(file.startswith(p) if p.endswith("/") else path.match(p) for p in patterns)


def gitlab(entries: Sequence[Entry]) -> str:
    """A GitLab child pipeline: for each root its jobs, of the templates in ``.gitlab/plan.yml``."""
    pipeline: dict[str, Any] = {"include": [{"local": ".gitlab/plan.yml"}]}
    plans = [f"plan {entry.root}" for entry in entries]
    before: list[str] = []
    for entry in entries:
        variables = {"ROOT": entry.environment, "USE_CASE": entry.use_case, "NAME": entry.root}
        pipeline[f"plan {entry.root}"] = {"extends": ".plan", "variables": variables}
        pipeline[f"apply {entry.root}"] = {
            "extends": ".apply",
            "variables": dict(variables),
            "environment": entry.environment,
            "resource_group": entry.root,
            "needs": [*before, f"plan {entry.root}"],
        }
        before = [f"apply {entry.root}"]  # what fails in dev does not go on to prod
    if plans:
        pipeline["comment"] = {"extends": ".comment", "needs": plans}
    else:
        pipeline["nothing to plan"] = {"extends": ".nothing"}
    return str(yaml.safe_dump(pipeline, sort_keys=False))
