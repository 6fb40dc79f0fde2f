"""Every resource of every table, from birth to end, through boto3."""

from __future__ import annotations

from typing import Any

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from local_aws import cases_backup, cases_delivery, cases_guards
from local_aws.cases import CASES as FIRST
from local_aws.cases import Case, Names
from local_aws.conftest import Aws
from mlplatform.local_aws.table import Resource, tables

CASES = [*FIRST, *cases_backup.CASES, *cases_delivery.CASES, *cases_guards.CASES]
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.service}-{case.noun}")


class Life:
    """A case brought to life in an account."""

    def __init__(self, aws: Aws, case: Case, with_tags: bool = False) -> None:
        self.case, self.table = case, tables()[case.service]
        self.row: Resource = self.table.resources[case.noun]
        self.client = aws.client(case.service)
        self.before = case.before(aws)
        tags = {self.table.create_tags: self.tags({"owner": "risk"})} if with_tags else {}
        self.made = self.call(self.row.create, {**self.before, **case.create, **tags})
        self.key = case.key(self.before, self.made)

    def call(self, operation: str | None, parameters: Names) -> Any:
        """Call an operation by AWS's name for it."""
        assert operation is not None
        answer = getattr(self.client, xform_name(operation))(**parameters)
        answer.pop("ResponseMetadata")
        return answer

    def read(self) -> Any:
        """What the service says of the resource: by its read operation, else from its list."""
        if self.case.noun == "ImageVersion":
            return self.call("DescribeImageVersion", self.key)
        if self.row.read is None:
            found = self.listed()
            if not found:
                raise LookupError(self.case.noun)
            return found[0]
        answer = self.call(self.row.read, self.key)
        return answer[self.row.envelope] if self.row.envelope else answer

    def listed(self) -> list[Any]:
        """The list operation's answer, within the parent where it asks for one."""
        listed = self.row.lists[0]
        shape = self.client.meta.service_model.operation_model(listed.operation).input_shape
        parent = {name: self.before[name] for name in shape.required_members}
        return list(self.call(listed.operation, parent)[listed.items])

    def tags(self, plain: dict[str, str]) -> Any:
        """Tags in the service's shape."""
        rule = self.table.tags
        assert rule is not None
        if rule.style == "map":
            return plain
        return [{rule.pair[0]: name, rule.pair[1]: value} for name, value in plain.items()]

    def delete(self) -> None:
        """End it, by the fields that its delete operation wants."""
        if self.row.delete_by:
            self.call(self.row.delete, self.before)
        else:
            self.call(self.row.delete, self.key)


def test_every_row_has_a_case() -> None:
    """A row without a case would be a claim without a proof. Implicit ones, and those that no operation of the row
    makes, are tested by their name."""
    rows = {
        (table.service, noun)
        for table in tables().values()
        for noun, row in table.resources.items()
        if row.create
    }
    assert rows == {(case.service, case.noun) for case in CASES}


@every_case
def test_what_was_given_is_read_back(aws: Aws, case: Case) -> None:
    life = Life(aws, case)
    read = life.read()
    given = {life.row.rename.get(name, name): value for name, value in {**life.before, **case.create}.items()}
    missing = {name: value for name, value in given.items() if name in read and read[name] != value}
    assert missing == {}
    assert set(given) & set(read), f"none of {set(given)} in {set(read)}"


@every_case
def test_it_is_listed(aws: Aws, case: Case) -> None:
    if tables()[case.service].resources[case.noun].lists:
        assert len(Life(aws, case).listed()) == 1 + case.beside


@every_case
def test_a_second_of_the_name_is_refused(aws: Aws, case: Case) -> None:
    life = Life(aws, case)
    generated = not life.row.unique and any(key in life.row.computed for key in life.row.keys)
    if life.row.upsert or life.row.numbered or generated:
        life.call(life.row.create, {**life.before, **case.create})
        assert life.read()  # these may be made again: a new one, or the same one anew
        return
    with pytest.raises(ClientError) as refusal:
        life.call(life.row.create, {**life.before, **case.create})
    assert refusal.value.response["Error"]["Code"] == life.table.codes.conflict


@every_case
def test_a_change_is_read_back(aws: Aws, case: Case) -> None:
    life = Life(aws, case)
    if life.row.update is None and case.noun != "ImageVersion":
        assert case.change == {}, "a change that no operation can make"
        return
    assert case.change, "an update operation that the case does not try"
    was = life.read()
    life.call(life.row.update or "UpdateImageVersion", {**life.key, **case.change})
    now = life.read()
    for name, value in case.change.items():
        both = isinstance(value, dict) and isinstance(was.get(name), dict)
        assert now[name] == ({**was[name], **value} if both else value)


@every_case
def test_after_its_end_it_is_missing(aws: Aws, case: Case) -> None:
    life = Life(aws, case)
    life.delete()
    with pytest.raises((ClientError, LookupError)) as missing:
        life.read()
    if isinstance(missing.value, ClientError):
        assert missing.value.response["Error"]["Code"] == life.table.codes.missing


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.tags_at_birth], ids=lambda case: f"{case.service}-{case.noun}"
)
def test_tags_come_and_go(aws: Aws, case: Case) -> None:
    life = Life(aws, case, with_tags=True)
    rule = life.table.tags
    assert rule is not None
    read = {**life.made, **life.read()}
    arn = {rule.arn: read[str(life.row.arn_field)]}
    assert life.call(rule.list, arn)[rule.tags] == life.tags({"owner": "risk"})
    life.call(rule.add, {**arn, rule.tags: life.tags({"stage": "dev"})})
    assert life.call(rule.list, arn)[rule.tags] == life.tags({"owner": "risk", "stage": "dev"})
    life.call(rule.remove, {**arn, rule.keys: ["owner"]})
    assert life.call(rule.list, arn)[rule.tags] == life.tags({"stage": "dev"})


def test_an_implicit_resource_has_its_defaults_until_changed(aws: Aws) -> None:
    resolver, vpc = aws.client("route53resolver"), aws.network()[0]
    assert resolver.get_firewall_config(ResourceId=vpc)["FirewallConfig"]["FirewallFailOpen"] == "DISABLED"
    resolver.update_firewall_config(ResourceId=vpc, FirewallFailOpen="ENABLED")
    assert [one["FirewallFailOpen"] for one in resolver.list_firewall_configs()["FirewallConfigs"]] == [
        "ENABLED"
    ]


def test_lists_come_in_pages(aws: Aws) -> None:
    sagemaker = aws.client("sagemaker")
    for number in range(5):
        sagemaker.create_image(ImageName=f"image{number}", RoleArn="arn:aws:iam::111122223333:role/images")
    pages = [
        [one["ImageName"] for one in page["Images"]]
        for page in sagemaker.get_paginator("list_images").paginate(PaginationConfig={"PageSize": 2})
    ]
    assert pages == [["image0", "image1"], ["image2", "image3"], ["image4"]]
