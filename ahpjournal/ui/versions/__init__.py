"""Earlier versions of a reflection or an action: listed, compared and brought back."""
