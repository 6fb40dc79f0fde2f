"""``mlp gate``: any plan in, every control answered."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mlplatform import console
from mlplatform.errors import Findings
from mlplatform.gate import catalogue, examples
from mlplatform.gate.judge import Result
from mlplatform.harness.blame import Failure


class _PlansByDefault(TyperGroup):
    """``mlp gate PLAN`` is ``mlp gate plans PLAN``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["plans", *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    cls=_PlansByDefault, no_args_is_help=True, help="The policy gate: any plan in, every control answered."
)


@app.command("try")
def try_command(
    controls: Annotated[list[str], typer.Argument(help="Ids of controls, such as SM-01.")],
) -> None:
    """Plan a control's examples and show what it answers beside what they expect."""
    wanted = [example for control in controls for example in examples.examples(catalogue.one(control))]
    wrong = 0
    for example, plan in zip(wanted, examples.plans(wanted, console.tell), strict=True):
        name = f"{example.control.id} {example.kind}"
        if isinstance(plan, Failure):
            console.out.print(f"{name}: cannot be planned: {plan}", markup=False)
            wrong += 1
            continue
        found = {result.address: result for result in examples.results(example, plan)}
        for address in sorted({*example.expected, *found}):
            wrong += _compared(name, address, example.expected.get(address), found.get(address))
    if wrong:
        raise Findings(f"{wrong} answers are not as expected")


def _compared(name: str, address: str, expected: str | None, result: Result | None) -> int:
    status = result.status if result else "no answer"
    reason = f": {result.reason}" if result and result.reason else ""
    same = status == expected
    console.out.print(
        f"{name}: {address}: {status}{reason}"
        + ("" if same else f"  <-- expected {expected or 'no answer'}"),
        markup=False,
        style="" if same else "red",
    )
    for line in result.path if result else ():
        console.out.print(f"    {line}", markup=False)
    return 0 if same else 1
