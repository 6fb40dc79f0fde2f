"""Faults on demand: a share of the calls to named operations is throttled, fails inside AWS, is refused,
or gets an answer that a test needs and that no honest world would give.

Deterministic: whether the n-th call that a rule sees is hit depends on the seed and n alone.
"""

from __future__ import annotations

import hashlib
import threading
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from mlplatform.local_aws.errors import AwsError


class Rule(BaseModel):
    """What to hit. ``operations`` may be ``["*"]``; ``account`` leaves all other callers alone; ``max`` ends
    the rule after so many hits. Of the kind ``answer``, the call gets ``answer`` and is not carried out."""

    model_config = ConfigDict(extra="forbid")

    service: str  # botocore's name, or * for all
    operations: list[str] = Field(default=["*"], min_length=1)
    kind: Literal["throttle", "error", "refuse", "answer"]
    answer: dict[str, Any] | None = None
    account: str | None = Field(default=None, pattern=r"^[0-9]{12}$")
    share: float = Field(default=1.0, ge=0.0, le=1.0)
    seed: int = 0
    max: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _answer_and_kind_agree(self) -> Rule:
        if (self.kind == "answer") is not (self.answer is not None):
            raise ValueError("an answer belongs to the kind answer, and to no other")
        return self

    def concerns(self, service: str, operation: str, account: str) -> bool:
        """Whether a call is one that the rule may hit."""
        return (
            self.service in ("*", service)
            and bool({"*", operation} & set(self.operations))
            and self.account in (None, account)
        )


class Faults:
    """The rules in force and what they have done."""

    def __init__(self, rules: list[Rule] | None = None) -> None:
        self._lock = threading.Lock()
        self.set(rules or [])

    def set(self, rules: list[Rule]) -> None:
        """Put new rules in force; counting starts again."""
        with self._lock:
            self._rules = rules
            self._seen = [0] * len(rules)
            self._hits = [0] * len(rules)

    def report(self) -> list[dict[str, Any]]:
        """Each rule with how many calls it saw and hit."""
        with self._lock:
            return [
                {**rule.model_dump(), "seen": seen, "hits": hits}
                for rule, seen, hits in zip(self._rules, self._seen, self._hits, strict=True)
            ]

    def strike_named(self, service: str, operation: str, account: str) -> str | None:
        """The kind of fault for a call of the package endpoint, which is no operation of an API: only a rule
        that names it hits it, for a fault meant for an API would be no answer that pip understands."""
        with self._lock:
            for index, rule in enumerate(self._rules):
                named = operation in rule.operations and rule.kind != "answer"
                if named and rule.concerns(service, operation, account) and self._hits_now(index):
                    return rule.kind
        return None

    def strike(
        self, service: str, operation: str, protocol: str, account: str = ""
    ) -> AwsError | dict[str, Any] | None:
        """The error or the answer that this call is to get, or None."""
        with self._lock:
            for index, rule in enumerate(self._rules):
                if rule.concerns(service, operation, account) and self._hits_now(index):
                    return rule.answer if rule.kind == "answer" else _error(rule.kind, service, protocol)
        return None

    def _hits_now(self, index: int) -> bool:
        """Count that a rule saw a call, and whether it hits it."""
        rule = self._rules[index]
        self._seen[index] += 1
        if rule.max is not None and self._hits[index] >= rule.max:
            return False
        hit = _chance(rule.seed, self._seen[index]) < rule.share
        self._hits[index] += hit
        return hit


def parse(data: Any) -> list[Rule]:
    """Rules from parsed YAML or JSON; pydantic's error names the field that is wrong."""
    return TypeAdapter(list[Rule]).validate_python(data)


def _chance(seed: int, number: int) -> float:
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def _error(kind: str, service: str, protocol: str) -> AwsError:
    if kind == "error":
        code = "InternalError" if service in ("s3", "ec2") else "InternalFailure"
        return AwsError(code, "injected fault", 500)
    if kind == "refuse":
        json_code = "AccessDeniedException" if protocol in ("json", "rest-json") else "AccessDenied"
        code = "UnauthorizedOperation" if protocol == "ec2" else json_code
        return AwsError(code, "injected fault: not authorized", 403)
    if service == "s3":
        return AwsError("SlowDown", "injected fault: reduce your request rate", 503)
    if protocol == "ec2":
        return AwsError("RequestLimitExceeded", "injected fault: request limit exceeded", 503)
    code = "Throttling" if protocol == "query" else "ThrottlingException"
    return AwsError(code, "injected fault: rate exceeded", 400)
