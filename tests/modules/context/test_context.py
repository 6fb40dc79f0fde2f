"""Where resources stand and for whom: names and tags that everything else leans on."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples


@pytest.mark.control("SM-38")
def test_tags_of_the_platform_stand_beside_those_of_the_use_case() -> None:
    outputs = plan_examples("context").outputs["with_tags"]
    assert outputs["tags"] == {
        "cost_centre": "CC-4711",
        "data_classification": "confidential",
        "environment": "prod",
        "managed_by": "terraform",
        "organization": "bank",
        "use_case": "credit_risk",
    }


def test_names_begin_with_organization_use_case_and_environment() -> None:
    outputs = plan_examples("context").outputs["with_tags"]
    assert outputs["context"]["name_prefix"] == "bank-credit-risk-prod"
