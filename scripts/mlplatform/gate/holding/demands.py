"""What a guard is there to hold, as the requests that it has to refuse.

AWS has renamed the condition keys that carry a KMS key (``VolumeKmsKey`` became ``VolumeKmsKeyArn``) and does
not say which of the two a request fills, so every way to fill them is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from mlplatform.gate.iam.actions import condition_keys
from mlplatform.gate.iam.conditions import Request
from mlplatform.gate.policy import Statement, is_symbol

KeyIsOurs = Callable[[str], bool]
KEY_TYPES = ("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_alias")
_WILD = re.compile(r"[*?]+")


@dataclass(frozen=True)
class Demand:
    """Keys of a request (several names of one and the same), and the values that may not pass under them."""

    name: str
    keys: tuple[str, ...]
    wrong: tuple[str, ...]
    ours: tuple[str, ...] = ()
    """Types of resource whose ids and ARNs are no wrong values."""
    many: bool = False
    """Whether a request carries several values, so that a wrong one may hide beside a right one."""
    exact: bool = True
    """Whether a guard's own values may hold no wildcard, which would let something else through."""
    named: bool = False
    """Whether a guard's own values have to be keys of ours."""
    optional: bool = False
    """Whether a request may leave the key out."""

    def concerns(self, action: str) -> bool:
        """Whether a request for this action can carry the key."""
        return any(key.lower() in condition_keys(action) for key in self.keys)

    def requests(self, action: str, statements: Iterable[Statement], ours: KeyIsOurs) -> Iterator[Request]:
        """Every kind of request for this action that has to be refused."""
        short = " or ".join(key.partition(":")[2] for key in self.keys)
        if not self.optional:
            yield self._request(f"without {short}", [()] * len(self.keys))
        if not self.concerns(action):
            return
        written = self._written(statements)
        wrong = [*self.wrong, *self._let_through(written, ours)]
        for value, filled in product(wrong, product((True, False), repeat=len(self.keys))):
            if any(filled):
                names = " and ".join(k.partition(":")[2] for k, f in zip(self.keys, filled, strict=True) if f)
                yield self._request(f"with {names} {value}", [(value,) if f else () for f in filled])
        for value in written if self.many else ():
            if not _WILD.search(value):
                values = [(value, wrong[0])] * len(self.keys)
                yield self._request(f"with {short} {wrong[0]} beside {value}", values)

    def _request(self, what: str, values: Iterable[tuple[str, ...]]) -> Request:
        return Request(what, {k.lower(): v for k, v in zip(self.keys, values, strict=True)}, self.ours)

    def _written(self, statements: Iterable[Statement]) -> list[str]:
        """The values that the statements themselves give for the keys."""
        found = [
            value
            for s in statements
            for key in self.keys
            for c in s.on(key)
            if c.plain != "null"
            for value in c.values
        ]
        return [value for value in dict.fromkeys(found) if value not in self.wrong and "${" not in value]

    def _let_through(self, written: Iterable[str], ours: KeyIsOurs) -> Iterator[str]:
        """What the statements' own values may let through, though it is not ours."""
        for value in written:
            if is_symbol(value):
                continue
            if (self.named and not ours(value)) or (self.exact and not self.named and _WILD.search(value)):
                yield _WILD.sub("0f0f0f0f", value)


def _kms(name: str) -> Demand:
    foreign = "arn:aws:kms:eu-west-2:999999999999:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f"
    return Demand(name, (f"sagemaker:{name}", f"sagemaker:{name}Arn"), (foreign,), KEY_TYPES, named=True)


SUBNETS = Demand(
    "subnets", ("sagemaker:VpcSubnets",), ("subnet-0f0f0f0f0f0f0f0f0",), ("aws_subnet",), many=True
)
SECURITY_GROUPS = Demand(
    "security groups",
    ("sagemaker:VpcSecurityGroupIds",),
    ("sg-0f0f0f0f0f0f0f0f0",),
    ("aws_security_group",),
    many=True,
)
VOLUME_KEY = _kms("VolumeKmsKey")
OUTPUT_KEY = _kms("OutputKmsKey")
ISOLATION = Demand("network isolation", ("sagemaker:NetworkIsolation",), ("false",))
TRAFFIC = Demand("traffic encryption", ("sagemaker:InterContainerTrafficEncryption",), ("false",))
BOUNDARY = Demand(
    "the boundary",
    ("iam:PermissionsBoundary",),
    ("arn:aws:iam::999999999999:policy/foreign",),
    ("aws_iam_policy",),
)

JOB = (SUBNETS, SECURITY_GROUPS, VOLUME_KEY, OUTPUT_KEY, ISOLATION, TRAFFIC)
"""What every job is held to."""


def of(action: str) -> tuple[Demand, ...]:
    """What of it a request for this action can be held to by its condition keys."""
    return tuple(demand for demand in JOB if demand.concerns(action))
