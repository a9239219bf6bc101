"""The command line: thin over the services, works without a screen."""

import sys
from functools import partial

from ahpjournal.cli.outcomes import exit_code_of
from ahpjournal.cli.window import open_window, window_asked_for

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give the exit code; never shows a traceback.

    Whatever is made meanwhile can be read by its owner only.
    """
    given = sys.argv[1:] if arguments is None else arguments
    asked = window_asked_for(given)
    if asked is not None:  # in everyday use: no command is loaded
        return exit_code_of(partial(open_window, asked.journal, is_demo=asked.is_demo))

    def run() -> int:
        from ahpjournal.cli.program import run_command

        return run_command(given)

    return exit_code_of(run, as_json="--json" in given)
