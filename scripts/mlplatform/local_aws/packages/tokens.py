"""The tokens that ``GetAuthorizationToken`` gives out: for one domain, for one principal, for a while."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

LONGEST = 43_200  # seconds
SHORTEST = 900


@dataclass(frozen=True)
class Token:
    """What a token stands for."""

    account: str  # that owns the domain
    region: str
    domain: str
    principal: str
    expires: datetime  # UTC

    def opens(self, account: str, region: str, domain: str) -> bool:
        """Whether it is for this domain, and not over."""
        place = (self.account, self.region, self.domain)
        return place == (account, region, domain) and self.expires > datetime.now(UTC)


class Tokens:
    """Every token that was given out. Not thread-safe: it is used under the layer's lock."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}

    def give(self, token: Token) -> str:
        """A new token's text."""
        text = secrets.token_urlsafe(384)
        self._tokens[text] = token
        return text

    def find(self, text: str) -> Token | None:
        """What a token stands for; None where none was given out."""
        return self._tokens.get(text)

    def expire(self, *, token: str = "", domain: str = "", principal: str = "", seconds: int = 0) -> int:
        """Let tokens end in so many seconds, those that fit what is told, or all; how many there were."""
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        chosen = [
            text
            for text, one in self._tokens.items()
            if token in ("", text) and domain in ("", one.domain) and principal in ("", one.principal)
        ]
        for text in chosen:
            self._tokens[text] = replace(self._tokens[text], expires=until)
        return len(chosen)

    def clear(self) -> None:
        """Forget all."""
        self._tokens.clear()
