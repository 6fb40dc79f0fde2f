"""Plans modules from their README examples and their rejected inputs, for tests to read."""
