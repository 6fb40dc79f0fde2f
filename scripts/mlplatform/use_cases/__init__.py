"""Use cases: a page of YAML each, checked against a schema and against one another."""
