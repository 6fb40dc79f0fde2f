"""What is kept, backed up, spread over zones and watched."""
