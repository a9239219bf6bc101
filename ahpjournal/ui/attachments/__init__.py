"""Files kept with a reflection, as tiles below its text."""
