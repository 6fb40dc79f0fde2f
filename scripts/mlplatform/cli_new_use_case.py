"""``mlp use-case new``: asks what is missing where somebody can answer, and writes the page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from mlplatform import console
from mlplatform.errors import BadInput
from mlplatform.use_cases import load, questions, writing
from mlplatform.use_cases.model import UseCase
from mlplatform.use_cases.questions import Question
from mlplatform.use_cases.schema import shown
from mlplatform.use_cases.writing import Draft

app = typer.Typer()


@app.command("new")
def new_command(
    name: Annotated[str | None, typer.Argument(help="Name of the use case, such as credit_risk.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is for, in a sentence.")] = None,
    owner: Annotated[str | None, typer.Option(help="Mailbox of the team that answers for it.")] = None,
    cost_centre: Annotated[str | None, typer.Option(help="Where its cost is booked.")] = None,
    data_classification: Annotated[
        str | None, typer.Option(help="Highest class of data: internal, confidential or restricted.")
    ] = None,
    budget: Annotated[str | None, typer.Option(help="Monthly budget over all its accounts.")] = None,
    currency: Annotated[str | None, typer.Option(help="USD, EUR or GBP.")] = None,
    dev_account: Annotated[str | None, typer.Option(help="Account for dev, 12 digits.")] = None,
    test_account: Annotated[str | None, typer.Option(help="Account for test.")] = None,
    prod_account: Annotated[str | None, typer.Option(help="Account for prod.")] = None,
    region: Annotated[str | None, typer.Option(help="Region; the platform's own when left out.")] = None,
    home: Annotated[str | None, typer.Option(help="People's homes when it ends: keep or snapshot.")] = None,
    instance_type: Annotated[
        list[str] | None, typer.Option(help="Instance type that it may start; repeatable.")
    ] = None,
    member: Annotated[
        list[str] | None, typer.Option(help="PERSONA=STAFF_ID,STAFF_ID; repeatable.", metavar="PERSONA=IDS")
    ] = None,
) -> None:
    """Write the page of a new use case, with networks that overlap no other. Asks in a terminal."""
    given = {
        "name": name,
        "description": description,
        "owner": owner,
        "cost_centre": cost_centre,
        "data_classification": data_classification,
        "amount": budget,
        "currency": currency,
        "dev_account": dev_account,
        "test_account": test_account,
        "prod_account": prod_account,
        "region": region,
        "home": home,
        "instance_types": ",".join(instance_type) if instance_type else None,
    }
    platform = load.platform()
    can_ask = _can_ask()
    answers = _answers(
        {field: value for field, value in given.items() if value is not None}, platform.region, can_ask
    )
    people = _members(member or [], can_ask and not member)
    path, case = writing.write(_draft(answers, people), platform)
    _say_what_follows(shown(path), case)


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _answers(given: dict[str, str], region: str, can_ask: bool) -> dict[str, Any]:
    asked = questions.questions(region)
    answers = {field: asked[field].answer(value) for field, value in given.items()}
    lacking = questions.missing(answers, asked)
    if lacking and not can_ask:
        raise BadInput(f"{', '.join(lacking)}: missing, and there is no terminal to ask in; give them")
    for field, question in asked.items():
        if field not in answers:
            answers[field] = _ask(question) if can_ask else question.answer(question.default or "")
    return answers


def _members(given: Sequence[str], ask: bool) -> dict[str, list[str]]:
    asked = questions.members()
    if ask:
        return {persona: _ask(question) for persona, question in asked.items()}
    found: dict[str, list[str]] = {}
    for words in given:
        persona, sign, staff = words.partition("=")
        if not sign or persona not in asked:
            raise BadInput(f'--member: is "{words}"; allowed: PERSONA=IDS, with one of {", ".join(asked)}')
        found.setdefault(persona, []).extend(asked[persona].answer(staff))
    return found


def _ask(question: Question) -> Any:
    """Until the answer is one that the schema allows."""
    allowed = f" ({', '.join(question.allowed)})" if question.allowed else ""
    while True:
        said = typer.prompt(
            question.asked + allowed, default=question.default, err=True, show_default=bool(question.default)
        )
        try:
            return question.answer(str(said))
        except BadInput as error:
            console.err.print(f"  {error}", markup=False, style="red")


def _draft(answers: dict[str, Any], people: dict[str, list[str]]) -> Draft:
    accounts = {name: answers.pop(f"{name}_account") for name in writing.ZONES}
    return Draft(**answers, accounts=accounts, members=people)


def _say_what_follows(path: str, case: UseCase) -> None:
    networks = ", ".join(f"{name} {account.vpc_cidr}" for name, account in case.accounts.items())
    console.out.print(f"{path}: written; networks {networks}", markup=False)
    console.tell(f"next: mlp use-case check {case.name} --accounts, then a pull request with the page")
