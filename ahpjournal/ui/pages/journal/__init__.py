"""The reflective journal: finding entries on the left, writing one on the right."""
