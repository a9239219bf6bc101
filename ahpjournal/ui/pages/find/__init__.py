"""Finding anything written: by words and filters, in time, and on a calendar."""
