"""Starts the program: the window, or a command."""

import sys

from ahpjournal.cli import main

if __name__ == "__main__":
    sys.exit(main())
