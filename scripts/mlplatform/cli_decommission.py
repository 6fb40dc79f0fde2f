"""``mlp use-case decommission``: the whole plan shown, the name typed, and then the use case taken down."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import typer

from mlplatform import cli_fleet, console
from mlplatform.decommission import survey
from mlplatform.decommission.record import Record
from mlplatform.decommission.survey import Fate, Survey
from mlplatform.decommission.take_down import TakenDown, take_down
from mlplatform.errors import BadInput
from mlplatform.terraform import readiness, roots
from mlplatform.terraform.fleet import Lane
from mlplatform.terraform.root import Root
from mlplatform.use_cases.model import UseCase

KINDS_SHOWN = 8


def decommission(case: UseCase, found: Sequence[Root], confirmed: str, parallel: int, as_json: bool) -> None:
    """Take a use case down, unless its name is not given; exit 2 then, with nothing changed."""
    readiness.check(found)
    with ThreadPoolExecutor(len(found)) as pool:
        looked = list(pool.map(lambda root: _look(root, case.home), found))
    if all(one.nothing for one in looked):
        _nothing_left(case, found, as_json)
        return
    for one in looked:
        _show(one)
    _confirm(case.name, confirmed)

    def work(root: Root, lane: Lane) -> TakenDown:
        return take_down(root, lane, case.home)

    outcomes = cli_fleet.run(roots.stages(found), work, parallel, "decommission")
    cli_fleet.told(
        outcomes,
        as_json,
        lambda one: {"removed": one.removed, "kept": [asdict(thing) for thing in one.kept]},
        lambda one: f"{one.removed} resources removed, {len(one.kept)} things kept",
    )
    _say_the_end(case)


def refuse_if_begun(found: Sequence[Root]) -> None:
    """A use case that is being taken down, or was, is not applied: what is kept of it has its names."""
    for root in found:
        said = Record(root).read()
        if said:
            raise BadInput(
                f"{root.name}: taken down by {said['who']} ({said['status']}, begun {said['begun']}); "
                "allowed: mlp use-case decommission, to carry on; or a use case of another name"
            )


def _look(root: Root, fate: Fate) -> Survey:
    return survey.look(root, fate, survey.clients_of(root))


def _show(one: Survey) -> None:
    console.err.print(f"[bold]{one.root.name}[/bold] in account {one.root.account_id}")
    goes = [f"{number} {kind}" for kind, number in one.counts[:KINDS_SHOWN]]
    more = len(one.counts) - KINDS_SHOWN
    goes += [f"and {more} kinds more"] if more > 0 else []
    _line("goes", f"{len(one.goes)} resources of Terraform's ({', '.join(goes)})" if one.goes else "")
    _line("goes", ", ".join(f"{number} {kind}" for kind, number in one.made.items()))
    for bucket, number in one.data.items():
        _line("goes", f"bucket {bucket} with {number} versions of objects")
    for home in one.homes if one.fate == "snapshot" else ():
        _line("goes", f"{home.id} with people's homes, once a recovery point of it stands")
    for thing in one.things:
        _line("stays", f"{thing.what} {thing.arn}")


def _line(kind: str, words: str) -> None:
    if words:
        console.err.print(f"  {kind:<6}{words}", markup=False)


def _confirm(name: str, confirmed: str) -> None:
    """The name has to be typed, whole, or given."""
    typed = confirmed
    if not typed and sys.stdin.isatty():
        typed = typer.prompt(f"What goes is gone for good. Type {name} to take it down", err=True, default="")
    if typed != name:
        raise BadInput(f'--confirm: is "{typed}"; allowed: {name}; nothing changed')


def _nothing_left(case: UseCase, found: Sequence[Root], as_json: bool) -> None:
    records = {root.name: Record(root) for root in found}
    for record in records.values():
        if record.read().get("status") == "under way":  # killed between the last destroy and its note
            record.end()
    if as_json:
        said = {name: record.read() for name, record in records.items()}
        console.out.print(json.dumps({"roots": [], "records": said}), markup=False)
        return
    console.out.print(f"{case.name}: nothing of it stands but what is kept", markup=False)


def _say_the_end(case: UseCase) -> None:
    console.tell(
        f"{case.name} is down; what is kept is in decommissioned/{case.name}/ of the state bucket. "
        f"Its page stays until a pull request removes environments/use_cases/{case.name}.yaml"
    )
