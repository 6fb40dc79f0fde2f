"""A Terraform plan as typed Python: resources, what is known, what stays unknown, policies."""
