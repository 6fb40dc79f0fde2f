"""The embedded AWS: moto's server on a loopback port, and a layer for what moto lacks or gets wrong.

``control`` starts and stops it; ``docs/adr/0003-embedded-aws.md`` says why it is as it is.
"""
