"""Home: the one next step, quick capture, and a picture of where one stands."""
