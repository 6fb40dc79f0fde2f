"""One package for each control; see ``mlplatform.gate.catalogue``."""
