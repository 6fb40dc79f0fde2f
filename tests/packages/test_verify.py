"""What stands in CodeArtifact and is not what the records say is found, whoever put it there."""

from __future__ import annotations

import pytest

from local_aws.package_tools import session
from mlplatform.packages import intake, publish, verify
from mlplatform.packages.record import Version
from mlplatform.packages.store import INTERNAL, QUARANTINE
from packages.records import policy, request
from packages.shop import APPROVED, Shop, live
from packages.test_publish import own


def found(
    shop: Shop,
    *versions: Version,
    live_ones: tuple[Version, ...] = (),
    recalled: tuple[str, ...] = (),
    deep: bool = False,
) -> list[str]:
    expected = verify.Expected(
        live(*live_ones),
        intake.recorded([request(*versions)] if versions else []),
        frozenset(recalled),
        policy(),
    )
    return verify.verify(shop.store, expected, deep=deep, say=shop.say)


def published(shop: Shop, *versions: Version) -> tuple[Version, ...]:
    shop.fill(*versions)
    publish.publish(shop.store, live(*versions).values(), shop.say)
    return versions


def test_what_stands_as_it_was_approved_holds(shop: Shop) -> None:
    six, idna = published(shop, shop.made("six", "1.17.0"), shop.made("idna", "3.10"))
    own(shop)
    assert found(shop, six, idna, live_ones=(six, idna), deep=True) == []


def test_an_empty_store_with_no_records_holds(shop: Shop) -> None:
    assert found(shop) == []


def test_what_is_live_and_not_there_is_found(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    assert found(shop, six, live_ones=(six,)) == [
        "approved: six==1.17.0: is live and not there; run: mlp packages publish"
    ]


def test_what_is_there_and_not_live_is_found(shop: Shop) -> None:
    (six,) = published(shop, shop.made("six", "1.17.0"))
    assert found(shop, six) == ["approved: six==1.17.0: is not live; run: mlp packages expire"]


def test_what_is_in_no_record_is_found(shop: Shop) -> None:
    shop.fill(shop.made("six", "1.17.0"))
    assert found(shop) == ["quarantine: six==1.17.0: is in no record"]


def test_other_bytes_with_a_hash_of_their_own_are_found(shop: Shop) -> None:
    (six,) = published(shop, shop.made("six", "1.17.0"))
    shop.tamper(APPROVED, six, rehash=True)
    (line,) = found(shop, six, live_ones=(six,))
    assert line.startswith("approved: six==1.17.0: six-1.17.0-py3-none-any.whl is ")
    shop.tamper(QUARANTINE, six, rehash=True)
    assert len(found(shop, six, live_ones=(six,))) == 2


def test_other_bytes_under_the_old_hash_are_found_when_they_are_read(shop: Shop) -> None:
    (six,) = published(shop, shop.made("six", "1.17.0"))
    shop.tamper(APPROVED, six)
    assert found(shop, six, live_ones=(six,)) == []
    (line,) = found(shop, six, live_ones=(six,), deep=True)
    assert line.startswith("approved: six==1.17.0: six-1.17.0-py3-none-any.whl: its bytes have the SHA-256 ")


def test_a_recalled_version_that_can_be_had_is_found(shop: Shop) -> None:
    (six,) = published(shop, shop.made("six", "1.17.0"))
    assert found(shop, six, recalled=("six==1.17.0",)) == [
        "approved: six==1.17.0: is recalled; run: mlp packages recall six==1.17.0",
        "quarantine: six==1.17.0: is recalled and not archived; run: mlp packages recall six==1.17.0",
    ]


def test_the_banks_own_name_that_is_not_in_internal_is_found(shop: Shop) -> None:
    scoring = own(shop)
    shop.store.delete(INTERNAL, scoring.name, scoring.version)
    assert found(shop) == ["approved: bank-scoring==1.0: is the bank's own by its name, and not in internal"]


def test_the_banks_own_package_with_other_bytes_in_approved_is_found(shop: Shop) -> None:
    scoring = own(shop)
    shop.tamper(APPROVED, scoring, rehash=True)
    assert found(shop) == [
        "approved: bank-scoring==1.0: bank_scoring-1.0-py3-none-any.whl is not as it is in internal"
    ]


@pytest.mark.parametrize(
    ("repository", "upstreams", "said"),
    [
        (QUARANTINE, [INTERNAL], "quarantine: upstreams: internal; allowed: none"),
        (APPROVED, [INTERNAL, QUARANTINE], "approved: upstreams: internal, quarantine; allowed: internal"),
        (APPROVED, [], "approved: upstreams: none; allowed: internal"),
    ],
)
def test_a_way_that_a_repository_should_not_have_is_found(
    shop: Shop, repository: str, upstreams: list[str], said: str
) -> None:
    above = [{"repositoryName": one} for one in upstreams]
    shop.store.client.update_repository(**shop.domain, repository=repository, upstreams=above)
    assert found(shop) == [said]


def test_a_second_connection_to_the_outside_is_found(shop: Shop) -> None:
    shop.store.client.associate_external_connection(
        **shop.domain, repository=APPROVED, externalConnection="public:pypi"
    )
    assert found(shop) == ["approved: connections: public:pypi; allowed: none"]


def test_nobody_publishes_a_public_name_where_consumers_see_it(shop: Shop) -> None:
    """The package groups keep it out, whatever rights somebody has."""
    shop.made("six", "1.17.0")
    path = shop.index.folder / "six-1.17.0-py3-none-any.whl"
    told = {":action": "file_upload", "name": "six", "version": "1.17.0"}
    for repository in (APPROVED, INTERNAL):
        with path.open("rb") as file:
            given = session().post(
                shop.store.endpoint(repository),
                auth=("aws", shop.store.token()),
                data=told,
                files={"content": file},
                timeout=60,
            )
        assert given.status_code == 403
        assert "block new version publishes" in given.text
