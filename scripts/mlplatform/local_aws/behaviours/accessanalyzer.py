"""Access Analyzer: archive rules given with the analyzer."""

from __future__ import annotations

from mlplatform.local_aws import engine
from mlplatform.local_aws.scene import Scene, after_create
from mlplatform.local_aws.world import Record

SERVICE = "accessanalyzer"


@after_create(SERVICE, "Analyzer")
def make_archive_rules(scene: Scene, record: Record, request: Record) -> None:
    """Archive rules in the request become records of their own."""
    for rule in request.get("archiveRules", []):
        engine.create(scene, "ArchiveRule", {**rule, "analyzerName": record["name"]})
