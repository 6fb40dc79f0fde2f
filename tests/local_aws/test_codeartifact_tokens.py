"""Tokens: what they open, for how long; and files that were changed behind the service's back."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import sha256, wheel
from local_aws.package_tools import DOMAIN, Bank, session
from mlplatform.local_aws import control


@pytest.fixture
def filled(bank: Bank, tmp_path: Path) -> Bank:
    """A repository with one package."""
    bank.repository("approved")
    bank.publish("approved", wheel(tmp_path, "bank-core", "1.0"))
    return bank


def seconds_left(bank: Bank, **given: Any) -> float:
    """For how long a new token is good."""
    expires = bank.call("get_authorization_token", **given)["expiration"]
    left: float = (expires - datetime.now(UTC)).total_seconds()
    return left


def test_a_token_lives_as_long_as_was_asked_for(bank: Bank) -> None:
    assert 43_190 < seconds_left(bank) <= 43_200
    assert 890 < seconds_left(bank, durationSeconds=900) <= 900
    for wrong in (1, 899):
        with pytest.raises(ClientError, match="ValidationException"):
            bank.token(durationSeconds=wrong)


def test_a_token_of_no_length_ends_with_the_session_of_the_role(bank: Bank) -> None:
    role = f"arn:aws:iam::{bank.owner}:role/reader"
    given = bank.aws.client("sts").assume_role(RoleArn=role, RoleSessionName="test", DurationSeconds=1800)
    keys = given["Credentials"]
    client = bank.aws.client(
        "codeartifact",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    expires = client.get_authorization_token(domain=DOMAIN, durationSeconds=0)["expiration"]
    assert abs((expires - keys["Expiration"]).total_seconds()) < 5
    later = client.get_authorization_token(domain=DOMAIN, durationSeconds=43_200)["expiration"]
    assert (later - keys["Expiration"]).total_seconds() > 3600


@pytest.mark.parametrize("token", ["", "made-up"])
def test_who_has_no_token_is_asked_for_one(filled: Bank, tmp_path: Path, token: str) -> None:
    answer = filled.get("approved", "simple/bank-core/", token)
    assert (answer.status_code, answer.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    assert filled.publish("approved", wheel(tmp_path, "bank-core", "2.0"), token).status_code == 401
    plain = session().get(filled.endpoint("approved") + "simple/bank-core/", timeout=10)
    assert plain.status_code == 401
    got = filled.pip("approved", "download", "-d", tmp_path / "got", "bank-core", token=token or "x")
    assert got.returncode == 1
    refused = filled.twine("approved", wheel(tmp_path, "bank-core", "2.0"), token=token or "x")
    assert (refused.returncode, "401" in refused.stdout + refused.stderr) == (1, True)


def test_a_token_is_for_its_domain_alone(filled: Bank, stranger: Bank) -> None:
    filled.aws.client("codeartifact").create_domain(domain="other")
    other = filled.aws.client("codeartifact").get_authorization_token(domain="other")["authorizationToken"]
    stranger.aws.client("codeartifact").create_domain(domain=DOMAIN)  # of the same name, of another owner
    theirs = stranger.aws.client("codeartifact").get_authorization_token(domain=DOMAIN)["authorizationToken"]
    answers = [filled.get("approved", "simple/bank-core/", token).status_code for token in (other, theirs)]
    assert answers == [401, 401]


def test_a_token_can_be_borne(filled: Bank) -> None:
    url = filled.endpoint("approved") + "simple/bank-core/"
    answer = session().get(url, headers={"Authorization": f"Bearer {filled.token()}"}, timeout=10)
    assert answer.status_code == 200
    for broken in ("Basic %%%", "Basic " + base64.b64encode(b"\xff\xfe").decode(), "Digest x"):
        assert session().get(url, headers={"Authorization": broken}, timeout=10).status_code == 401


def test_a_token_can_be_aged(filled: Bank, tmp_path: Path) -> None:
    old, young = filled.token(), filled.token()
    assert filled.aws.running.admin("package-tokens", "PUT", {"token": old}) == {"tokens": 1}
    assert filled.get("approved", "simple/bank-core/", old).status_code == 401
    assert filled.get("approved", "simple/bank-core/", young).status_code == 200
    got = filled.pip("approved", "download", "-d", tmp_path / "got", "bank-core", token=old)
    assert (got.returncode, "No matching distribution" in got.stderr) == (1, True)
    principal = f"arn:aws:iam::{filled.owner}:root"
    told = filled.aws.running.admin("package-tokens", "PUT", {"domain": DOMAIN, "principal": principal})
    assert told["tokens"] >= 2
    assert filled.get("approved", "simple/bank-core/", young).status_code == 401


def tamper(bank: Bank, repository: str = "approved", **given: Any) -> Any:
    """Change the stored wheel."""
    place = {"account": bank.owner, "region": "eu-west-2", "domain": DOMAIN, "repository": repository}
    file = {"package": "bank-core", "version": "1.0", "asset": "bank_core-1.0-py3-none-any.whl"}
    return bank.aws.running.admin("package-tampering", "PUT", {**place, **file, **given})


def test_a_wheel_that_was_changed_is_seen_by_its_hash(filled: Bank, tmp_path: Path) -> None:
    made = tmp_path / "bank_core-1.0-py3-none-any.whl"
    told = tamper(filled)
    assert told["told"]["SHA-256"] == sha256(made) != told["true"]["SHA-256"]
    [asset] = filled.of("approved", "list_package_version_assets", "bank-core", packageVersion="1.0")[
        "assets"
    ]
    assert asset["hashes"]["SHA-256"] == sha256(made)
    given = filled.of(
        "approved", "get_package_version_asset", "bank-core", packageVersion="1.0", asset=made.name
    )
    assert given["asset"].read() != made.read_bytes()
    got = filled.pip("approved", "download", "-d", tmp_path / "got", "bank-core")
    assert (got.returncode, "DO NOT MATCH THE HASHES" in got.stderr) == (1, True)


def test_a_wheel_that_was_replaced_with_its_hash_is_seen_by_a_lock_alone(
    filled: Bank, tmp_path: Path
) -> None:
    made = tmp_path / "bank_core-1.0-py3-none-any.whl"
    before = filled.of("approved", "describe_package_version", "bank-core", packageVersion="1.0")
    told = tamper(filled, rehash=True, append="something else")
    after = filled.of("approved", "describe_package_version", "bank-core", packageVersion="1.0")
    assert before["packageVersion"]["revision"] != after["packageVersion"]["revision"]
    assert told["told"] == told["true"]
    assert filled.pip("approved", "download", "-d", tmp_path / "got", "bank-core").returncode == 0
    lock = tmp_path / "lock.txt"
    lock.write_text(f"bank-core==1.0 --hash=sha256:{sha256(made)}\n")
    locked = filled.pip("approved", "download", "-d", tmp_path / "locked", "--require-hashes", "-r", lock)
    assert (locked.returncode, "DO NOT MATCH THE HASHES" in locked.stderr) == (1, True)


def test_only_the_repository_that_was_tampered_with_is(filled: Bank, tmp_path: Path) -> None:
    filled.repository("elsewhere")
    copied = {"sourceRepository": "approved", "destinationRepository": "elsewhere", "format": "pypi"}
    filled.call("copy_package_versions", package="bank-core", versions=["1.0"], **copied)
    tamper(filled)
    assert filled.pip("elsewhere", "download", "-d", tmp_path / "got", "bank-core").returncode == 0
    with pytest.raises(control.LocalAwsError, match="not stored in elsewhere"):
        tamper(filled, "elsewhere", version="9.9")
