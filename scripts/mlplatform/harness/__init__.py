"""Plans many small uses of the modules at once, and answers for each as if it had been planned alone."""
