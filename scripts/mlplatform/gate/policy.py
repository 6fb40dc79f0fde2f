"""A policy document as checks read it: statements, whose unknown leaves are symbols.

A leaf that is known only after apply reads ``<aws_kms_key.this>`` where the plan tells what it will come
from, ``<a | b>`` where it is one of several, and ``<unknown>`` where it does not tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlplatform.gate.answers import Undecided
from mlplatform.plan import policies
from mlplatform.plan.reader import UNKNOWN


def is_symbol(text: str) -> bool:
    """Whether a leaf stands for something known only after apply."""
    return text.startswith("<")


@dataclass(frozen=True)
class Condition:
    """One line of a Condition block: ``operator`` and ``key`` as written, ``values`` always several."""

    operator: str
    key: str
    values: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The operator in small letters, without set prefix and ``IfExists``."""
        return self.operator.lower().rpartition(":")[2].removesuffix("ifexists")

    @property
    def set_operator(self) -> str:
        """``forallvalues``, ``foranyvalue`` or nothing."""
        return self.operator.lower().rpartition(":")[0]

    @property
    def if_exists(self) -> bool:
        """Whether a request without the key passes by ``IfExists``."""
        return self.operator.lower().endswith("ifexists")

    def on(self, key: str) -> bool:
        """Whether this is about a key; keys have no case."""
        return self.key.lower() == key.lower()


@dataclass(frozen=True)
class Statement:
    """A statement. Empty tuples where the element is absent; ``principals`` is kind => ids (``*`` => ``*``
    for a bare star)."""

    allows: bool
    sid: str
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    principals: Mapping[str, tuple[str, ...]]
    not_principals: Mapping[str, tuple[str, ...]]
    conditions: tuple[Condition, ...]
    raw: Mapping[str, Any]

    def on(self, key: str) -> list[Condition]:
        """The conditions on a key."""
        return [condition for condition in self.conditions if condition.on(key)]

    @property
    def conditions_unknown(self) -> bool:
        """Whether the conditions are known only after apply."""
        return any(is_symbol(condition.key) for condition in self.conditions)

    def __str__(self) -> str:
        return json.dumps(dict(self.raw))


@dataclass(frozen=True)
class Policy:
    """The statements of one document, and where it stands: ``aws_s3_bucket_policy.x.policy``."""

    source: str
    statements: tuple[Statement, ...]

    def allowing(self) -> list[Statement]:
        """Its Allow statements."""
        return [statement for statement in self.statements if statement.allows]

    def denying(self) -> list[Statement]:
        """Its Deny statements."""
        return [statement for statement in self.statements if not statement.allows]


def policy(source: str, statements: list[policies.Statement]) -> Policy:
    """A policy from statements in the one shape of ``mlplatform.plan.policies``."""
    return Policy(source, tuple(_statement(source, statement) for statement in statements))


def _statement(source: str, raw: policies.Statement) -> Statement:
    if raw.get("Effect") not in ("Allow", "Deny"):  # taken for either, it would hide what the other says
        raise Undecided(f"{source}: a statement's Effect is {raw.get('Effect')}; allowed: Allow or Deny")
    return Statement(
        allows=raw.get("Effect") == "Allow",
        sid=str(raw.get("Sid", "")),
        actions=_texts(raw.get("Action")),
        not_actions=_texts(raw.get("NotAction")),
        resources=_texts(raw.get("Resource")),
        not_resources=_texts(raw.get("NotResource")),
        principals=_principals(raw.get("Principal")),
        not_principals=_principals(raw.get("NotPrincipal")),
        conditions=tuple(_conditions(raw.get("Condition"))),
        raw=raw,
    )


def _texts(values: Any) -> tuple[str, ...]:
    if values is None:
        return ()
    return tuple(str(value) for value in (values if isinstance(values, list) else [values]))


def _principals(value: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(value, Mapping):
        return {str(kind): _texts(ids) for kind, ids in value.items()}
    return {} if value is None else {str(value): _texts(value)}


def _conditions(block: Any) -> Iterator[Condition]:
    if block is None:
        return
    if not isinstance(block, Mapping):
        yield Condition(UNKNOWN, UNKNOWN, (UNKNOWN,))
        return
    for operator, keys in block.items():
        for key, values in keys.items():
            yield Condition(operator, key, tuple(_text(value) for value in values))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
