"""What takes more than one call to find: keys, images, and the services that an account has or has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from mlplatform.aws import pages
from mlplatform.terraform.finders import Clients, Values, absent, only


def account_id(clients: Clients) -> str:
    """The account that the clients are in."""
    return str(clients("sts").get_caller_identity()["Account"])


def budget(values: Values, clients: Clients) -> str | None:
    """A budget of the account, by its name."""
    account, name = account_id(clients), values.get("name")
    found = pages(clients("budgets"), "describe_budgets", "Budgets", AccountId=account)
    return only(f"{account}:{name}" for one in found if one["BudgetName"] == name)


def identity_provider(values: Values, clients: Clients) -> str | None:
    """An OpenID Connect provider: an account has one for a URL."""
    host = str(values.get("url")).removeprefix("https://")
    every = pages(clients("iam"), "list_open_id_connect_providers", "OpenIDConnectProviderList")
    return only(one["Arn"] for one in every if one["Arn"].endswith(f":oidc-provider/{host}"))


def image_version(values: Values, clients: Clients) -> str | None:
    """A version of an image made from the planned one; what Terraform imports is the image's last version."""
    name, sagemaker = values.get("image_name"), clients("sagemaker")
    found = _asked(sagemaker.describe_image_version, ImageName=name) if name else None
    return str(name) if found and found["BaseImage"] == values.get("base_image") else None


def kms_key(values: Values, clients: Clients) -> str | None:
    """Keys have no name before their alias stands: the description and the tags must be the planned ones."""
    kms = clients("kms")
    wanted = values.get("tags_all") or {}
    aliased = {alias.get("TargetKeyId") for alias in pages(kms, "list_aliases", "Aliases")}
    found = []
    for key in pages(kms, "list_keys", "Keys"):
        metadata = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
        if metadata["KeyState"] != "Enabled" or metadata.get("Description") != values.get("description"):
            continue
        tags = {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=key["KeyId"])["Tags"]}
        if key["KeyId"] not in aliased and wanted.items() <= tags.items():
            found.append(key["KeyId"])
    return only(found)


def macie(_values: Values, clients: Clients) -> str | None:
    """The account itself, where Macie is on in it: enabled or paused."""
    return account_id(clients) if _asked(clients("macie2").get_macie_session) else None


def security_hub(_values: Values, clients: Clients) -> str | None:
    """The account itself, where Security Hub is on in it."""
    return account_id(clients) if _asked(clients("securityhub").describe_hub) else None


def user_profile(values: Values, clients: Clients) -> str | None:
    """A profile, which a domain has once by its name."""
    domain, name = values.get("domain_id"), values.get("user_profile_name")
    if not domain or not name:
        return None
    profile = _asked(clients("sagemaker").describe_user_profile, DomainId=domain, UserProfileName=name)
    return str(profile["UserProfileArn"]) if profile else None


def _asked(call: Callable[..., Any], **words: str) -> Any:
    """What the call answers; None where the service says that there is no such thing."""
    try:
        return call(**words)
    except ClientError as error:
        if absent(error):
            return None
        raise


FINDERS: dict[str, Callable[[Values, Clients], str | None]] = {
    "aws_budgets_budget": budget,
    "aws_iam_openid_connect_provider": identity_provider,
    "aws_kms_key": kms_key,
    "aws_macie2_account": macie,
    "aws_sagemaker_image_version": image_version,
    "aws_sagemaker_user_profile": user_profile,
    "aws_securityhub_account": security_hub,
}
