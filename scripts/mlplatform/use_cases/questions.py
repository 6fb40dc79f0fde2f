"""What is asked of whoever begins a use case; what may be answered is what the schema allows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from mlplatform.errors import BadInput
from mlplatform.paths import USE_CASES
from mlplatform.use_cases.schema import explain


@dataclass(frozen=True)
class Question:
    """One field of the page, by its place in the schema."""

    option: str  # as on the command line
    asked: str
    place: tuple[str, ...]
    default: str | None = None  # taken where nobody can be asked; None: it must be given

    @property
    def allowed(self) -> tuple[str, ...]:
        """The answers, where there is a list of them."""
        return tuple(_schema(self.place).get("enum", ()))

    def answer(self, given: str) -> Any:
        """The answer as the page has it; ``BadInput`` where the schema does not allow it."""
        schema = _schema(self.place)
        value: Any = given.strip()
        if schema.get("type") == "integer":
            value = int(value) if value.isdecimal() else value
        elif schema.get("type") == "array":
            value = [word.strip() for word in value.split(",") if word.strip()]
        for error in Draft202012Validator(schema).iter_errors(value):
            raise BadInput(f"{self.option}: {explain(error).partition(': ')[2]}")
        return value


def questions(region: str) -> dict[str, Question]:
    """Field of the draft => its question, in the order in which they are asked."""
    account = ("$defs", "environment", "properties", "account_id")
    where = ("$defs", "environment", "properties", "region")
    budget = ("properties", "monthly_budget", "properties")
    launch = ("properties", "may_launch", "properties", "instance_types")
    ended = ("properties", "when_decommissioned", "properties", "home")
    said = {
        "name": Question("NAME", "Name, in small letters and underscores", ("properties", "name")),
        "description": Question(
            "--description", "What it is for, in a sentence", ("properties", "description")
        ),
        "owner": Question("--owner", "Mailbox of the team that answers for it", ("properties", "owner")),
        "cost_centre": Question("--cost-centre", "Cost centre", ("properties", "cost_centre")),
        "data_classification": Question(
            "--data-classification", "Highest class of data", ("properties", "data_classification")
        ),
        "amount": Question("--budget", "Monthly budget over all its accounts", (*budget, "amount")),
        "currency": Question("--currency", "Its currency", (*budget, "currency"), "USD"),
    }
    for environment in ("dev", "test", "prod"):
        option = f"--{environment}-account"
        said[f"{environment}_account"] = Question(option, f"Account for {environment}, 12 digits", account)
    return said | {
        "region": Question("--region", "Region", where, region),
        "instance_types": Question("--instance-type", "Instance types it may start, with commas", launch),
        "home": Question("--home", "People's homes when it ends", ended, "keep"),
    }


def members() -> dict[str, Question]:
    """Persona => its question: who takes it, by staff ids."""
    personas = _document()["properties"]["members"]["properties"]
    return {
        persona: Question(
            f"--member {persona}",
            f"Staff ids of {persona}, with commas; none is an answer",
            ("$defs", "staff"),
            "",
        )
        for persona in personas
    }


def missing(known: Mapping[str, Any], asked: Mapping[str, Question]) -> list[str]:
    """The options that have to be given and are not."""
    return [one.option for field, one in asked.items() if field not in known and one.default is None]


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((USE_CASES / "use_case.schema.json").read_text())
    return document


def _schema(place: tuple[str, ...]) -> dict[str, Any]:
    found = _document()
    for step in place:
        found = found[step]
    return found
