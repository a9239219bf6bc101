"""Starts the program: the window, a command, or the process that reads returned PDFs."""

import sys

READER = "read-returned-pdf"
"""The word with which the program starts as the process that reads PDFs."""


def main() -> int:
    """Run what the command line asks for, and give the exit code."""
    if sys.argv[1:] == [READER]:  # it needs nothing else of the program, and should start at once
        from ahpjournal.services.returned_pdfs import run_reader

        return run_reader()
    from ahpjournal.cli import main as run_command

    return run_command()


if __name__ == "__main__":
    sys.exit(main())
