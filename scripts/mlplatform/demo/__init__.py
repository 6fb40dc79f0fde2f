"""The whole platform on this machine: all applied to an embedded AWS, shown to stand, and taken away."""
