"""What the commands of ``mlp packages`` share."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from mlplatform import console
from mlplatform.errors import BadInput, Findings
from mlplatform.packages.files import Records
from mlplatform.packages.record import Finding

StaffOption = Annotated[
    str, typer.Option("--as", envvar="MLP_STAFF_ID", metavar="STAFF_ID", help="Who this is, such as u200001.")
]
OnOption = Annotated[
    str, typer.Option("--on", metavar="DATE", help="The day to look at, as 2026-12-31; today if left out.")
]
RequestArgument = Annotated[
    str, typer.Argument(metavar="REQUEST", help="NAME==VERSION, or the file of the request.")
]
_STAFF = re.compile(r"u[0-9]{6}")


def records() -> Records:
    """The records of this checkout."""
    return Records()


def time_now() -> datetime:
    """The time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def staff(given: str) -> str:
    """A staff id."""
    if not _STAFF.fullmatch(given):
        raise BadInput(f'--as: is "{given}"; allowed: u and six digits, here or in MLP_STAFF_ID')
    return given


def day(given: str) -> date:
    """A day; today where none is given."""
    if not given:
        return time_now().date()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadInput(f'--on: is "{given}"; allowed: a day such as 2026-12-31') from error


def say(message: str) -> None:
    """A step that begins."""
    console.tell(message.replace("[", r"\["))


def table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table in a terminal; a line for each row elsewhere, for a log has no width."""
    if console.out.is_terminal:
        console.show_table(title, columns, rows)
        return
    for row in rows:
        console.out.print(": ".join(cell for cell in row if cell), markup=False)


def report(said: Any) -> None:
    """An answer for programs."""
    console.out.print(json.dumps(said, default=str), markup=False)


class HeldBack(Findings):
    """Some did not go through; each is told of in ``details``."""

    def __init__(self, summary: str, details: list[str]) -> None:
        super().__init__(summary)
        self.details = details


def tell_findings(found: dict[str, list[Finding]], as_json: bool, what: str) -> None:
    """What was found of each request; ends with 1 where it is anything."""
    several = [one for findings in found.values() for one in findings]
    if as_json:
        rows: dict[str, Any] = {key: [one.model_dump() for one in each] for key, each in found.items()}
        report({"findings": rows})
        raise typer.Exit(1 if several else 0)
    if several:
        rows_of: list[tuple[str, ...]] = [
            (one.id, one.what, "may be accepted" if one.acceptable else "never accepted") for one in several
        ]
        table(what.capitalize(), ("Finding", "What", ""), rows_of)
        never = sum(not one.acceptable for one in several)
        counted = f"{len(several)} {what if len(several) > 1 else what.removesuffix('s')}"
        raise Findings(f"{counted}, {never} of which nobody may accept" if never else counted)
    console.out.print(f"{', '.join(found) or 'nothing is live'}: no {what}", markup=False)
