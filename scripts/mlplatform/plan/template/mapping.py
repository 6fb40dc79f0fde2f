"""Which resources of the gate's language a resource of CloudFormation comes to: ``mappings/*.yaml``.

Where nothing is said of a property, its name is taken in small letters with ``_``, an object becomes a block
(a list of one), and a list of objects several. A test holds every property of every type here to an attribute
that the provider has, or to a line that says what becomes of it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mlplatform import written
from mlplatform.plan.template.spelling import snake

FOLDER = Path(__file__).with_name("mappings")


class Part(BaseModel):
    """A resource of the provider that properties come to. Paths of properties are dotted, and go through
    lists as if they were not there."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    makes: str
    """The type."""
    of: str = Field("", alias="from")
    """The property it is made of; there is none where that is not set. Empty: of all the others."""
    each: bool = False
    """Whether one is made for each item of the list there."""
    key: str = ""
    """The property of an item that tells it from the others; its number where empty."""
    to: str = ""
    """The block that its properties go into."""
    item: str = ""
    """The attribute that an item goes into which is no object."""
    also: tuple[str, ...] = ()
    """Other properties that it takes besides."""
    when: tuple[str, ...] = ()
    """Properties of which one must be set, so that it is made; none: always."""
    link: Mapping[str, str] = Field(default_factory=dict)
    """Attribute => what of the main resource goes into it: ``Ref``, or an attribute that it gives."""
    names: Mapping[str, str] = Field(default_factory=dict)
    """Property => attribute, dotted where it lies deeper; empty where what is in it goes one level up."""
    forms: Mapping[str, str] = Field(default_factory=dict)
    """Property => how its value is written, by a name of ``forms.py``."""
    absent: Mapping[str, Any] = Field(default_factory=dict)
    """Attribute => what CloudFormation or AWS takes where it is not set."""
    beyond: Mapping[str, str] = Field(default_factory=dict)
    """Properties that the provider has not, and why they change no answer."""
    unsaid: Mapping[str, str] = Field(default_factory=dict)
    """Properties that the gate has no word for, and that may matter: a finding where one is set."""


class Kind(Part):
    """What a type of CloudFormation comes to: one main resource, and parts beside it."""

    ref: str = "id"
    """The attribute that ``Ref`` gives."""
    gives: Mapping[str, str] = Field(default_factory=dict)
    """What ``Fn::GetAtt`` gives => attribute."""
    known: Mapping[str, str] = Field(default_factory=dict)
    """Attribute => text made of others in braces, as the ARN of a bucket that has a name."""
    complete: bool = False
    """Whether attributes that are not set stand in it as null, as a plan has them: for types that are asked
    about by the names of their attributes."""
    parts: tuple[Part, ...] = ()

    @property
    def every(self) -> tuple[Part, ...]:
        """The main resource and its parts."""
        return (self, *self.parts)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Mapping[str, str] = Field(default_factory=dict)
    """Property => attribute wherever it stands in the types of this file."""
    beyond: Mapping[str, str] = Field(default_factory=dict)
    """``*.Property`` => as of a part, for all types of this file."""
    unsaid: Mapping[str, str] = Field(default_factory=dict)
    types: Mapping[str, Kind] = Field(default_factory=dict)
    nothing: Mapping[str, str] = Field(default_factory=dict)
    """Types that make nothing to judge, and why."""


@functools.cache
def _files() -> tuple[_File, ...]:
    return tuple(written.read(path, _File) for path in sorted(FOLDER.glob("*.yaml")))


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Every type that has a mapping."""
    return {type: kind for file in _files() for type, kind in file.types.items()}


@functools.cache
def nothing() -> Mapping[str, str]:
    """Types that make nothing to judge, and why."""
    return {type: why for file in _files() for type, why in file.nothing.items()}


@functools.cache
def _file(type: str) -> _File:
    return next((file for file in _files() if type in file.types), _File())


def attribute(part: Part, type: str, path: str) -> str:
    """The attribute that the property at a path becomes, within its block."""
    name = path.rpartition(".")[2]
    if path in part.names:
        return part.names[path]
    return _file(type).words.get(name) or snake(name)


def dropped(part: Part, type: str, path: str) -> tuple[str, bool] | None:
    """Why a property comes to no attribute, and whether that is a finding; None where it comes to one."""
    file = _file(type)
    for said, finding in (
        (part.beyond, False),
        (part.unsaid, True),
        (file.beyond, False),
        (file.unsaid, True),
    ):
        for named in (path, f"*.{path.rpartition('.')[2]}"):
            if named in said:
                return said[named], finding
    return None


def form(part: Part, path: str) -> str:
    """How its value is written; empty for as it is."""
    return part.forms.get(path) or ("tags" if path == "Tags" else "")
