"""Tests of the embedded AWS: a real server, and boto3 and Terraform against it."""
