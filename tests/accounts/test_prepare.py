"""An account made ready: the right one, in all its regions, and beside others."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from accounts.conftest import Place, fresh
from accounts.test_default_vpcs import NOTHING, left
from mlplatform.accounts import Prepared, prepare
from mlplatform.errors import BadInput


def test_an_account_is_prepared_in_every_region_and_then_again_in_none(place: Place) -> None:
    first = prepare(place.account, place.environment)
    assert (first.account_id, len(first.regions), len(first.removed)) == (place.account.account_id, 17, 17)
    assert prepare(place.account, place.environment) == Prepared(first.account_id, first.regions, ())


def test_nothing_is_touched_in_a_wrong_account(place: Place) -> None:
    stranger = {
        "Account": "999999999999",
        "UserId": "AROA",
        "Arn": "arn:aws:sts::999999999999:assumed-role/x/y",
    }
    rule = {"service": "sts", "operations": ["GetCallerIdentity"], "kind": "answer", "answer": stranger}
    place.faults({**rule, "account": place.account.account_id})
    with pytest.raises(BadInput, match="999999999999"):
        prepare(place.account, place.environment)
    place.faults()
    assert len(place.ec2().describe_vpcs()["Vpcs"]) == 1
    assert prepare(fresh(), place.environment).removed  # others were never meant


PROGRAM = """
import sys
from mlplatform.accounts import Account, prepare
from mlplatform.aws import pointed_at
prepare(Account(sys.argv[1], sys.argv[2], sys.argv[3]), pointed_at())
"""


def test_a_run_that_was_killed_is_carried_on_by_the_next(place: Place) -> None:
    account = place.account
    place.running.admin("requests", "DELETE")
    words = [sys.executable, "-c", PROGRAM, account.account_id, account.role_arn, account.region]
    paths = os.pathsep.join(path for path in sys.path if path)
    killed = subprocess.Popen(words, env=place.environment.over({**os.environ, "PYTHONPATH": paths}))
    while not place.running.admin("requests").get("ec2.DeleteSubnet") and killed.poll() is None:
        time.sleep(0.01)
    killed.kill()
    assert killed.wait() == -signal.SIGKILL

    prepare(account, place.environment)
    for region in ("eu-west-2", "us-east-1", "ap-south-1"):
        assert left(place.ec2(region)) == NOTHING
    assert prepare(account, place.environment).removed == ()


def test_a_use_case_with_its_three_accounts_takes_seconds(place: Place) -> None:
    """51 default VPCs, side by side; a default VPC costs the embedded AWS a millisecond and no memory to speak of."""
    accounts, started = [place.account, fresh(), fresh()], time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda one: prepare(one, place.environment), accounts))
    assert [len(one.removed) for one in done] == [17, 17, 17]
    assert time.monotonic() - started < 60
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 200
