"""Records as files: called as they are, read as they were written, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.packages import files
from mlplatform.packages.files import FOLDER, Records, text_of
from packages.records import FIRST, approved, file, finding, policy, recall, request, scan, version

BAD_NAMES = ["six", "six==", "==1.0", "six==one", "six!==1.0", "six==1.0==2", "../six==1.0"]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    found = Records(tmp_path)
    files.place(found.policy_path, text_of(policy()))
    return found


def test_the_policy_of_the_platform_holds() -> None:
    assert Records(FOLDER).policy().approvals_needed >= 2


def test_what_is_written_is_read_the_same(records: Records) -> None:
    one = approved(request(scan=scan(finding())), accept=(finding().id,))
    path = records.write_request(one)
    assert path.name == "six-1.17.0.yaml"
    assert records.requests() == [one]
    assert records.request("six==1.17.0") == one
    assert records.request(str(path)).digest() == one.digest()
    records.write_recall(recall("six==1.17.0"))
    assert records.recalls() == [recall("six==1.17.0")]


def test_a_version_with_an_epoch_and_a_local_part_has_a_file(records: Records) -> None:
    one = request(version("torch", "1!2.5.0+cpu"))
    assert records.write_request(one).name == "torch-1!2.5.0+cpu.yaml"
    assert records.request("torch==1!2.5.0+cpu") == one


def test_a_name_is_read_as_python_normalizes_it(records: Records) -> None:
    records.write_request(request(version("zope-interface", "7.0")))
    assert records.request("Zope.Interface==7.0").package == "zope-interface"


@pytest.mark.parametrize("text", BAD_NAMES)
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"is no version of a package .*; allowed: NAME==VERSION"):
        files.key_of(text)


def test_a_request_that_is_not_there_is_refused_with_those_that_are(records: Records) -> None:
    records.write_request(request())
    with pytest.raises(BadInput, match=r'request "idna==3.10": no file .*; allowed: six==1.17.0'):
        records.request("idna==3.10")


def test_a_file_of_another_name_is_refused(records: Records) -> None:
    path = records.write_request(request())
    path.rename(path.with_name("idna-3.10.yaml"))
    with pytest.raises(BadInput, match=r"is of six==1.17.0; allowed: the name six-1.17.0.yaml"):
        records.requests()


def test_a_file_that_is_no_record_is_refused(records: Records) -> None:
    records.write_request(request()).with_name("six-1.17.0.yml").write_text("{}")
    with pytest.raises(BadInput, match=r"holds six-1.17.0.yml; allowed: NAME-VERSION.yaml alone"):
        records.requests()


def test_a_field_that_nobody_knows_is_refused(records: Records) -> None:
    path = records.write_request(request())
    path.write_text(path.read_text() + "approved_by: everybody\n")
    with pytest.raises(BadInput, match=r"six-1.17.0.yaml: approved_by: Extra inputs are not permitted"):
        records.requests()


@pytest.mark.parametrize("name", ["../six.whl", "a/b.whl", ".six.whl", "-six.whl", "six whl"])
def test_a_file_that_would_lead_elsewhere_is_refused(records: Records, name: str) -> None:
    path = records.write_request(request())
    path.write_text(path.read_text().replace("six-1.17.0-py3-none-any.whl", f'"{name}"'))
    with pytest.raises(BadInput, match=r"six==1.17.0: a file is called .*; allowed: a plain name"):
        records.requests()


def test_a_list_on_which_one_stands_twice_is_refused(records: Records) -> None:
    people = [{"id": FIRST, "email": f"{one}@bank.example"} for one in "abc"]
    files.place(records.policy_path, text_of(policy(approvers=people)))
    with pytest.raises(BadInput, match="approvers: one is there twice"):
        records.policy()


def test_a_list_that_leaves_nobody_beside_the_requester_is_refused(records: Records) -> None:
    files.place(records.policy_path, text_of(policy(approvals_needed=3)))
    with pytest.raises(BadInput, match="approvals_needed: is 3 of 3 approvers; allowed: at most 2"):
        records.policy()


def test_a_write_that_is_cut_off_leaves_what_stood(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    path = records.write_request(request())
    before = path.read_text()

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        records.write_request(approved(request()))
    assert path.read_text() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_a_killed_run_left_is_no_record(records: Records) -> None:
    path = records.write_request(request())
    path.with_name(f".{path.name}.4711").write_text("half of")
    assert records.requests() == [request()]


def test_a_request_says_what_it_says_in_few_lines(records: Records) -> None:
    text = records.write_request(request(version("six", "1.17.0", files=(file("six.whl", "x"),)))).read_text()
    assert "null" not in text
    assert text.startswith("package: six\nversion: 1.17.0\nrequester: u300001\n")
