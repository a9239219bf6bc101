"""The modules of the programme: before, during and after each."""
