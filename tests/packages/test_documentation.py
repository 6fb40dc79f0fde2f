"""docs/packages.md shows a record as it is."""

from __future__ import annotations

import yaml

from mlplatform.packages.record import Request
from mlplatform.paths import REPOSITORY


def test_the_record_that_the_page_shows_is_one() -> None:
    (shown,) = (REPOSITORY / "docs" / "packages.md").read_text().split("```yaml\n")[1:]
    request = Request.model_validate(yaml.safe_load(shown.split("```")[0]))
    assert request.key == "python-dateutil==2.9.0.post0"
    assert (request.scan, request.approvals, request.expires) == (None, (), None)
