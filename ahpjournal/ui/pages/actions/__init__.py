"""Action plans: a list and one action in full."""
