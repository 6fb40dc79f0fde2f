"""The policy of a key: whom it admits to use it, to administer it, to lend it; as several controls ask it.

A statement that names the account admits nobody by itself: it hands the decision to every IAM policy in the
account, as AWS's own default policy does for everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, Undecided, failed, undecided
from mlplatform.gate.expect import KEYS
from mlplatform.gate.holding.denials import Request as Refused
from mlplatform.gate.holding.denials import exempts, outcome
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.rights import covers, may_cover
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = (*KEYS, "aws_kms_key_policy")
USE = tuple(
    f"kms:{name}"
    for name in (
        "Decrypt",
        "DeriveSharedSecret",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateDataKeyWithoutPlaintext",
        "GenerateMac",
        "ReEncryptFrom",
        "ReEncryptTo",
        "Sign",
        "Verify",
        "VerifyMac",
    )
)
ADMINISTER = tuple(
    f"kms:{name}"
    for name in (
        "DeleteImportedKeyMaterial",
        "DisableKey",
        "DisableKeyRotation",
        "ImportKeyMaterial",
        "PutKeyPolicy",
        "ReplicateKey",
        "ScheduleKeyDeletion",
        "UpdatePrimaryRegion",
    )
)
GRANT = "kms:CreateGrant"
VIA = "kms:viaservice"
FOR_AWS = "kms:grantisforawsresource"
_SERVICE = re.compile(r"[a-z0-9.-]+\.[a-z]{2}(-[a-z]+)+-[0-9]\.amazonaws\.com(\.cn)?")
Kind = Literal["account", "anyone", "named", "service", "unknown"]
Verdict = Literal["yes", "no", "later"]


@dataclass(frozen=True)
class Caller:
    """Whom a statement admits. ``name`` is an account id, an address of the plans, an ARN or a host."""

    kind: Kind
    name: str

    def __str__(self) -> str:
        return {"account": f"account {self.name}".rstrip(), "anyone": "anyone"}.get(self.kind, self.name)


def of(subject: Subject) -> Policy | None:
    """The policy that a key or an ``aws_kms_key_policy`` says: AWS's own where none is written. None for a
    key whose policy stands in another resource, which is judged itself."""
    if subject.type == "aws_kms_key_policy" or subject.is_set("policy"):
        return subject.policy()
    if subject.attached("aws_kms_key_policy", "key_id"):
        return None
    return _default(subject)


def is_default(policy: Policy) -> bool:
    """Whether it is the one that AWS gives a key that has none."""
    return policy.source.startswith("the policy that AWS writes")


def key_usage(subject: Subject) -> str:
    """What a key is for; one that does not say it, and one that is not in the plans, encrypts."""
    keys = subject.refers("key_id", *KEYS) if subject.type == "aws_kms_key_policy" else [subject]
    said = [key.text("key_usage") for key in keys if key.is_set("key_usage")]
    return said[0] if said else "ENCRYPT_DECRYPT"


def own_account(subject: Subject, policy: Policy) -> str | None:
    """The account of a key: as the plan tells, or the only one whose principals may put its policy, which no
    other account can do."""
    told = accounts.of(subject)
    if told:
        return told
    putting = [s for s in policy.allowing() if covers(s, "kms:PutKeyPolicy")]
    found = {
        account for s in putting for id in s.principals.get("AWS", ()) if (account := accounts.of_arn(id))
    }
    return found.pop() if len(found) == 1 else None


def callers(subject: Subject, statement: Statement) -> list[Caller]:
    """Whom a statement admits, its conditions on who calls included."""
    found = [_caller(subject, kind, id) for kind, ids in statement.principals.items() for id in ids]
    if statement.not_principals:
        found.append(Caller("anyone", "*"))
    return [narrow for each in found for narrow in _narrowed(each, statement)]


def gives(statement: Statement, action: str, request: Mapping[str, tuple[str, ...]]) -> Verdict:
    """Whether an Allow gives an action to a request, whose other keys the caller chooses."""
    if not may_cover(statement, action):
        return "no"
    if not covers(statement, action):
        return "later"
    verdict = meets(statement.conditions, Request("", request))
    return "no" if verdict == "no" else "later" if verdict == "later" else "yes"


def refused(policy: Policy, caller: Caller, action: str, request: Mapping[str, tuple[str, ...]]) -> Verdict:
    """Whether a Deny of the policy surely refuses an action to a caller."""
    speaking = [_to_anyone(s) for s in policy.denying() if _is_for(s, caller)]
    keys = {key: values or None for key, values in request.items()}
    found = outcome(speaking, Refused(action, keys)).verdict
    return "yes" if found == "denied" else "later" if found == "undecided" else "no"


def may(
    policy: Policy, statement: Statement, caller: Caller, actions: Iterable[str], request: Request
) -> tuple[Verdict, str]:
    """Whether a statement gives a caller one of several actions that no Deny takes away, and which."""
    later = ""
    for action in actions:
        given = gives(statement, action, request.keys)
        if given == "no":
            continue
        taken = refused(policy, caller, action, request.keys)
        if taken == "yes":
            continue
        if given == "yes" and taken == "no":
            return "yes", action
        later = later or action
    return ("later", later) if later else ("no", "")


def straight(caller: Caller) -> Request:
    """A request that goes straight to KMS, by a role that nobody has named."""
    role = f"arn:aws:iam::{caller.name if caller.kind == 'account' else '000000000000'}:role/zz-any"
    named = {} if caller.kind == "named" else {"aws:principalarn": (role,)}
    return Request("", {VIA: (), **named})


def lending(caller: Caller) -> Request:
    """A grant that is made straight, and for no service of AWS."""
    return Request("", {**straight(caller).keys, FOR_AWS: ("false",)})


def loose_services(policy: Policy, statement: Statement, caller: Caller) -> Iterator[Answer]:
    """Conditions on kms:ViaService that leave the service or the Region open."""
    if not any(may_cover(statement, action) for action in USE):
        return
    for condition in statement.on("kms:ViaService"):
        for value in () if _is_negated(condition) else condition.values:
            if is_symbol(value):
                yield undecided(f"{policy.source}: the service is known only after apply", str(statement))
            elif not _SERVICE.fullmatch(value):
                says = f"{policy.source}: {caller} may use it through {value}"
                yield failed(f"{says}, which is not one service of one Region", str(statement))


def _default(subject: Subject) -> Policy:
    account = accounts.of(subject) or ""
    principals = {"AWS": (f"arn:aws:iam::{account}:root",)}
    raw = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "kms:*"}
    everything = Statement(True, "", ("kms:*",), (), ("*",), (), principals, {}, (), raw)
    return Policy(f"the policy that AWS writes for {subject.address}", (everything,))


def _caller(subject: Subject, kind: str, id: str) -> Caller:
    if kind == "*" or (kind == "AWS" and id == "*"):
        return Caller("anyone", "*")
    if kind == "Service":
        return Caller("unknown" if is_symbol(id) else "service", id)
    if is_symbol(id):
        certain = id != "<unknown>" and " | " not in id and "data." not in id
        return Caller("named" if certain else "unknown", id.strip("<>") if certain else id)
    if id.endswith(":root") or id.isdigit():
        return Caller("account", accounts.of_arn(id) or "")
    here = subject.world.named(id, "aws_iam_role", "aws_iam_user")
    return Caller("named", here[0].address if len(here) == 1 else id)


def _narrowed(caller: Caller, statement: Statement) -> Iterator[Caller]:
    """A caller as far as conditions name roles, tags of principals or accounts."""
    positive = [c for c in statement.conditions if not _is_negated(c) and not c.if_exists]
    roles = [c for c in positive if c.on("aws:PrincipalArn") and exempts(replace(c, operator="ArnNotLike"))]
    tags = [c for c in positive if c.key.lower().startswith("aws:principaltag/") and _is_narrow(c)]
    within = [c for c in positive if c.on("kms:CallerAccount") or c.on("aws:PrincipalAccount")]
    if caller.kind not in ("account", "anyone"):
        yield caller
    elif roles:
        yield from (Caller("named", value) for value in roles[0].values)
    elif tags:
        yield Caller("named", f"principals with {tags[0].key} {', '.join(tags[0].values)}")
    elif caller.kind == "anyone" and within and not any("*" in value for value in within[0].values):
        yield from (Caller("account", value) for value in within[0].values)
    else:
        yield caller


def _is_narrow(condition: Condition) -> bool:
    """Whether a condition is no star, nor anything that may turn out to be one."""
    return not any(v == "*" or (is_symbol(v) and condition.plain.endswith("like")) for v in condition.values)


def _is_negated(condition: Condition) -> bool:
    return "not" in condition.plain or condition.plain == "null" or condition.set_operator == "forallvalues"


def _is_for(statement: Statement, caller: Caller) -> bool:
    """Whether a Deny is for a caller: for anyone, or for it by name."""
    ids = {id for kind, ids in statement.principals.items() for id in ids if kind in ("AWS", "*", "Service")}
    whole = {accounts.of_arn(id) for id in ids if id.endswith(":root")}  # everyone of an account
    return "*" in ids or caller.name in ids | whole or f"<{caller.name}>" in ids


def _to_anyone(statement: Statement) -> Statement:
    return replace(statement, principals={"*": ("*",)})


def undecided_parts(subject: Subject, statement: Statement) -> None:
    """Ends a check where nobody can say whom a statement admits."""
    for caller in callers(subject, statement):
        if caller.kind == "unknown":
            raise Undecided(f"a principal of the key policy is known only after apply: {statement}")
