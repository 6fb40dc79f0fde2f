"""Policy documents of resources: from JSON, or from the ``aws_iam_policy_document`` they will come from."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mlplatform.gate.answers import Undecided
from mlplatform.gate.policy import Policy
from mlplatform.gate.policy import policy as made
from mlplatform.plan.policies import Statement, document_statements, json_statements
from mlplatform.plan.reader import UNKNOWN, Resource

if TYPE_CHECKING:
    from mlplatform.gate.world import Subject

_DOCUMENT = "aws_iam_policy_document"
_MERGED = ("source_policy_documents", "override_policy_documents")
_TELLING = ("test", "variable", "type")


class NotAPolicy(Undecided):
    """What stands where a policy should is no JSON, or no policy."""


def policy(subject: Subject, path: str) -> Policy | None:
    """The document at ``path`` of a resource; None where there is none."""
    value = subject.raw(path)
    source = f"{subject.address}.{path}"
    if value in (None, ""):
        return None
    if value != UNKNOWN:
        return made(source, parsed(str(value), source))
    return made(source, _later(subject, path, source))


@functools.lru_cache(maxsize=4096)
def _read(text: str) -> list[Statement] | str:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {' '.join(str(error).split())}"
    if not isinstance(document, dict) or "Statement" not in document:
        return "is JSON, but no policy: it has no Statement"
    try:
        return json_statements(document)
    except (AttributeError, TypeError, ValueError, KeyError):
        return "is JSON, but no policy: its statements are not as IAM writes them"


def parsed(text: str, source: str) -> list[Statement]:
    """The statements of a document in JSON."""
    found = _read(text)
    if isinstance(found, str):
        raise NotAPolicy(f"{source} {found}")
    return found


def _later(subject: Subject, path: str, source: str) -> list[Statement]:
    origin = subject.origin(path)
    if origin.undecided:
        raise Undecided(f"{source} is known only after apply: {'; '.join(origin.undecided)}")
    if not origin.only(_DOCUMENT):
        names = ", ".join(resource.address for resource in origin.resources)
        raise Undecided(
            f"{source} is known only after apply, made from {names}; "
            "written as aws_iam_policy_document, its statements would be in the plan"
        )
    if len(origin.resources) > 1:
        names = ", ".join(resource.address for resource in origin.resources)
        raise Undecided(f"{source} may be any of {names}")
    return list(_document(subject, origin.resources[0], source))


def _document(
    subject: Subject, document: Resource, source: str, seen: tuple[str, ...] = ()
) -> Iterator[Statement]:
    if document.address in seen:
        raise Undecided(f"{source}: {document.address} is made from itself")
    for attribute in _MERGED:
        for number, text in enumerate(_listed(document.values.get(attribute))):
            yield from _merged(subject, document, attribute, number, text, (*seen, document.address))
    written = document_statements(_with_symbols(subject, document))
    yield from written


def _merged(
    subject: Subject, document: Resource, attribute: str, number: int, text: Any, seen: tuple[str, ...]
) -> Iterator[Statement]:
    source = f"{document.address}.{attribute}"
    if text != UNKNOWN:
        yield from parsed(str(text), source)
        return
    origin = subject.world.resolvers[id(subject.plan)].origin(document, f"{attribute}.{number}")
    if not origin.only(_DOCUMENT):
        why = "; ".join(origin.undecided) or "made from more than policy documents"
        raise Undecided(f"{source} is known only after apply: {why}")
    for merged in origin.resources:
        yield from _document(subject, merged, source, seen)


def _with_symbols(subject: Subject, document: Resource) -> dict[str, Any]:
    """The statements, each unknown leaf as a symbol of what it will come from."""
    resolver = subject.world.resolvers[id(subject.plan)]
    statements = _listed(document.values.get("statement"))
    written = (resolver.configuration(document) or {}).get("expressions", {}).get("statement")
    # Blocks that `dynamic` makes are not in the configuration: then nobody knows which statement is which.
    if not isinstance(written, list) or len(written) != len(statements):
        return document.values

    def symbol(path: str) -> str:
        origin = resolver.origin(document, path)
        return f"<{' | '.join(r.address for r in origin.resources)}>" if origin.decided else UNKNOWN

    return document.values | {
        "statement": [
            _named(block, f"statement.{n}", symbol, written[n]) for n, block in enumerate(statements)
        ]
    }


def _named(block: Any, path: str, symbol: Any, written: Any) -> Any:
    if isinstance(block, Mapping):
        inside = written if isinstance(written, Mapping) else {}
        return {key: _named(value, f"{path}.{key}", symbol, inside.get(key)) for key, value in block.items()}
    if isinstance(block, list):
        at = [_place(item, n, written) if isinstance(item, Mapping) else None for n, item in enumerate(block)]
        inner = [path if n is None else f"{path}.{n}" for n in at]
        return [
            _named(item, where, symbol, _at(written, n))
            for item, where, n in zip(block, inner, at, strict=True)
        ]
    return symbol(path) if block == UNKNOWN and path.count(".") > 1 else block


def _place(item: Mapping[str, Any], number: int, written: Any) -> int:
    """Which of the written blocks is this one. Conditions and principals are sets, which a plan orders as it
    likes: what tells one from another are the words that are written in it as they stand."""
    told = {key: item[key] for key in _TELLING if key in item}
    blocks = written if told and isinstance(written, list) else []
    alike = [n for n, each in enumerate(blocks) if all(_constant(each, k) == v for k, v in told.items())]
    return alike[0] if len(alike) == 1 else number


def _constant(block: Any, key: str) -> Any:
    expression = block.get(key) if isinstance(block, Mapping) else None
    return expression.get("constant_value") if isinstance(expression, Mapping) else None


def _at(written: Any, number: int | None) -> Any:
    return (
        written[number]
        if isinstance(written, list) and number is not None and number < len(written)
        else None
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
