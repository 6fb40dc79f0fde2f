"""Packages of the bank: what was asked for, scanned and approved, and what stands in CodeArtifact."""
