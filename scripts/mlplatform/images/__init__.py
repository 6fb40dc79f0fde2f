"""The bank's own images: what each is made of, whether that keeps to the rules, built, and its digest."""
