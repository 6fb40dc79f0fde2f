"""Trust in the identities of a Git host: which repository, which ref or environment, for which audience."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlplatform.gate.answers import Answer, failed, held, undecided
from mlplatform.gate.iam import trust
from mlplatform.gate.iam.rights import symbols
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_GITHUB = re.compile(r"repo:[^/:]+/[^/:]+:(?:ref:refs/(?:heads|tags)/.+|environment:.+)")
_GITLAB = re.compile(r"project_path:[^:]+/[^:]+:ref_type:(?:branch|tag):ref:.+")
_REPOSITORY = ("repository", "repository_id", "project_path", "project_id")
_REF = ("ref", "environment")


def kind_of(host: str, statement: Statement) -> str:
    """``github``, ``gitlab`` or nothing: by the host of a provider, or by the subject wanted of it."""
    if "github" in host or ".ghe.com" in host:
        return "github"
    subjects = [value for condition in statement.on(f"{host}:sub") for value in condition.values]
    if any(value.startswith("repo:") for value in subjects):
        return "github"
    return "gitlab" if "gitlab" in host or any(v.startswith("project_path:") for v in subjects) else ""


def hosts(role: Subject, statement: Statement) -> Iterator[str | None]:
    """The host of each provider of web identities that a statement trusts; None where it is not known."""
    for name in statement.principals.get("Federated", ()):
        if not is_symbol(name):
            if ":oidc-provider/" in name:
                yield name.partition(":oidc-provider/")[2]
            continue
        for provider in symbols(role, name):
            if provider is None or provider.type != "aws_iam_saml_provider":
                yield _host_of(provider)


def _host_of(provider: Subject | None) -> str | None:
    url = provider.raw("url") if provider and provider.type == "aws_iam_openid_connect_provider" else None
    known = isinstance(url, str) and url != UNKNOWN
    return str(url).removeprefix("https://").rstrip("/") if known else None


def answers(statement: Statement, host: str) -> Iterator[Answer]:
    """What a statement that trusts a Git host leaves open."""
    if statement.conditions_unknown:
        yield undecided("conditions are known only after apply", str(statement))
        return
    yield _audience(statement, host)
    yield _subject(statement, host)


def _audience(statement: Statement, host: str) -> Answer:
    found = [c for c in statement.on(f"{host}:aud") if _fixes(c)]
    if any(is_symbol(value) for condition in found for value in condition.values):
        return undecided("the audience is known only after apply", str(statement))
    if not any(_exact(condition) for condition in found):
        return failed(f"no condition fixes {host}:aud, so a token for anything will do", str(statement))
    return held()


def _subject(statement: Statement, host: str) -> Answer:
    found = [c for c in statement.on(f"{host}:sub") if _fixes(c)]
    form = _GITHUB if kind_of(host, statement) == "github" else _GITLAB
    if any(is_symbol(value) for condition in found for value in condition.values):
        return undecided("the subject is known only after apply", str(statement))
    if any(all(_pinned(value, form) for value in condition.values) for condition in found):
        return held()
    if _claimed(statement, host, _REPOSITORY) and _claimed(statement, host, _REF):
        return held()
    wide = [value for condition in found for value in condition.values if not _pinned(value, form)]
    if not wide:
        return failed(f"no condition fixes {host}:sub, so any repository of the host will do", str(statement))
    return failed(f'"{wide[0]}" does not fix both the repository and its ref or environment', str(statement))


def _pinned(value: str, form: re.Pattern[str]) -> bool:
    return "*" not in value and "?" not in value and "${" not in value and bool(form.fullmatch(value))


def _fixes(condition: Condition) -> bool:
    """Whether a condition wants the claim to be there, and to be one of its values."""
    return trust.demands(condition) and condition.plain in ("stringequals", "stringlike")


def _exact(condition: Condition) -> bool:
    return all("*" not in value and "?" not in value for value in condition.values)


def _claimed(statement: Statement, host: str, claims: tuple[str, ...]) -> bool:
    """Whether one of these claims is fixed to exact values."""
    found = [c for claim in claims for c in statement.on(f"{host}:{claim}")]
    return any(_fixes(c) and _exact(c) and not any(map(is_symbol, c.values)) for c in found)
