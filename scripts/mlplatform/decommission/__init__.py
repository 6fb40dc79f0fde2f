"""The end of a use case: what goes, what stays and is written down, and the order that works."""
