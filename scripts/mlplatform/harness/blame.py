"""Which unit of a composed root is to blame when the root cannot be planned: narrowed down, plan by plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from mlplatform.harness.terraform_run import Diagnostic

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Attempt(Generic[Answer]):
    """One plan of several units: an answer for each, or what Terraform said."""

    answers: Mapping[str, Answer] | None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Failure:
    """A unit that cannot be planned, and why, in Terraform's own words."""

    diagnostics: tuple[Diagnostic, ...]

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)


class Blame(Generic[Answer]):
    """Plans units together, and where that fails finds the guilty ones, so that all others are answered.

    ``attempt`` plans the units with these keys in one root. ``suspected`` says which keys a diagnostic can
    speak of: one where Terraform names it, several where the error is in a file that they share.
    """

    def __init__(
        self,
        attempt: Callable[[list[str]], Attempt[Answer]],
        suspected: Callable[[Diagnostic], set[str]],
    ) -> None:
        self._attempt = attempt
        self._suspected = suspected

    def settle(self, keys: Iterable[str]) -> dict[str, Answer | Failure]:
        """An answer or a failure for every key."""
        keys = list(keys)
        if not keys:
            return {}
        tried = self._attempt(keys)
        if tried.answers is not None:
            return dict(tried.answers)
        suspects = self._suspects(tried.diagnostics, keys)
        others = [key for key in keys if key not in suspects]
        if not others:
            return self._narrow(suspects, tried.diagnostics)
        return self.settle(others) | self._narrow(suspects, tried.diagnostics)

    def _suspects(self, diagnostics: tuple[Diagnostic, ...], keys: list[str]) -> list[str]:
        named: set[str] = set().union(*(self._suspected(diagnostic) for diagnostic in diagnostics))
        return [key for key in keys if key in named] or keys

    def _narrow(
        self, suspects: list[str], diagnostics: tuple[Diagnostic, ...]
    ) -> dict[str, Answer | Failure]:
        """Suspects, one of whom at least is guilty. Whom Terraform names needs no second plan."""
        named = [self._suspected(diagnostic) & set(suspects) for diagnostic in diagnostics]
        if all(len(keys) == 1 for keys in named) and set().union(*named) == set(suspects):
            return {
                key: Failure(tuple(d for d in diagnostics if key in self._suspected(d))) for key in suspects
            }
        if len(suspects) == 1:
            return {suspects[0]: Failure(diagnostics)}
        middle = len(suspects) // 2
        halves = [suspects[:middle], suspects[middle:]]
        tries = [self._attempt(half) for half in halves]
        if all(tried.answers is None and _same(tried.diagnostics, diagnostics) for tried in tries):
            return {key: Failure(diagnostics) for key in suspects}  # the file they share is to blame
        found: dict[str, Answer | Failure] = {}
        for half, tried in zip(halves, tries, strict=True):
            found |= tried.answers if tried.answers is not None else self._narrow(half, tried.diagnostics)
        return found


def _same(some: tuple[Diagnostic, ...], others: tuple[Diagnostic, ...]) -> bool:
    def words(diagnostics: tuple[Diagnostic, ...]) -> set[tuple[str, str, int]]:
        return {(d.summary, d.file, d.line) for d in diagnostics}

    return words(some) == words(others)
