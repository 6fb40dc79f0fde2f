"""Package groups: made, mended, told apart from what others made, and the same when asked again."""

from __future__ import annotations

from mlplatform.packages import origin_controls
from packages.records import policy
from packages.shop import APPROVED, Shop

WANTED = origin_controls.wanted(policy(), APPROVED)


def drift(shop: Shop) -> list[str]:
    return [str(one) for one in origin_controls.drift(shop.store.client, shop.domain, WANTED)]


def settle(shop: Shop, prefixes: tuple[str, ...] = ("bank",)) -> list[str]:
    shop.said.clear()
    wanted = origin_controls.wanted(policy(internal_prefixes=prefixes), APPROVED)
    return [str(one) for one in origin_controls.settle(shop.store.client, shop.domain, wanted, shop.say)]


def test_the_groups_say_what_comes_in_by_which_way() -> None:
    specific = origin_controls.SPECIFIC
    assert {
        "/*": {
            "EXTERNAL_UPSTREAM": (specific, ("public-pypi",)),
            "INTERNAL_UPSTREAM": ("BLOCK", ()),
            "PUBLISH": (specific, ("quarantine",)),
        },
        "/pypi//bank~": {
            "EXTERNAL_UPSTREAM": ("BLOCK", ()),
            "INTERNAL_UPSTREAM": (specific, ("approved",)),
            "PUBLISH": (specific, ("internal",)),
        },
    } == WANTED


def test_what_stands_as_it_should_is_left_alone(shop: Shop) -> None:
    assert (settle(shop), shop.said, drift(shop)) == ([], [], [])


def test_a_way_that_was_opened_is_told_and_closed(shop: Shop) -> None:
    shop.store.client.update_package_group_origin_configuration(
        **shop.domain, packageGroup="/*", restrictions={"PUBLISH": "ALLOW"}
    )
    assert drift(shop) == [
        "package group /*: PUBLISH: is ALLOW; should be ALLOW_SPECIFIC_REPOSITORIES (quarantine)"
    ]
    assert settle(shop) == []
    assert shop.said == ["package group /*: PUBLISH: ALLOW_SPECIFIC_REPOSITORIES (quarantine)"]


def test_a_repository_that_was_added_is_told_and_taken_off(shop: Shop) -> None:
    shop.store.client.update_package_group_origin_configuration(
        **shop.domain,
        packageGroup="/pypi//bank~",
        addAllowedRepositories=[{"repositoryName": "approved", "originRestrictionType": "PUBLISH"}],
    )
    assert drift(shop) == [
        "package group /pypi//bank~: PUBLISH: is ALLOW_SPECIFIC_REPOSITORIES (approved, internal); "
        "should be ALLOW_SPECIFIC_REPOSITORIES (internal)"
    ]
    assert settle(shop) == []


def test_a_group_that_was_deleted_is_told_and_made(shop: Shop) -> None:
    shop.store.client.delete_package_group(**shop.domain, packageGroup="/pypi//bank~")
    assert drift(shop) == ["package group /pypi//bank~: is not there"]
    assert settle(shop) == []


def test_a_group_of_others_is_told_and_left(shop: Shop) -> None:
    shop.store.client.create_package_group(**shop.domain, packageGroup="/pypi//bank-open$")
    said = "package group /pypi//bank-open$: is not in the policy; nobody here made it"
    assert settle(shop) == [said]
    assert drift(shop) == [said]


def test_a_prefix_more_and_a_prefix_less(shop: Shop) -> None:
    assert settle(shop, ("bank", "scoring")) == []
    assert drift(shop) == ["package group /pypi//scoring~: its prefix is in the policy no more"]
    assert settle(shop) == []
    assert shop.said == ["package group /pypi//scoring~: taken away, for its prefix is in the policy no more"]
