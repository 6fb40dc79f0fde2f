"""The record of a request: a page of YAML in git, so that a pull request is the approval.

What is approved is a *version of a package with its hashes*. A request names one package and carries its
whole closure; an approval is of the request as it was read, scan included, and lapses with the first change
to either.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, datetime
from typing import Annotated, Literal

from packaging.utils import canonicalize_name, canonicalize_version
from packaging.version import Version as Pep440
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def identity(key: str) -> str:
    """A version by its name and number, however it is written: 1.0 is 1.0.0. 1.0+cpu is another."""
    name, _, number = key.partition("==")
    return f"{canonicalize_name(name)}=={canonicalize_version(number)}"


def _number(text: str) -> str:
    normal = str(Pep440(text))
    if normal != text:
        raise ValueError(f"allowed: {normal}, as PEP 440 writes it")
    return text


PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]*")
"""How a file is called that is in no folder."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]  # as PEP 503 normalizes it
Number = Annotated[str, AfterValidator(_number)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SigningKey = Annotated[str, StringConstraints(pattern=r"^(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$")]
StaffId = Annotated[str, StringConstraints(pattern=r"^u[0-9]{6}$")]
Check = Literal["contents", "hash", "internal_name", "licence", "lookalike", "new", "vulnerability", "yanked"]


class Part(BaseModel):
    """A part of the record; a field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Part):
    """A distribution of a package, by its hash."""

    name: str  # six-1.17.0-py2.py3-none-any.whl
    sha256: Sha256
    size: int  # bytes
    uploaded: datetime | None = None  # UTC; None where the index does not say
    provenance: str | None = None  # publisher of its PEP 740 attestation, "GitHub psf/requests release.yml"

    @property
    def is_wheel(self) -> bool:
        """Whether installing it runs nothing of its own."""
        return self.name.endswith(".whl")


class Version(Part):
    """A version of a package in the closure of a request."""

    name: Name
    version: Number
    licence: str | None = None  # as its metadata says it; None where it says nothing
    maintainers: tuple[str, ...] = ()  # as its metadata says them
    requires: tuple[Name, ...] = ()  # packages of the closure that it asks for
    requires_dist: tuple[str, ...] = ()  # what it asks for as its metadata says it, markers and extras too
    requires_python: str | None = None  # for which Pythons it is, as its metadata says it
    yanked: str | None = None  # why its maintainers withdrew it, "" without a reason
    files: tuple[File, ...]

    @property
    def key(self) -> str:
        """Name and version, as pip writes them."""
        return f"{self.name}=={self.version}"


class Target(Part):
    """For what a closure was resolved."""

    python: str  # "3.11"
    platform: str  # as uv names it: x86_64-manylinux_2_28


class Finding(Part):
    """What a check has against a version. ``id`` is the same for the same thing in every scan."""

    id: str  # vulnerability:urllib3==1.26.4:PYSEC-2021-108
    check: Check
    package: str  # name==version
    what: str  # one sentence
    acceptable: bool  # whether an approver may accept it with a reason; False for what is never let in


class Scan(Part):
    """What was checked, with what knowledge, and what was found."""

    scanned: datetime  # UTC
    advisories: date  # of the newest advisory that was known
    advisories_sha256: Sha256  # of the data with them
    findings: tuple[Finding, ...] = ()


class Acceptance(Part):
    """A finding that an approver takes upon himself."""

    finding: str  # its id
    because: str


class Approval(Part):
    """One approver's word, for one text of the request."""

    approver: StaffId
    approved: datetime  # UTC
    of: Sha256  # digest of what was approved, see Request.digest
    accepted: tuple[Acceptance, ...] = ()


class Request(Part):
    """A request: ``environments/shared/packages/requests/<name>-<version>.yaml``."""

    package: Name
    version: Number
    requester: StaffId
    requested: datetime  # UTC
    because: str
    use_cases: tuple[str, ...]
    targets: tuple[Target, ...]
    closure: tuple[Version, ...]
    scan: Scan | None = None
    approvals: tuple[Approval, ...] = ()
    expires: date | None = None  # set by the last approval that was needed

    @property
    def key(self) -> str:
        """Name and version, as pip writes them."""
        return f"{self.package}=={self.version}"

    def digest(self) -> str:
        """SHA-256 of all that an approver reads: all but the approvals and what follows from them."""
        # What is not set is left out, so that a field that is new to the record lapses no approval.
        read = self.model_dump(mode="json", exclude={"approvals", "expires"}, exclude_defaults=True)
        return hashlib.sha256(json.dumps(read, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Recall(Part):
    """A version withdrawn for good: ``environments/shared/packages/recalls/<name>-<version>.yaml``."""

    package: Name
    version: Number
    recalled: datetime  # UTC
    by: StaffId
    because: str

    @property
    def key(self) -> str:
        """Name and version, as pip writes them."""
        return f"{self.package}=={self.version}"


class Approver(Part):
    """Who may approve, and by which address git knows him."""

    id: StaffId
    email: str
    signing_key: SigningKey | None = None  # public, of ssh; where it is given, his commits bear its signature


class Policy(Part):
    """The law of packages: ``environments/shared/packages/policy.yaml``."""

    approvers: tuple[Approver, ...] = Field(min_length=3)
    approvals_needed: int = Field(ge=2)
    internal_prefixes: tuple[Name, ...] = Field(min_length=1)  # how the bank's own names begin
    licences: tuple[str, ...]  # SPDX identifiers that may be used
    start_up_code: tuple[Sha256, ...] = ()  # of .pth files that run code and may be accepted; others never
    targets: tuple[Target, ...] = Field(min_length=1)
    minimum_age_days: int = Field(ge=1)  # younger versions are a finding
    scan_valid_days: int = Field(ge=1)  # older scans approve nothing
    advisories_valid_days: int = Field(ge=1)  # how old the newest advisory may be when a scan is made
    approval_valid_days: int = Field(ge=1, le=366)  # from the last approval that was needed

    def is_internal(self, name: str) -> bool:
        """Whether a name is the bank's own, and never to be taken from outside."""
        canonical = canonicalize_name(name)
        return any(canonical == one or canonical.startswith(f"{one}-") for one in self.internal_prefixes)
