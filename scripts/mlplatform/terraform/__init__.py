"""Terraform: the binary and its provider, the roots people apply, and runs that carry on."""
