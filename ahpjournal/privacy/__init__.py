"""What in a text points to a person: found by rules, with a reason for each, over plain strings."""
