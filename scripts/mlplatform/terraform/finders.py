"""Look in AWS for one resource by what the plan says of it; its import id, or None where it is not there.

None also where two answer to the description: what is not certain is not taken over. Nothing is lost by that
where a name can be taken once in an account (roles, buckets, trails, budgets, policies), or a service is on
or off (GuardDuty, Security Hub, Macie): there is never a second one. Where AWS lets two have one name (a VPC,
a key, a domain, a backup plan), only a person can tell which of them is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from botocore.exceptions import ClientError
from pydantic import BaseModel, ConfigDict, Field

from mlplatform.aws import pages

Values = dict[str, Any]
Clients = Callable[[str], Any]  # service name -> boto3 client in the account
# In the code of an error, or with "not enabled" in its words: there is no such thing, or its service is off.
_ABSENT = ("NotFound", "NoSuch", "DoesNotExist", "InvalidAccess")


class Listing(BaseModel):
    """One call that lists a service's resources, and how one of them is told from the others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str = Field(pattern=r"^[a-z0-9]+\.[a-z0-9_]+$")
    given: dict[str, str] = {}  # parameters of the call
    where: dict[str, str | bool] = {}  # field of an item => what it must be
    takes: str = Field(alias="import")
    another_id: bool = False

    @property
    def service(self) -> str:
        """The service that is asked."""
        return self.ask.partition(".")[0]

    @property
    def call(self) -> str:
        """The method of its client."""
        return self.ask.partition(".")[2]


def only(ids: Iterable[str]) -> str | None:
    """The one; None where there is none, or more than one."""
    found = list(ids)
    return found[0] if len(found) == 1 else None


def listed(listing: Listing, values: Values, clients: Clients) -> str | None:
    """The one item of a listing that is as the plan says; None where the plan does not know enough yet."""
    given = _filled(listing.given, values)
    where = _filled(listing.where, values)
    if given is None or where is None:
        return None
    client = clients(listing.service)
    try:
        every = [_item(one) for one in pages(client, listing.call, items(client, listing.call), **given)]
    except ClientError as error:
        if absent(error):
            return None
        raise
    return only(listing.takes.format_map(values | one) for one in every if _is(one, where))


def absent(error: ClientError) -> bool:
    """Whether an error says that what was asked for is not there; all else must not pass for that."""
    said = error.response["Error"]
    return any(word in said["Code"] for word in _ABSENT) or "not enabled" in said["Message"]


def items(client: Any, call: str) -> str:
    """The field of a listing call's answer that holds the items: the one list in it."""
    operation = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[call])
    (name,) = (name for name, shape in operation.output_shape.members.items() if shape.type_name == "list")
    return str(name)


def _filled(templates: Mapping[str, str | bool], values: Values) -> dict[str, str | bool] | None:
    known = {name: value for name, value in values.items() if value is not None}
    try:
        return {
            field: said.format_map(known) if isinstance(said, str) else said
            for field, said in templates.items()
        }
    except KeyError:
        return None


def _item(one: Any) -> dict[str, Any]:
    return one if isinstance(one, dict) else {"item": one}


def _is(item: dict[str, Any], where: dict[str, str | bool]) -> bool:
    def same(found: Any, said: str | bool) -> bool:
        if isinstance(said, str) and said.startswith("*"):
            return str(found).endswith(said[1:])
        return bool(found == said)

    return all(same(item.get(field), said) for field, said in where.items())


def ec2_by_name(resource_type: str, values: Values, ec2: Any) -> str | None:
    """What has the planned tag Name."""
    wanted = (values.get("tags_all") or {}).get("Name")
    if not wanted:
        return None
    filters = [{"Name": "resource-type", "Values": [resource_type]}, {"Name": "key", "Values": ["Name"]}]
    tags = pages(ec2, "describe_tags", "Tags", Filters=filters)
    return only(tag["ResourceId"] for tag in tags if tag["Value"] == wanted)
