"""Condition keys: which there are, which a request for an action carries, and which hold several values.

The pinned table (``actions``) lists the keys of each service and action. It leaves out the keys that AWS puts
into requests for any action; those are named here. A key that a provider of web identities fills
(``host:claim``) is known by the host that the statement trusts.
"""

from __future__ import annotations

import functools
import re

from mlplatform.gate.iam import actions
from mlplatform.gate.policy import Condition, Statement

_GLOBAL = frozenset(
    {
        "aws:assumedroot",
        "aws:calledvia",
        "aws:calledviafirst",
        "aws:calledvialast",
        "aws:chatbotsourcearn",
        "aws:currenttime",
        "aws:ec2instancesourceprivateipv4",
        "aws:ec2instancesourcevpc",
        "aws:epochtime",
        "aws:federatedprovider",
        "aws:ismcpserviceaction",
        "aws:multifactorauthage",
        "aws:multifactorauthpresent",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalisawsservice",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:principalservicename",
        "aws:principalservicenameslist",
        "aws:principaltype",
        "aws:referer",
        "aws:requestedregion",
        "aws:resourceaccount",
        "aws:resourceorgid",
        "aws:resourceorgpaths",
        "aws:securetransport",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceidentity",
        "aws:sourceip",
        "aws:sourceorgid",
        "aws:sourceorgpaths",
        "aws:sourcevpc",
        "aws:sourcevpcarn",
        "aws:sourcevpce",
        "aws:tokenissuetime",
        "aws:useragent",
        "aws:userid",
        "aws:username",
        "aws:viaawsservice",
        "aws:viaawsmcpservice",
        "aws:vpceaccount",
        "aws:vpceorgid",
        "aws:vpceorgpaths",
        "aws:vpcsourceip",
    }
)
_GLOBAL_PREFIXES = ("aws:principaltag/",)
# Keys of a service that are in the requests of its compute to any other.
_ACROSS = frozenset(
    {
        "ec2:roledelivery",
        "ec2:sourceinstancearn",
        "glue:credentialissuingservice",
        "glue:roleassumedby",
        "identitystore:userid",
        "lambda:sourcefunctionarn",
        "ssm:sourceinstancearn",
    }
)
_SEVERAL = frozenset(
    {
        "aws:calledvia",
        "aws:principalorgpaths",
        "aws:principalservicenameslist",
        "aws:resourceorgpaths",
        "aws:sourceorgpaths",
        "aws:tagkeys",
        "aws:vpceorgpaths",
    }
)
_SINGLE_PREFIXES = ("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/")
# SageMaker renamed these: the same name with "Arn" after it. Nobody has said when the old ones will be empty.
_RENAMED = {
    f"sagemaker:{name}": f"sagemaker:{name}arn"
    for name in (
        "domainsharingoutputkmskey",
        "featuregroupofflinestorekmskey",
        "featuregrouponlinestorekmskey",
        "outputkmskey",
        "volumekmskey",
    )
}
_CLAIM = re.compile(r"(?P<host>[a-z0-9.\-/_]+):(?:aud|sub|amr|oaud|email|iss|azp)")


def renamed(key: str) -> str | None:
    """The new name of a key that has been renamed."""
    return _RENAMED.get(key.lower())


def is_global(key: str) -> bool:
    """Whether AWS puts a key into requests for any action."""
    return key.lower() in _GLOBAL | _ACROSS or key.lower().startswith(_GLOBAL_PREFIXES)


@functools.lru_cache(maxsize=4096)
def exists(key: str) -> bool:
    """Whether any action of AWS knows a key."""
    return is_global(key) or renamed(key) is not None or any(_fits(key, known) for known in _every())


@functools.lru_cache(maxsize=65536)
def supports(action: str, key: str) -> bool:
    """Whether a request for an action can carry a key; a renamed key goes with its new name."""
    if is_global(key):
        return True
    now = renamed(key) or key
    return any(_fits(now, known) for known in _of(action))


def is_claim(key: str, statement: Statement) -> bool:
    """Whether a key is a claim of a web identity that the statement trusts."""
    found = _CLAIM.fullmatch(key.lower())
    trusted = " ".join(statement.principals.get("Federated", ())).lower()
    return bool(found) and (not trusted or "<" in trusted or found["host"] in trusted) if found else False


@functools.lru_cache(maxsize=4096)
def several(key: str) -> bool | None:
    """Whether a request carries several values under a key; None where no table says."""
    small = key.lower()
    if small in _SEVERAL or small.endswith(":amr"):
        return True
    if is_global(small) or small.startswith(_SINGLE_PREFIXES):
        return False
    known = [each for each in _every() if _fits(small, each)]
    return actions.is_multi_valued(max(known, key=len)) if known else actions.is_multi_valued(small)


def when_absent(condition: Condition) -> bool | None:
    """What a condition comes to where the request has no such key; None where its values are not known.

    Negated operators, ``IfExists``, ``ForAllValues`` and ``Null: true`` hold; everything else does not.
    """
    if condition.plain == "null":
        values = {value.lower() for value in condition.values}
        return None if not values <= {"true", "false"} else "true" in values
    if condition.set_operator == "foranyvalue":
        return False
    return condition.if_exists or condition.set_operator == "forallvalues" or is_negated(condition)


def is_negated(condition: Condition) -> bool:
    """Whether an operator is one of those that hold where the value is another."""
    return "not" in condition.plain


def _fits(key: str, known: str) -> bool:
    """Whether a key is a known one, or begins as a known one that a variable follows."""
    small = key.lower()
    return small == known or (known.endswith(("/", ":", ".", "-")) and small.startswith(known))


@functools.cache
def _every() -> frozenset[str]:
    return frozenset(actions.known_keys())


@functools.lru_cache(maxsize=16384)
def _of(action: str) -> frozenset[str]:
    return actions.condition_keys(action) | actions.resource_keys(action)
