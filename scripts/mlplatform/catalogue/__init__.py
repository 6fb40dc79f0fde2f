"""The catalogue of controls: every id that a module's code may carry, and what it means, in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from mlplatform.errors import BadInput

CONTROLS = Path(__file__).with_name("controls.yaml")
"""Ids of two digits are controls of the platform; those of three are rules on a module's input."""

_Family = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,3}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,3}-[0-9]{2,3}$")]
_Sentence = Annotated[str, StringConstraints(pattern=r"^[A-Z`][^\n]*\.$")]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    families: dict[_Family, str]
    controls: dict[_Id, _Sentence]


@dataclass(frozen=True)
class Catalogue:
    """Family => its title, id => its statement, both in the order in which they are to be shown."""

    path: Path
    families: dict[str, str]
    controls: dict[str, str]

    def mentioned(self, text: str) -> list[str]:
        """The ids of these families that a text names, whether or not they are in the catalogue."""
        return re.findall(rf"\b(?:{'|'.join(self.families)})-[0-9]{{2,3}}\b", text)

    def line(self, control: str) -> int:
        """Where the catalogue says what this control is."""
        lines = self.path.read_text().splitlines()
        return next(number for number, line in enumerate(lines, 1) if line.startswith(f"  {control}:"))


def load(path: Path = CONTROLS) -> Catalogue:
    """The catalogue, controls before input rules; ``BadInput`` where the file is not as it should be."""
    text = path.read_text()
    try:
        written = _Written.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise BadInput(f"{path}: {' '.join(str(error).split())}") from error
    ids = re.findall(r"^  ([A-Z0-9]+-[0-9]+):", text, re.MULTILINE)
    for control in ids:
        if ids.count(control) > 1:
            raise BadInput(f"{path}: {control} is given twice; write each id once")
        if family(control) not in written.families:
            raise BadInput(
                f"{path}: {control}: family {family(control)} has no title; write it under families"
            )
    order = list(written.families)
    ids.sort(key=lambda control: (is_input_rule(control), order.index(family(control)), number(control)))
    return Catalogue(path, written.families, {control: written.controls[control] for control in ids})


def family(control: str) -> str:
    """``KMS`` of ``KMS-01``."""
    return control.partition("-")[0]


def number(control: str) -> int:
    """1 of ``KMS-01``."""
    return int(control.partition("-")[2])


def is_input_rule(control: str) -> bool:
    """Whether an id is that of a rule on input, which has three digits."""
    return number(control) >= 100
