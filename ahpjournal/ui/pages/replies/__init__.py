"""What coaches sent back: reading it, adding it, and looking at it again."""
