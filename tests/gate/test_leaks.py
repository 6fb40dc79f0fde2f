"""Secrets written in the clear: each is found, and none is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gate.plans import subject, world
from mlplatform.gate.stores import leaks

SECRET = "correct-horse-battery"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        pytest.param({"environment": [{"variables": {"DB_PASSWORD": SECRET}}]}, 1, id="a variable"),
        pytest.param({"environment": [{"variables": {"DB_PASSWORD_ARN": SECRET}}]}, 0, id="the name of one"),
        pytest.param({"environment": [{"variables": {"TOKEN": "/bank/token"}}]}, 0, id="a path"),
        pytest.param({"environment_variable": [{"name": "API_KEY", "value": SECRET}]}, 1, id="in the clear"),
        pytest.param(
            {"environment_variable": [{"name": "API_KEY", "value": SECRET, "type": "SECRETS_MANAGER"}]},
            0,
            id="by name",
        ),
        pytest.param(
            {"parameter": [{"name": "password_encryption", "value": "scram-sha-256"}]}, 0, id="a setting"
        ),
        pytest.param(
            {
                "container_definitions": json.dumps(
                    [{"environment": [{"name": "DB_PASSWORD", "value": SECRET}]}]
                )
            },
            1,
            id="of a container",
        ),
        pytest.param({"text": f"postgres://keeper:{SECRET}@db.internal/x"}, 1, id="an address"),
        pytest.param({"text": "postgres://keeper@db.internal/x"}, 0, id="an address without"),
        pytest.param({"text": "AKIA" + "ABCDEFGHIJKLMNOP"}, 1, id="an access key"),
    ],
)
def test_a_secret_is_found_and_not_told(values: dict[str, Any], found: int) -> None:
    told = list(leaks.shown(subject(world({"aws_thing.x": values}), "aws_thing.x")))
    assert len(told) == found
    assert SECRET not in str(told)
