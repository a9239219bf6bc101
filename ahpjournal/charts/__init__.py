"""Charts as data: what is drawn, said and tabled, before anybody paints it."""
