"""The command line: thin over the services, works without a screen."""

from ahpjournal.cli.program import main

__all__ = ["main"]
