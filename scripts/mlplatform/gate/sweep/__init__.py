"""Every attribute of every resource type that takes a KMS key, and whether the plans give it one of ours."""
