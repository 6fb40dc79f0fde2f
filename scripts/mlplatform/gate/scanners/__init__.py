"""Scanners that answer the controls which they cover well, in the same report."""
