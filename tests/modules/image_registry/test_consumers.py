"""Images are pulled by digest alone: no policy can say so, so every place that names an image refuses a tag."""

from __future__ import annotations

import re

import pytest

from harness.examples import plan_case
from harness.rejects import assert_rejected
from mlplatform.harness import definitions, tree
from mlplatform.harness.definitions import Reject
from mlplatform.plan.reader import Plan

TAKEN = re.compile(r"[0-9]{12}\.dkr\.ecr\.eu-west-2\.amazonaws\.com(\.cn)?/[a-z0-9._/-]+@sha256:[0-9a-f]{64}")
DIGEST = "@sha256:" + "0" * 64
REFUSED = [case for case in definitions.rejects("studio", tree.checkout()).rejects if "SM-23" in case.message]


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("image_registry", "several")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_studio_refuses_an_image_that_does_not_say_its_digest(case: Reject) -> None:
    assert_rejected("studio", case)


def test_a_tag_is_among_what_studio_refuses() -> None:
    refused = [str(case.input["images"]) for case in REFUSED]
    assert any(re.search(r"/[a-z/]+:[a-z0-9]+'", uris) for uris in refused)


def test_what_the_registry_hands_out_is_taken_with_a_digest_and_not_without(plan: Plan) -> None:
    for name in ("base", "inference", "training"):
        repository = plan.one("aws_ecr_repository", index=name).values["name"]
        uri = f"999988887777.dkr.ecr.eu-west-2.amazonaws.com/{repository}"
        assert TAKEN.fullmatch(uri + DIGEST)
        assert not TAKEN.fullmatch(f"{uri}:build-1")
        assert not TAKEN.fullmatch(uri)


def test_that_is_the_pattern_of_the_module() -> None:
    text = (tree.checkout().modules / "studio" / "variables_optional.tf").read_text().replace("\\\\", "\\")
    assert f"^{TAKEN.pattern}$".replace("eu-west-2", "${var.context.region}") in text
