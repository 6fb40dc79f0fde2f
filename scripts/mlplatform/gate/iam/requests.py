"""What a request asks for under one condition key, and whether conditions on that key are met by it.

Only what IAM surely says is answered yes or no. Values that are known only after apply, variables that who
asks may fill, and comparisons of a list as if it were one value are neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlplatform.gate.iam import keys
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.policy import Condition, Statement, is_symbol

Request = tuple[str, ...]
"""The values of one condition key in a request; none where the request does not carry the key."""


@dataclass(frozen=True)
class Guard:
    """A condition key that says what a request asks for, and a value that must be refused. ``ours`` is the
    type of resource whose ARN is allowed as a value; ``word`` is for reasons."""

    key: str
    word: str
    foreign: str
    ours: str = ""

    def bad(self, statements: Iterable[Statement]) -> Iterator[Request]:
        """One foreign value alone, in each form that the patterns of these statements suggest; and, where a
        request may carry several, beside each value that they allow."""
        named = {value for s in statements for c in s.on(self.key) if c.plain != "null" for value in c.values}
        patterns = sorted(value for value in named if not is_symbol(value))
        foreign = list(dict.fromkeys([self.foreign, *(self._alike(pattern) for pattern in patterns)]))
        for value in foreign:
            yield (value,)
            if keys.several(self.key):
                yield from ((_filled(each, "x"), value) for each in sorted(named))

    def _alike(self, pattern: str) -> str:
        """A value that is foreign and yet as near to a pattern as can be: all but its name, where the pattern
        says how the name begins; anything that fits it, where the pattern leaves even that open."""
        if not self.ours:
            return self.foreign
        start, slash, name = pattern.rpartition("/")
        if not slash or name.startswith(("*", "?", "${")):
            return _filled(pattern, self.foreign.rpartition("/")[2] if slash else self.foreign)
        return f"{_filled(start, 'x')}/{self.foreign.rpartition('/')[2]}"


def meets(condition: Condition, request: Request, guard: Guard) -> bool | None:
    """Whether a request meets a condition on the guard's key; None where that is not known. Not for
    conditions that are ``undefined``."""
    if condition.plain == "null":
        asked = {value.lower() for value in condition.values}
        return None if not asked <= {"true", "false"} else ("false" if request else "true") in asked
    if not request:
        return keys.when_absent(condition)
    found = [_fits(condition, value, guard) for value in request]
    if condition.set_operator == "forallvalues":
        return all_of(found)
    return any_of(found)


def _fits(condition: Condition, value: str, guard: Guard) -> bool | None:
    operator = condition.plain.replace("not", "")
    fits = any_of([_equal(operator, value, each, guard) for each in condition.values])
    return fits if fits is None or not keys.is_negated(condition) else not fits


def _equal(operator: str, value: str, wanted: str, guard: Guard) -> bool | None:
    if is_symbol(wanted):
        parts = [f".{part}" for part in wanted.strip("<>").split(" | ")]
        if guard.ours and all(f".{guard.ours}." in part for part in parts):
            return value == wanted
        return None
    if "${" in wanted:  # who asks may choose what stands there
        fits = glob(_filled(wanted, "", variables=True), value)
        return None if fits else False
    if operator in ("stringequals", "bool"):
        return value == wanted
    if operator == "stringequalsignorecase":
        return value.lower() == wanted.lower()
    if operator == "stringlike":
        return glob(wanted, value)
    if operator in ("arnequals", "arnlike"):
        parts, patterns = value.split(":", 5), wanted.split(":", 5)
        return len(parts) == len(patterns) and all(map(glob, patterns, parts))
    return None


def _filled(pattern: str, text: str, variables: bool = False) -> str:
    """A pattern with a text for each ``*``, ``?`` and variable; with ``variables``, ``*`` for these alone."""
    out, rest = "", pattern
    while "${" in rest:
        before, _, after = rest.partition("${")
        out, rest = out + before + "\0", after.partition("}")[2]
    out += rest
    if variables:
        return out.replace("\0", "*")
    return pattern if is_symbol(pattern) else out.replace("\0", "*").replace("?", "*").replace("*", text)


def any_of(found: Iterable[bool | None]) -> bool | None:
    """Whether one is true; None where none is and one may be."""
    said = list(found)
    return True if True in said else None if None in said else False


def all_of(found: Iterable[bool | None]) -> bool | None:
    """Whether all are true; None where none is false and one may be."""
    said = list(found)
    return False if False in said else None if None in said else True


def undefined(condition: Condition) -> bool:
    """Whether IAM does not say what a condition means: it compares several values as if they were one."""
    return condition.plain != "null" and not condition.set_operator and keys.several(condition.key) is True
