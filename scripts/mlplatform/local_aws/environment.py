"""The environment variables that point Terraform and boto3 at the embedded AWS, and at nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

# Who the base credentials are: the account that holds the state bucket, from which roles are assumed.
HOME_ACCOUNT = "999988887777"
REGION = "eu-west-2"

# What a person's shell may hold and must not reach: their own credentials, endpoints and certificates.
_UNSET = (
    "AWS_CA_BUNDLE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_DEFAULT_PROFILE",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_TOKEN",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)


@dataclass(frozen=True)
class Environment:
    """Variables to set, and variables to take away: an inherited CA bundle breaks the provider, and no
    value of it means none."""

    set: Mapping[str, str]
    unset: tuple[str, ...]

    @classmethod
    def of(cls, endpoint_url: str, proxy_url: str, account_id: str, region: str) -> Environment:
        """The environment for one world, account and region."""
        return cls(
            set={
                "AWS_ENDPOINT_URL": endpoint_url,
                "HTTP_PROXY": proxy_url,
                "http_proxy": proxy_url,
                "NO_PROXY": "",
                "no_proxy": "",
                # Twelve digits as key select the account; the secret is not looked at.
                "AWS_ACCESS_KEY_ID": account_id,
                "AWS_SECRET_ACCESS_KEY": "embedded",
                "AWS_REGION": region,
                "AWS_DEFAULT_REGION": region,
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_CONFIG_FILE": os.devnull,
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            },
            unset=_UNSET,
        )

    def over(self, base: Mapping[str, str]) -> dict[str, str]:
        """A copy of ``base`` with these variables set, and the others taken away, those that name the
        endpoint of a single service too."""
        kept = {
            name: value
            for name, value in base.items()
            if name not in self.unset and not name.startswith("AWS_ENDPOINT_URL_")
        }
        return {**kept, **self.set}

    def shell(self) -> str:
        """The same as lines for a POSIX shell."""
        lines = [f"export {name}='{value}'" for name, value in self.set.items()]
        return "\n".join([*lines, f"unset {' '.join(self.unset)}"]) + "\n"
