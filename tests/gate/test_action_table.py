"""The pinned table of AWS's actions: its version, and that each SageMaker action in it has been looked at."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mlplatform.gate.iam import actions, keys, launching, ways

# Keys that say where work runs, or with which key: an action that gains one, or loses one, is to be looked at.
POSTURE = (
    "AppNetworkAccessType",
    "DirectInternetAccess",
    "DomainSharingOutputKmsKeyArn",
    "FeatureGroupOfflineStoreKmsKeyArn",
    "FeatureGroupOnlineStoreKmsKeyArn",
    "InterContainerTrafficEncryption",
    "ModelArn",
    "NetworkIsolation",
    "OutputKmsKeyArn",
    "VolumeKmsKeyArn",
    "VpcSecurityGroupIds",
    "VpcSubnets",
)


def posture(name: str) -> set[str]:
    return {key for key in POSTURE if keys.supports(f"sagemaker:{name}", f"sagemaker:{key}")}


def test_the_table_is_the_one_that_was_looked_at() -> None:
    assert actions.version() == launching.read().table


def test_every_action_of_sagemaker_is_in_exactly_one_list() -> None:
    read = launching.read()
    listed = Counter([*read.guarded, *read.unguarded, *read.neither])
    assert not {name for name, times in listed.items() if times > 1}, "classified twice"
    new, gone = launching.to_classify() - set(listed), set(listed) - launching.to_classify()
    assert not new, (
        f"actions that nobody has looked at; put each into a list of launching.yaml: {sorted(new)}"
    )
    assert not gone, f"no longer in the table: {sorted(gone)}"


@pytest.mark.parametrize("name", sorted(launching.read().guarded))
def test_a_guarded_action_has_the_keys_that_were_seen(name: str) -> None:
    assert posture(name) == set(launching.read().guarded[name])


@pytest.mark.parametrize("name", sorted({*launching.read().unguarded, *launching.read().neither}))
def test_an_action_without_guards_has_none_of_the_keys(name: str) -> None:
    assert posture(name) == set()


def test_a_new_action_is_missed_until_it_is_classified(monkeypatch: pytest.MonkeyPatch) -> None:
    known = actions.expand("sagemaker:*")
    monkeypatch.setattr(actions, "expand", lambda _: known | {"sagemaker:CreateQuantumJob"})
    listed = {*launching.read().guarded, *launching.read().unguarded, *launching.read().neither}
    assert launching.to_classify() - listed == {"CreateQuantumJob"}


def test_the_ways_to_more_name_actions_of_the_table() -> None:
    unknown = {a for way in ways.ways() for a in way.actions if actions.expand(a) != frozenset({a})}
    assert not unknown
    assert not {a for a in ways.tame() if not actions.expand(a)}


def test_the_ways_to_more_have_names_of_their_own() -> None:
    names = Counter(way.name for way in ways.ways())
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize(
    ("action", "key"),
    [(a, key) for way in ways.ways() for a in way.actions for key in way.tamed_by],
)
def test_a_taming_key_is_one_that_some_action_of_the_way_knows(action: str, key: str) -> None:
    name = f"{key}owner" if key.endswith("/") else key
    tamed = [way for way in ways.ways() if action in way.actions and key in way.tamed_by]
    assert all(any(keys.supports(each, name) for each in way.actions) for way in tamed)


def test_what_launches_in_sagemaker_is_in_no_way_unknown_to_the_lists() -> None:
    named = {a.partition(":")[2] for way in ways.ways() for a in way.actions if a.startswith("sagemaker:")}
    assert not named & set(launching.read().neither)


def test_a_version_ends_with_its_date() -> None:
    assert re.fullmatch(r"\d+\.\d+\.20\d{7}", actions.version())
