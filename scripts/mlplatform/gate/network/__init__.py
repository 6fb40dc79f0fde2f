"""The network of the plans: what stands where, what leads where, and what may pass."""
