"""The guards on network and keys: their shapes are what makes them hold."""

from __future__ import annotations

import pytest

from modules.personas.guards import AUTOML, ENDPOINT_CONFIG, JOBS, MODEL, TRANSFORM, guard, with_condition
from modules.personas.planned import IN_EACH

SUBNETS = {"minimal": 2, "realistic": 3}
DATA = {
    "minimal": "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "realistic": "arn:aws:kms:eu-west-2:111122223333:key/2234abcd-12ab-34cd-56ef-1234567890ab",
}


@IN_EACH
def test_guards_only_refuse(module: str) -> None:
    for statement in guard(module):
        assert statement["Effect"] == "Deny", statement["Sid"]


@pytest.mark.control("SM-22", "SM-30")
@IN_EACH
@pytest.mark.parametrize("key", ["sagemaker:VpcSubnets", "sagemaker:VpcSecurityGroupIds"])
def test_network_left_out_is_refused(module: str, key: str) -> None:
    statement = with_condition(module, ("Null", key, ["true"]))
    assert set(statement["Action"]) == JOBS | AUTOML | MODEL
    assert statement["Resource"] == ["*"]


@pytest.mark.control("SM-22", "SM-30")
@IN_EACH
def test_foreign_subnet_is_refused(module: str) -> None:
    statement = with_condition(module, ("ForAnyValue:StringNotEquals", "sagemaker:VpcSubnets", None))
    assert set(statement["Action"]) == JOBS | AUTOML | MODEL | ENDPOINT_CONFIG
    values = statement["Condition"]["ForAnyValue:StringNotEquals"]["sagemaker:VpcSubnets"]
    assert len(values) == SUBNETS[module]
    assert all(value.startswith("subnet-") and "*" not in value for value in values)


@pytest.mark.control("SM-22", "SM-30")
@IN_EACH
def test_foreign_security_group_is_refused(module: str) -> None:
    statement = with_condition(module, ("ForAnyValue:StringNotEquals", "sagemaker:VpcSecurityGroupIds", None))
    assert set(statement["Action"]) == JOBS | AUTOML | MODEL | ENDPOINT_CONFIG
    values = statement["Condition"]["ForAnyValue:StringNotEquals"]["sagemaker:VpcSecurityGroupIds"]
    assert len(values) == 1
    assert values[0].endswith("60714")


@pytest.mark.control("SM-22")
@IN_EACH
def test_what_runs_a_model_names_one_of_ours(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:ModelArn", ["true"]))
    foreign = with_condition(
        module,
        ("ArnNotLike", "sagemaker:ModelArn", ["arn:aws:sagemaker:eu-west-2:111122223333:model/*"]),
    )
    assert set(absent["Action"]) == set(foreign["Action"]) == TRANSFORM | ENDPOINT_CONFIG


@pytest.mark.control("SM-21", "SM-30")
@IN_EACH
def test_isolation_left_out_or_off_is_refused(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:NetworkIsolation", ["true"]))
    off = with_condition(module, ("Bool", "sagemaker:NetworkIsolation", ["false"]))
    assert set(absent["Action"]) == set(off["Action"]) == JOBS | MODEL


@pytest.mark.control("SM-28", "SM-30")
@IN_EACH
def test_traffic_encryption_left_out_or_off_is_refused(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:InterContainerTrafficEncryption", ["true"]))
    off = with_condition(module, ("Bool", "sagemaker:InterContainerTrafficEncryption", ["false"]))
    assert set(absent["Action"]) == set(off["Action"]) == JOBS | AUTOML


KEYED = {
    "VolumeKmsKey": JOBS | AUTOML | TRANSFORM | ENDPOINT_CONFIG,
    "OutputKmsKey": JOBS | AUTOML | TRANSFORM,
    "FeatureGroupOfflineStoreKmsKey": {"sagemaker:CreateFeatureGroup"},
    "FeatureGroupOnlineStoreKmsKey": {"sagemaker:CreateFeatureGroup"},
}


@pytest.mark.control("SM-28", "SM-30", "SM-31", "SM-32")
@IN_EACH
@pytest.mark.parametrize("key", sorted(KEYED))
def test_no_key_under_either_name_is_refused(module: str, key: str) -> None:
    statement = with_condition(
        module, ("Null", f"sagemaker:{key}", ["true"]), ("Null", f"sagemaker:{key}Arn", ["true"])
    )
    assert set(statement["Action"]) == KEYED[key]
    assert statement["Resource"] == ["*"]


@pytest.mark.control("SM-28", "SM-30", "SM-31", "SM-32")
@IN_EACH
@pytest.mark.parametrize("suffix", ["", "Arn"])
@pytest.mark.parametrize("key", sorted(KEYED))
def test_foreign_key_under_this_name_is_refused(module: str, key: str, suffix: str) -> None:
    name = f"sagemaker:{key}{suffix}"
    statement = with_condition(module, ("Null", name, ["false"]), ("ArnNotLike", name, None))
    assert set(statement["Action"]) == KEYED[key]
    keys = statement["Condition"]["ArnNotLike"][name]
    assert DATA[module] in keys
    assert all("*" not in arn and ":key/" in arn for arn in keys)
