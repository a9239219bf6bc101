"""Charts of self-rating over time, each with its table and a sentence."""
