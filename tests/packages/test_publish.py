"""What consumers see is what is live, hash by hash: copied, kept, held back, disposed of."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import pytest

from local_aws.package_files import sha256, wheel
from local_aws.package_tools import session
from mlplatform.packages import publish, recall
from mlplatform.packages.record import File, Version
from mlplatform.packages.standing import Live
from mlplatform.packages.store import INTERNAL, QUARANTINE
from packages.records import policy, request
from packages.records import recall as recalled
from packages.shop import APPROVED, Shop, live


def run(shop: Shop, *wanted: Live) -> publish.Done:
    return publish.publish(shop.store, wanted, shop.say)


def grown(shop: Shop, version: Version) -> Version:
    """The same version with one more file, which the index has."""
    path = wheel(shop.scratch / "more", version.name, version.version, body="# for another machine\n")
    path = path.rename(shop.index.folder / path.name.replace("py3", "py2"))
    more = File(name=path.name, sha256=sha256(path), size=path.stat().st_size)
    return version.model_copy(update={"files": (*version.files, more)})


def test_what_is_live_is_copied_and_stands_when_asked_again(shop: Shop) -> None:
    six, idna = shop.made("six", "1.17.0"), shop.made("idna", "3.10")
    shop.fill(six, idna)
    wanted = live(six, idna)
    first = run(shop, *wanted.values())
    assert (first.copied, first.stood, first.held_back) == (["six==1.17.0", "idna==3.10"], [], {})
    assert shop.assets(APPROVED, six) == wanted["six==1.17.0"].files
    again = run(shop, *wanted.values())
    assert (again.copied, again.stood) == ([], ["six==1.17.0", "idna==3.10"])


def test_a_killed_run_is_carried_on(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    six, idna = shop.made("six", "1.17.0"), shop.made("idna", "3.10")
    shop.fill(six, idna)
    wanted = live(idna, six)
    copy = shop.store.copy

    def killed(name: str, *rest: Any, **more: Any) -> None:
        if name == "six":
            raise KeyboardInterrupt
        copy(name, *rest, **more)

    monkeypatch.setattr(shop.store, "copy", killed)
    with pytest.raises(KeyboardInterrupt):
        run(shop, *wanted.values())
    monkeypatch.undo()
    done = run(shop, *wanted.values())
    assert (done.copied, done.stood) == (["six==1.17.0"], ["idna==3.10"])


def test_what_is_not_in_quarantine_is_held_back(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    done = run(shop, *live(six).values())
    assert done.held_back == {
        "six==1.17.0": "is not in quarantine; run: mlp packages scan --check six==1.17.0"
    }


def test_other_bytes_in_quarantine_are_held_back(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    shop.tamper(QUARANTINE, six, rehash=True)
    done = run(shop, *live(six).values())
    assert "and was approved as" in done.held_back["six==1.17.0"]
    assert shop.status(APPROVED, six) == "nowhere"


def test_a_file_more_in_quarantine_is_held_back(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(grown(shop, six))
    done = run(shop, *live(six).values())
    assert "holds six-1.17.0-py2-none-any.whl, which no live request records" in done.held_back["six==1.17.0"]
    assert shop.status(APPROVED, six) == "nowhere"


def test_a_file_less_in_quarantine_is_held_back(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    both = grown(shop, six)
    shop.fill(six)
    assert (
        "quarantine has no six-1.17.0-py2-none-any.whl"
        in run(shop, *live(both).values()).held_back["six==1.17.0"]
    )


def test_one_that_is_held_back_does_not_hold_the_others(shop: Shop) -> None:
    six, idna = shop.made("six", "1.17.0"), shop.made("idna", "3.10")
    shop.fill(idna)
    done = run(shop, *live(six, idna).values())
    assert (done.copied, list(done.held_back)) == (["idna==3.10"], ["six==1.17.0"])


def test_a_file_that_a_second_request_adds_comes_beside_the_first(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    both = grown(shop, six)
    shop.fill(six)
    run(shop, *live(six).values())
    shop.fill(both, others=[request(six)])
    assert run(shop, *live(both).values()).copied == ["six==1.17.0"]
    assert sorted(shop.assets(APPROVED, six) or {}) == sorted(file.name for file in both.files)


def test_a_file_that_is_live_no_more_goes_with_the_next_publish(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    both = grown(shop, six)
    shop.fill(both)
    run(shop, *live(both).values())
    shop.fill(six)
    assert run(shop, *live(six).values()).copied == ["six==1.17.0"]
    assert list(shop.assets(APPROVED, six) or {}) == [six.files[0].name]


def test_a_change_of_quarantine_between_look_and_copy_is_refused(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    copy = shop.store.copy

    def late(*words: Any, **more: Any) -> None:
        shop.tamper(QUARANTINE, six, rehash=True)
        copy(*words, **more)

    monkeypatch.setattr(shop.store, "copy", late)
    done = run(shop, *live(six).values())
    assert "AWS refuses: MISMATCHED_REVISION" in done.held_back["six==1.17.0"]
    assert shop.status(APPROVED, six) == "nowhere"


def test_a_copy_that_is_not_what_was_approved_is_disposed_of_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    copy = shop.store.copy

    def spoiled(*words: Any, **more: Any) -> None:
        copy(*words, **more)
        shop.tamper(APPROVED, six, rehash=True)

    monkeypatch.setattr(shop.store, "copy", spoiled)
    assert run(shop, *live(six).values()).held_back["six==1.17.0"].endswith("; disposed of again")
    assert shop.status(APPROVED, six) == "Disposed"


def test_what_has_expired_is_disposed_of_and_what_is_renewed_comes_back(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    run(shop, *live(six).values())
    assert publish.expire(shop.store, {}, policy(), shop.say) == ["six==1.17.0"]
    assert shop.status(APPROVED, six) == "Disposed"
    assert publish.expire(shop.store, {}, policy(), shop.say) == []
    assert run(shop, *live(six).values()).copied == ["six==1.17.0"]
    assert shop.status(APPROVED, six) == "Published"


def test_an_unlisted_version_is_listed_again(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    run(shop, *live(six).values())
    shop.store.client.update_package_versions_status(
        **shop.domain,
        repository=APPROVED,
        format="pypi",
        package="six",
        versions=["1.17.0"],
        targetStatus="Unlisted",
    )
    assert run(shop, *live(six).values()).copied == ["six==1.17.0"]
    assert shop.status(APPROVED, six) == "Published"


def own(shop: Shop) -> Version:
    """A package of the bank's own, published in internal and once asked for through approved."""
    path = wheel(shop.scratch / "own", "bank-scoring", "1.0")
    auth = ("aws", shop.store.token())
    told = {":action": "file_upload", "name": "bank-scoring", "version": "1.0", "sha256_digest": sha256(path)}
    with path.open("rb") as file:
        files = {"content": file}
        given = session().post(shop.store.endpoint(INTERNAL), auth=auth, data=told, files=files, timeout=60)
    assert given.status_code == 200, given.text
    page = f"{shop.store.endpoint(APPROVED)}simple/bank-scoring/"
    asked = session().get(
        page, auth=auth, headers={"Accept": "application/vnd.pypi.simple.v1+json"}, timeout=60
    )
    url = asked.json()["files"][0]["url"]
    assert session().get(urljoin(page, url), auth=auth, timeout=60).status_code == 200
    found = File(name=path.name, sha256=sha256(path), size=path.stat().st_size)
    return Version(name="bank-scoring", version="1.0", files=(found,))


def test_the_banks_own_packages_stay_when_others_expire(shop: Shop) -> None:
    scoring = own(shop)
    assert shop.status(APPROVED, scoring) == "Published"
    assert publish.expire(shop.store, {}, policy(), shop.say) == []


def test_a_recall_ends_it_for_consumers_and_keeps_it_as_evidence(shop: Shop) -> None:
    six = shop.made("six", "1.17.0")
    shop.fill(six)
    run(shop, *live(six).values())
    done = recall.withdraw(shop.store, recalled("six==1.17.0"), policy())
    assert done == ["disposed of in approved", "archived in quarantine"]
    assert (shop.status(APPROVED, six), shop.status(QUARANTINE, six)) == ("Disposed", "Archived")
    assert recall.withdraw(shop.store, recalled("six==1.17.0"), policy()) == []


def test_a_recall_of_the_banks_own_package_ends_it_in_internal_too(shop: Shop) -> None:
    scoring = own(shop)
    recall.withdraw(shop.store, recalled("bank-scoring==1.0"), policy())
    assert (shop.status(APPROVED, scoring), shop.status(INTERNAL, scoring)) == ("Disposed", "Archived")
