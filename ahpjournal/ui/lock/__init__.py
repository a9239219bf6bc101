"""Locking and unlocking: when, what is shown meanwhile, and how one gets back in."""
