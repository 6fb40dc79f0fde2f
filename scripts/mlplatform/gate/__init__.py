"""The policy gate: any plan in, every control answered pass, fail or undecided.

``controls/<ID>/`` ask, ``judge`` asks them, ``report`` holds what came out and ``reports/`` tell it. What a
check may look at is a ``world`` of resources and their policies; ``expect`` has what many ask alike. What a
family of checks shares stands in a folder of its own: ``iam``, ``holding`` (whether a request is refused),
``network``, ``stores`` (keys and buckets), ``sweep`` (all that takes a key), ``ml``, ``delivery``,
``organizations``, ``reliability``.
"""
