"""Documentation from code: what is written, and what is found out of order."""
