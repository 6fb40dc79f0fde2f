"""Tests of ``mlplatform.gate``."""
