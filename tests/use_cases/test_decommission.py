"""How each thing of a use case that has ended is ended; AWS is played by small objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from mlplatform.decommission import buckets, homes, made_in_studio, waiting
from mlplatform.decommission.homes import Home
from mlplatform.errors import PlatformError


class Paged:
    """A client whose lists are answered from what stands, a page for each two things."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.lists: dict[str, tuple[str, list[dict[str, Any]]]] = {}

    def get_paginator(self, call: str) -> Any:
        items, things = self.lists.get(call, ("Nothing", []))

        class Pages:
            def paginate(self, **_: Any) -> Iterator[dict[str, Any]]:
                for begin in range(0, max(len(things), 1), 2):
                    yield {items: things[begin : begin + 2]}

        return Pages()

    def called(self, name: str) -> list[dict[str, Any]]:
        return [words for call, words in self.calls if call == name]


class Sagemaker(Paged):
    """Things that people made; what is deleted is gone at the next look."""

    def __init__(self) -> None:
        super().__init__()
        empty: list[dict[str, Any]] = []
        self.lists = {kind.call: (kind.items, list(empty)) for kind in made_in_studio.KINDS}

    def stands(self, call: str, **thing: Any) -> None:
        self.lists[call][1].append(thing)

    def __getattr__(self, name: str) -> Any:
        def end(**words: Any) -> None:
            self.calls.append((name, words))
            for kind in made_in_studio.KINDS:
                if kind.end == name:
                    things = self.lists[kind.call][1]
                    things[:] = [x for x in things if any(x.get(k) != v for k, v in words.items())]

        return end


def test_what_people_made_is_ended_in_the_order_that_works() -> None:
    sagemaker, told = Sagemaker(), list[str]()
    place = {"DomainId": "d-1", "SpaceName": "work"}
    sagemaker.stands("list_spaces", **place, Status="InService")
    for name in ("one", "two", "three"):
        sagemaker.stands("list_apps", **place, AppType="JupyterLab", AppName=name, Status="InService")
    sagemaker.stands("list_apps", **place, AppType="JupyterLab", AppName="old", Status="Deleted")
    sagemaker.stands("list_training_jobs", TrainingJobName="t", TrainingJobStatus="InProgress")
    sagemaker.stands("list_endpoints", EndpointName="e", EndpointStatus="InService")
    assert made_in_studio.counted(sagemaker) == {"training job": 1, "endpoint": 1, "apps": 3, "space": 1}
    made_in_studio.end(sagemaker, told.append, every=0)
    ended = [call for call, _ in sagemaker.calls]
    assert ended == [
        "stop_training_job",
        "delete_endpoint",
        "delete_app",
        "delete_app",
        "delete_app",
        "delete_space",
    ]
    assert sagemaker.called("delete_app")[0] == {**place, "AppType": "JupyterLab", "AppName": "one"}
    assert told == ["ending 1 training job", "ending 1 endpoint", "ending 3 apps", "ending 1 space"]


def test_nothing_made_means_nothing_called() -> None:
    sagemaker = Sagemaker()
    made_in_studio.end(sagemaker, lambda _: pytest.fail("nothing to tell"), every=0)
    assert not sagemaker.calls


class Backup:
    """AWS Backup whose jobs end as they are told to."""

    def __init__(self, *ends: str, longest: int | None = 365) -> None:
        self.ends, self.longest, self.started = list(ends), longest, list[dict[str, Any]]()

    def describe_backup_vault(self, **_: Any) -> dict[str, Any]:
        return {"MaxRetentionDays": self.longest} if self.longest else {}

    def start_backup_job(self, **words: Any) -> dict[str, Any]:
        self.started.append(words)
        return {"BackupJobId": f"job-{len(self.started)}"}

    def describe_backup_job(self, BackupJobId: str) -> dict[str, Any]:
        state = self.ends[int(BackupJobId.removeprefix("job-")) - 1]
        return {"State": state, "RecoveryPointArn": "arn:point", "StatusMessage": "no room"}


HOME = Home("fs-1", "arn:fs-1", "arn:key/studio")


def snapshot(backup: Backup, jobs: list[str]) -> tuple[str, list[str]]:
    noted: list[str] = []
    point = homes.snapshot(backup, HOME, "vault", "arn:role", jobs, noted.extend, lambda _: None, every=0)
    return point, noted


def test_a_home_is_backed_up_for_as_long_as_its_vault_keeps_anything() -> None:
    backup = Backup("COMPLETED")
    assert snapshot(backup, [])[0] == "arn:point"
    [words] = backup.started
    assert words["Lifecycle"] == {"DeleteAfterDays": 365}
    assert words["IdempotencyToken"] == "fs-1-0"
    backup = Backup("COMPLETED", longest=None)
    snapshot(backup, [])
    assert "Lifecycle" not in backup.started[0]


def test_a_backup_that_a_killed_run_started_is_followed_and_not_begun_again() -> None:
    backup = Backup("COMPLETED")
    assert snapshot(backup, ["job-1"])[0] == "arn:point"
    assert not backup.started


def test_a_backup_that_failed_keeps_the_home_and_the_next_run_tries_anew() -> None:
    backup = Backup("FAILED", "COMPLETED")
    with pytest.raises(PlatformError, match=r"backup of fs-1: FAILED \(no room\); it stays"):
        snapshot(backup, [])
    assert snapshot(backup, ["job-1"]) == ("arn:point", ["job-1", "job-2"])
    assert backup.started[-1]["IdempotencyToken"] == "fs-1-1"


class Objects(Paged):
    """A bucket with versions, marks and an unfinished upload."""

    def __init__(self, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__()
        self.errors = errors or []
        versions = [{"Key": f"k{number}", "VersionId": "v"} for number in range(3)]
        self.lists["list_object_versions"] = ("Versions", versions)
        self.lists["list_multipart_uploads"] = ("Uploads", [{"Key": "half", "UploadId": "u"}])

    def delete_objects(self, **words: Any) -> dict[str, Any]:
        self.calls.append(("delete_objects", words))
        return {"Errors": self.errors}

    def abort_multipart_upload(self, **words: Any) -> None:
        self.calls.append(("abort", words))


def test_a_bucket_is_emptied_of_every_version_and_of_unfinished_uploads() -> None:
    s3 = Objects()
    assert (buckets.count(s3, "b"), buckets.count(s3, "b", 1), buckets.holds(s3, "b")) == (3, 1, True)
    assert buckets.empty(s3, "b") == 3
    gone = [item["Key"] for words in s3.called("delete_objects") for item in words["Delete"]["Objects"]]
    assert gone == ["k0", "k1", "k2"]
    assert s3.called("abort") == [{"Bucket": "b", "Key": "half", "UploadId": "u"}]


def test_an_object_that_cannot_be_deleted_is_an_error_and_not_a_success() -> None:
    with pytest.raises(ClientError, match="AccessDenied"):
        buckets.empty(Objects([{"Code": "AccessDenied", "Message": "no", "Key": "k0"}]), "b")


def test_waiting_ends() -> None:
    with pytest.raises(PlatformError, match="end of it: not done within 0 s; run it again to go on waiting"):
        waiting.until(lambda: False, "end of it", every=0, longest=0)
