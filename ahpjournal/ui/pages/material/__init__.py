"""What one writes from: prompts, templates and tags."""
