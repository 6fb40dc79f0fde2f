"""Policies of an organization: where they bind, what they deny, the data perimeter."""
