"""What pipelines do with packages and images: one at a time, from main as it stands, and scanned before it is seen."""

from __future__ import annotations

import re

from ci.workflows import commands, every_job, jobs, workflow


def test_two_publishes_never_run_at_once() -> None:
    """Nor does anything else that has the role: one waits for the other, none is broken off half-way, and none
    that waits is cancelled for another, which may not do its work."""
    using = {job: written for _, job, written in every_job() if written.get("environment") == "packages"}
    assert set(using) == {"publish", "daily", "weekly", "request"}
    for job, written in using.items():
        waits = {"group": "packages", "cancel-in-progress": False, "queue": "max"}
        assert written["concurrency"] == waits, job
    build = jobs("images")["build"]["concurrency"]
    assert build == {"group": "images-${{ matrix.image }}", "cancel-in-progress": False}


def test_what_has_the_role_of_packages_goes_by_all_of_main_as_it_stands() -> None:
    for job in ("publish", "daily", "weekly"):
        (checkout,) = [step for step in jobs("packages")[job]["steps"] if "checkout" in step.get("uses", "")]
        assert (checkout["with"]["ref"], checkout["with"]["fetch-depth"]) == ("${{ github.ref }}", 0), job
    assert jobs("request")["request"]["steps"][0]["with"]["ref"] == "${{ github.ref }}"
    assert jobs("packages")["check"]["steps"][0]["with"]["fetch-depth"] == 0


def test_what_came_since_the_last_publish_is_scanned_before_the_next() -> None:
    """Also what came with a push whose run failed: its own run is not the one that would publish it."""
    said = commands(jobs("packages")["publish"])
    order = (
        "mlp ci recalls",
        "mlp packages recall",
        "mlp ci requests",
        "mlp packages scan --check",
        "mlp packages publish --all",
    )
    places = [said.index(one) for one in order]
    assert places == sorted(places)
    (scan,) = [step for step in jobs("packages")["publish"]["steps"] if "ci requests" in step.get("run", "")]
    assert scan["env"] == {"SINCE": "${{ needs.since.outputs.commit }}"}
    since = commands(jobs("packages")["since"])
    assert "--workflow packages.yml --branch main --event push --status success" in since
    assert not any("if" in step for step in jobs("packages")["publish"]["steps"])


def test_each_schedule_has_its_job() -> None:
    crons = {each["cron"] for each in workflow("packages")["on"]["schedule"]}
    asked = [
        re.findall(r"github\.event\.schedule == '(.*?)'", job.get("if", ""))
        for job in jobs("packages").values()
    ]
    assert sorted(cron for each in asked for cron in each) == sorted(crons)
