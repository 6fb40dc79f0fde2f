"""A value of a template, and what is known of where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mlplatform.plan.reader import UNKNOWN


class NoValue:
    """What ``AWS::NoValue`` stands for: the property, or the item of a list, is not there."""


NO_VALUE = NoValue()


class Leaf(str):
    """A text that an intrinsic function came to, ``<unknown>`` where nobody knows it before launch.

    ``references`` are the expressions it was made from, as a plan writes them; ``origins`` the addresses they
    lead to; ``open`` whether something of it is given from outside; ``standing_in`` whether a pseudo
    parameter that nobody gave is in it; ``parameter`` which one it is, where it is one and nothing else;
    ``shown`` the text with a symbol in place of each part that is not known.
    """

    references: tuple[str, ...]
    origins: tuple[str, ...]
    open: bool
    standing_in: bool
    parameter: str
    shown: str

    @property
    def unknown(self) -> bool:
        """Whether it is known only after launch."""
        return str(self) == UNKNOWN

    @property
    def symbol(self) -> str:
        """It as a leaf of a policy: what it will come from, where that is known."""
        if not self.unknown:
            return str(self)
        return f"<{' | '.join(self.origins)}>" if self.origins and not self.open else UNKNOWN


def leaf(
    text: str = UNKNOWN,
    references: Iterable[str] = (),
    *,
    origins: Iterable[str] = (),
    open: bool = False,
    standing_in: bool = False,
    parameter: str = "",
    shown: str = "",
) -> Leaf:
    """A ``Leaf``."""
    made = Leaf(text)
    made.references, made.origins = tuple(dict.fromkeys(references)), tuple(dict.fromkeys(origins))
    made.open, made.standing_in, made.parameter = open, standing_in, parameter
    made.shown = shown or made.symbol
    return made


def outside(reference: str) -> Leaf:
    """What comes from outside the template: a parameter, an export of another stack."""
    return leaf(references=(f"var.{reference.replace('.', '-')}",), open=True)


def leaves(value: Any) -> Iterator[Leaf]:
    """Every leaf within a value."""
    if isinstance(value, Leaf):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)


def made_from(values: Iterable[Any], text: str | None, shown: str = "") -> Leaf:
    """One text made of others; ``text`` is None where one of them is not known."""
    found = [each for value in values for each in leaves(value)]
    return leaf(
        UNKNOWN if text is None else text,
        [r for each in found for r in each.references],
        origins=[o for each in found for o in each.origins],
        open=any(each.open for each in found if each.unknown),
        standing_in=any(each.standing_in for each in found),
        shown=shown if text is None else "",
    )


def joined(parts: list[Any], between: str = "") -> Leaf:
    """Texts put together; unknown where one of them is."""
    known = not any(is_unknown(part) for part in parts)
    shown = between.join(part.shown if isinstance(part, Leaf) else plain(part) for part in parts)
    return made_from(parts, between.join(map(plain, parts)) if known else None, shown)


def crossing(value: Any, name: str) -> Any:
    """A value as a nested template sees it that is given it for its parameter ``name``."""
    inside = f"var.{name}"
    if isinstance(value, list):
        return [crossing(each, name) for each in value]
    if not isinstance(value, Leaf):
        return leaf(plain(value), (inside,)) if isinstance(value, str) else value
    return leaf(
        str(value),
        (inside,),
        origins=value.origins,
        open=value.open,
        standing_in=value.standing_in,
        parameter=value.parameter,
        shown=value.shown,
    )


def is_unknown(value: Any) -> bool:
    """Whether a value, or anything in it, is known only after launch."""
    if isinstance(value, str):
        return str(value) == UNKNOWN
    if isinstance(value, Mapping):
        return any(map(is_unknown, value.values()))
    return isinstance(value, list) and any(map(is_unknown, value))


def plain(value: Any) -> str:
    """A value as CloudFormation puts it into a text."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if not isinstance(value, Mapping | list) else json.dumps(value)


def symbols(value: Any) -> Any:
    """A value for JSON: each unknown leaf as its symbol, everything else as it is."""
    if isinstance(value, Leaf):
        return value.symbol
    if isinstance(value, Mapping):
        return {str(key): symbols(inner) for key, inner in value.items()}
    return [symbols(inner) for inner in value] if isinstance(value, list) else value
