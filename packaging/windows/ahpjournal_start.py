"""What the Windows programs run: says that this is an installed program, then starts it."""

import sys

sys.frozen = True  # type: ignore[attr-defined]  # it starts itself again by its own name

if __name__ == "__main__":
    import runpy

    runpy.run_module("ahpjournal", run_name="__main__", alter_sys=True)
