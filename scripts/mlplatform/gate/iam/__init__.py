"""IAM as the checks read it: actions, the documents of a plan, and who holds which of them."""
