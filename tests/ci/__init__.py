"""Tests of pipelines: what they plan, and what they can never do."""
