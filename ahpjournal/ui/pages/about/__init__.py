"""Where the data is, other journals, help and licences."""
