"""A CloudFormation template as the plans that the gate judges: one for each way that it may come out."""
