"""CloudFormation templates under the gate: each in every way that it may come out, and one answer of all."""
