"""One life of what watches an account; ``test_guards`` has what is made by operations of its own."""

from __future__ import annotations

from local_aws.cases import Case

CASES = [
    Case(
        "securityhub", "Hub", {"ControlFindingGenerator": "STANDARD_CONTROL"}, lambda *_: {},
        change={"AutoEnableControls": False},
    ),
]  # fmt: skip
