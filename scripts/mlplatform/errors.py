"""The errors people see: one clear line each, and the exit code that goes with it."""

from __future__ import annotations


class PlatformError(Exception):
    """Something a person must act on. ``exit_code`` is what the command ends with."""

    exit_code = 1


class Findings(PlatformError):
    """The run worked, and what it looked at does not hold."""


class BadInput(PlatformError):
    """What was given cannot be used: says what, where, what was found and what is allowed."""

    exit_code = 2


class ToolMissing(PlatformError):
    """A program is missing or too old: says which, and how to get it."""

    exit_code = 3
