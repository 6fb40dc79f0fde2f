"""The requests that a store of data is to refuse: from outside the organization or the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mlplatform.gate.holding.denials import Values
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.settings import Settings

Keys = Mapping[str, Values]
FOREIGN = "o-zzzzzzzzzz"
_STRANGER = "999999999999"
_PERSON: dict[str, Values] = {
    "aws:principalisawsservice": ("false",),
    "aws:principalservicename": None,
    "aws:viaawsservice": ("false",),
    "aws:calledvia": None,
    "aws:securetransport": ("true",),
}


def outsiders(settings: Settings, statements: Iterable[Statement]) -> dict[str, Keys]:
    """Who is not of the organization, in words, and what such a request carries. An organization that the
    policy names and that is not the bank's is one of them."""
    named = organizations(statements)
    foreign = {FOREIGN} | (named - {settings.organization_id} if settings.organization_id else set())
    found = {f"a principal of {name}": _of(name) for name in sorted(foreign)}
    return {"a principal of no organization": _of(None), **found}


def off_network(settings: Settings, statements: Iterable[Statement]) -> dict[str, Keys]:
    """Requests of the organization's own people from elsewhere than the bank's network."""
    own = settings.organization_id or next(iter(sorted(organizations(statements))), "o-aaaaaaaaaa")
    person = {**_of(own), "aws:principalaccount": ("000000000000",)}
    person["aws:principalarn"] = ("arn:aws:iam::000000000000:role/zz-any",)
    outside: dict[str, Values] = dict.fromkeys(
        (
            "aws:sourcevpc",
            "aws:sourcevpcarn",
            "aws:sourcevpce",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "aws:vpceorgpaths",
        )
    )
    foreign: dict[str, Values] = {
        "aws:sourcevpc": ("vpc-zzzzzzzz",),
        "aws:sourcevpcarn": (f"arn:aws:ec2:eu-west-2:{_STRANGER}:vpc/vpc-zzzzzzzz",),
        "aws:sourcevpce": ("vpce-zzzzzzzz",),
        "aws:vpceaccount": (_STRANGER,),
        "aws:vpceorgid": (FOREIGN,),
        "aws:vpceorgpaths": (f"{FOREIGN}/r-zzzz/",),
    }
    return {
        "requests of the organization that come through no VPC endpoint": {
            **person,
            **outside,
            "aws:sourceip": ("203.0.113.9",),
        },
        "requests of the organization that come through a foreign VPC endpoint": {
            **person,
            **foreign,
            "aws:sourceip": None,
        },
    }


def organizations(statements: Iterable[Statement]) -> set[str]:
    """The organizations that conditions on who calls name."""
    return {
        value.split("/")[0]
        for statement in statements
        for key in ("aws:PrincipalOrgID", "aws:PrincipalOrgPaths")
        for condition in statement.on(key)
        for value in condition.values
        if not is_symbol(value)
    }


def _of(organization: str | None) -> dict[str, Values]:
    return {
        **_PERSON,
        "aws:principalorgid": (organization,) if organization else None,
        "aws:principalorgpaths": (f"{organization}/r-zzzz/",) if organization else None,
        "aws:principalaccount": (_STRANGER,),
        "aws:principalarn": (f"arn:aws:iam::{_STRANGER}:role/zz-any",),
    }
