"""Service Catalog as the controls read it: portfolios, products in them, constraints, and who may launch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mlplatform.gate.answers import Undecided
from mlplatform.gate.world import Subject

PORTFOLIO = "aws_servicecatalog_portfolio"
PRODUCT = "aws_servicecatalog_product"
PAIR = "aws_servicecatalog_product_portfolio_association"
CONSTRAINT = "aws_servicecatalog_constraint"
SHARE = "aws_servicecatalog_portfolio_share"
PRINCIPAL = "aws_servicecatalog_principal_portfolio_association"
ARTIFACT = "aws_servicecatalog_provisioning_artifact"


def what(subject: Subject, path: str) -> str:
    """What tells the portfolio or product at ``path`` from every other: the resource of the plans that it is,
    or its id. Undecided where the plan does not tell which of several it is."""
    meant = subject.refers(path, PORTFOLIO, PRODUCT)
    if len(meant) > 1:
        raise Undecided(f"{path} may be any of {', '.join(map(str, meant))}")
    return f"{meant[0].plan.name}: {meant[0]}" if meant else subject.text(path)


def constraints(pair: Subject, type: str) -> list[Subject]:
    """The constraints of a type on a product in a portfolio. Undecided where none is found, and one may be
    that is on something which the plan does not tell."""
    wanted = (what(pair, "portfolio_id"), what(pair, "product_id"))
    found, loose = [], []
    for each in pair.world.of(CONSTRAINT):
        try:
            on = (what(each, "portfolio_id"), what(each, "product_id"))
            if on == wanted and each.text("type").upper() == type:
                found.append(each)
        except Undecided as why:
            loose.append(f"{each} may be on it: {why.reason}")
    if loose and not found:
        raise Undecided(loose[0])
    return found


def with_portfolio(subject: Subject, *types: str) -> list[Subject]:
    """The resources of these types that are for the portfolio of ``subject``, and those that may be."""
    wanted = what(subject, "portfolio_id")
    found = []
    for each in subject.world.of(*types):
        try:
            if what(each, "portfolio_id") == wanted:
                found.append(each)
        except Undecided:
            found.append(each)
    return found


def is_of_the_plans(subject: Subject) -> bool:
    """Whether the portfolio that a resource is for is in the plans."""
    return bool(subject.refers("portfolio_id", PORTFOLIO))


def parameters(constraint: Subject) -> dict[str, Any]:
    """What a constraint says; undecided where that is known only after apply, or is no JSON object."""
    try:
        found = json.loads(constraint.text("parameters"))
    except ValueError as error:
        raise Undecided(f"parameters is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise Undecided("parameters is JSON, but no object")
    return found


def launch_roles(constraint: Subject) -> list[Subject]:
    """The role that a launch constraint names, where it is in the plans. Undecided where it is not."""
    if constraint.raw("parameters") == "<unknown>":
        return constraint.refers("parameters", "aws_iam_role")
    said = parameters(constraint)
    name = str(said.get("RoleArn") or said.get("LocalRoleName") or "")
    found = constraint.world.named(name, "aws_iam_role")
    if not found:
        raise Undecided(f"its role ({name}) is none of these plans, so what it may do is not told")
    return found


def launchers(constraint: Subject) -> Iterator[Subject]:
    """The roles, users and groups of the plans that may launch from the portfolio of a constraint."""
    for link in with_portfolio(constraint, PRINCIPAL):
        try:
            yield from link.refers("principal_arn", "aws_iam_role", "aws_iam_user", "aws_iam_group")
        except Undecided:
            continue  # SC-08 says of that one that it cannot be judged
