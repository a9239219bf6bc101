"""Profile, look and text size."""
