"""What a change touches, so that a pipeline plans that and nothing else."""
