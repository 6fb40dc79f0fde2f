"""A day on which AWS throttles and fails, and on which runs are killed or come two at a time: what stands in the
end is what the records say."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from mlplatform.errors import Findings
from mlplatform.packages import intake, publish, verify
from mlplatform.packages.store import QUARANTINE, Store
from packages.records import policy, request
from packages.shop import APPROVED, REGION, Shop, live

BAD = [
    {"service": "codeartifact", "kind": "throttle", "share": 0.1, "seed": 7},
    {"service": "codeartifact", "kind": "error", "share": 0.02, "seed": 11},
    {
        "service": "codeartifact",
        "operations": ["ReadFromRepository", "PublishPackageVersion"],
        "kind": "throttle",
        "share": 0.25,
        "seed": 3,
    },
    {
        "service": "codeartifact",
        "operations": ["ReadFromRepository", "PublishPackageVersion"],
        "kind": "error",
        "share": 0.1,
        "seed": 5,
    },
]
NAMES = ("six", "idna", "attrs", "certifi", "click", "packaging", "zipp", "pluggy")


@pytest.fixture
def patient(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose calls are made as the platform makes them: again, where AWS throttles or fails."""
    monkeypatch.setattr(intake, "PAUSES", (0.01, 0.02, 0.05, 0.1))
    client = boto3.client(
        "codeartifact",
        region_name=REGION,
        endpoint_url=shop.running.endpoint_url,
        aws_access_key_id=shop.store.owner,
        aws_secret_access_key="embedded",
        config=Config(
            proxies={"http": shop.running.proxy_url}, retries={"total_max_attempts": 8, "mode": "standard"}
        ),
    )
    yield replace(shop, store=Store(client, shop.store.domain, shop.store.owner, APPROVED))
    shop.running.admin("faults", "PUT", [])


def test_a_closure_comes_in_goes_out_and_is_verified_on_a_bad_day(patient: Shop) -> None:
    several = [patient.made(name, "1.0") for name in NAMES]
    patient.running.admin("faults", "PUT", BAD)
    asked = patient.fill(*several)
    done = publish.publish(patient.store, live(*several).values(), patient.say)
    assert done.held_back == {}
    assert {*done.copied, *done.stood} == {one.key for one in several}
    expected = verify.Expected(live(*several), intake.recorded([asked]), frozenset(), policy())
    assert verify.verify(patient.store, expected, deep=True, say=patient.say) == []


def test_what_is_refused_for_good_is_said_at_once(patient: Shop) -> None:
    six = patient.made("six", "1.17.0")
    rule = {"service": "codeartifact", "operations": ["ReadFromRepository"], "kind": "refuse"}
    patient.running.admin("faults", "PUT", [rule])
    with pytest.raises(Findings, match=r"simple/six/: 403"):
        patient.fill(six)


def test_what_fails_again_and_again_is_said_in_the_end(patient: Shop) -> None:
    six = patient.made("six", "1.17.0")
    for operation, said in (
        ("ReadFromRepository", "simple/six/: 429"),
        ("PublishPackageVersion", "upload refused"),
    ):
        rule = {"service": "codeartifact", "operations": [operation], "kind": "throttle"}
        patient.running.admin("faults", "PUT", [rule])
        with pytest.raises(Findings, match=said):
            patient.fill(six)


def test_two_publish_at_once(patient: Shop) -> None:
    several = [patient.made(name, "1.0") for name in NAMES[:4]]
    patient.fill(*several)
    wanted = live(*several)
    with ThreadPoolExecutor(2) as pool:
        both = list(
            pool.map(lambda _: publish.publish(patient.store, wanted.values(), patient.say), range(2))
        )
    # Who comes second is told so by AWS, and the next run finds all of it there.
    assert not {key for one in both for key in one.held_back} - {one.key for one in several}
    again = publish.publish(patient.store, wanted.values(), patient.say)
    assert again.held_back == {}
    for one in several:
        assert patient.assets(APPROVED, one) == wanted[one.key].files


def test_one_version_that_aws_refuses_does_not_keep_the_others_back(
    patient: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    six, idna = patient.made("six", "1.17.0"), patient.made("idna", "3.10")
    patient.fill(six, idna)
    copy = patient.store.copy

    def refused(name: str, number: str, revision: str, *, overwrite: bool) -> None:
        if name == "six":
            raise Findings("six==1.17.0: copy to approved: AWS refuses: NOT_ALLOWED: no")
        copy(name, number, revision, overwrite=overwrite)

    monkeypatch.setattr(patient.store, "copy", refused)
    done = publish.publish(patient.store, live(six, idna).values(), patient.say)
    assert done.copied == ["idna==3.10"]
    assert list(done.held_back) == ["six==1.17.0"]


def test_an_upload_of_which_the_answer_was_lost_is_not_made_twice(
    patient: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = patient.made("six", "1.17.0")
    upload, uploads = intake._upload, []

    def lost(endpoint: str, password: str, paths: list[Path]) -> str:
        uploads.append(len(paths))
        return upload(endpoint, password, paths) or "HTTPError: 503 Service Unavailable"

    monkeypatch.setattr(intake, "_upload", lost)
    (tmp_path / "fill").mkdir()
    intake.fill(patient.store, request(six), {}, tmp_path / "fill", patient.say)
    assert uploads == [1]
    assert patient.assets(QUARANTINE, six)
