"""The policy gate: any plan in, every control answered pass, fail or undecided.

``controls/<ID>/`` asks; ``world`` is what a check may look at; ``judge`` runs the checks; ``report`` tells.
"""
