"""Templates among the files of a run, and the parameters that they will be launched with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mlplatform import written
from mlplatform.errors import BadInput
from mlplatform.plan.template import source, worlds
from mlplatform.plan.template.worlds import Read, Variant

_WAYS = 'allowed: {"Name": "value"}, {"Parameters": {…}} or [{"ParameterKey": …, "ParameterValue": …}]'


@dataclass(frozen=True)
class Launch:
    """Parameters as they will be at a launch, and the file that says so."""

    file: Path
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Templates:
    """The templates of a run by the name of their plan."""

    read: Mapping[str, Read] = field(default_factory=dict)

    @property
    def rounds(self) -> int:
        """How often to judge, so that each variant of each template is judged."""
        return max((len(each.variants) for each in self.read.values()), default=1)

    def variants(self, round: int) -> dict[str, Variant]:
        """One variant of each template."""
        return {name: each.variants[round % len(each.variants)] for name, each in self.read.items()}


def named(plans: Mapping[str, Path], launches: Mapping[str, Launch]) -> dict[str, Path]:
    """The files by the names of their plans: a template once for each launch, as in ``dev/template.yaml``."""
    found: dict[str, Path] = {}
    for name, path in plans.items():
        if launches and source.is_template(path):
            found |= {f"{launch}/{name}" if launch else name: path for launch in launches}
        else:
            found[name] = path
    return found


def launches(words: Sequence[str]) -> dict[str, Launch]:
    """``NAME=FILE`` or ``FILE`` for each set of parameters; several want a name each."""
    found: dict[str, Launch] = {}
    for word in words:
        name, sign, file = word.partition("=")
        path, key = Path(file if sign else word), name if sign else ""
        if key in found or (words[1:] and not key):
            raise BadInput(f"--parameters: {word}: is one of several; allowed: NAME={path}, each name once")
        found[key] = Launch(path, _values(path))
    return found


def _values(path: Path) -> dict[str, Any]:
    said = written.parsed(written.text(path), path)
    if isinstance(said, Mapping) and isinstance(said.get("Parameters"), Mapping):
        said = said["Parameters"]
    if isinstance(said, list) and all(isinstance(each, Mapping) and "ParameterKey" in each for each in said):
        said = {each["ParameterKey"]: each.get("ParameterValue", "") for each in said}
    if not isinstance(said, Mapping) or not all(isinstance(key, str) for key in said):
        raise BadInput(f"{path}: holds {type(said).__name__}; {_WAYS}")
    for name, value in said.items():
        if isinstance(value, Mapping) or value is None:
            raise BadInput(f"{path}: {name}: is {json.dumps(value)}; allowed: a text, a number or a list")
    return {str(name): value for name, value in said.items()}


def read(plans: Mapping[str, Path], given: Mapping[str, Launch]) -> Templates:
    """Every template of a run in all its variants."""
    files = {name: path for name, path in plans.items() if source.is_template(path)}
    _known(files, given)
    return Templates({name: _read(name, path, _launch(name, given)) for name, path in files.items()})


def _launch(name: str, given: Mapping[str, Launch]) -> Launch | None:
    return next((launch for key, launch in given.items() if not key or name.startswith(f"{key}/")), None)


def _read(name: str, path: Path, launch: Launch | None) -> Read:
    if launch is None:
        return worlds.read(path, name=name)
    own = set(source.read(path).section("Parameters"))
    values = {key: value for key, value in launch.values.items() if key in own or key.startswith("AWS::")}
    return worlds.read(path, values, name, str(launch.file))


def _known(files: Mapping[str, Path], given: Mapping[str, Launch]) -> None:
    """``BadInput`` where a value is given for a parameter that no template has."""
    if given and not files:
        raise BadInput("--parameters: there is no template among the files; allowed: with a template")
    known = {name for path in files.values() for name in source.read(path).section("Parameters")}
    for launch in given.values():
        for name in launch.values:
            if name not in known and not name.startswith("AWS::"):
                allowed = ", ".join(sorted(map(str, known))) or "none, the templates have no parameter"
                raise BadInput(f"{launch.file}: {name}: is no parameter of the template; allowed: {allowed}")
