"""One box from which everything can be done: every page and every action, found by its name."""
