"""How much memory the program holds at rest with 10,000 entries, beside a bare window.

Both are children of this process, on the same unseen screen and of the same size. The program is
asked when it has shown its first page and made the backup of the day, which is as much as it does
unasked. Figures are resident sizes in the system's own count; shared libraries count in full for
both. Bar: 1.7 x.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import make_journal

BAR = 1.7
CHILD = "--child"
RESTS_AFTER_S, AT_MOST_S = 6.0, 120.0
SIZE = (1440, 900)


def resident_mb(number: int) -> float:
    """Give the resident size of a process in megabytes."""
    lines = Path(f"/proc/{number}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def measure(command: list[str], home: Path, is_ready: Path | None) -> float:
    """Start *command* and give its resident size once *is_ready* is there and it rests."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "AHPJOURNAL_HOME": str(home)}
    process = subprocess.Popen(command, env=variables)
    try:
        started = time.monotonic()
        while is_ready is not None and not any(is_ready.glob("*/*.ahpjournal")):
            if time.monotonic() - started > AT_MOST_S or process.poll() is not None:
                raise SystemExit("The program made no backup.")
            time.sleep(0.2)
        time.sleep(RESTS_AFTER_S)
        return resident_mb(process.pid)
    finally:
        process.kill()
        process.wait()


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--journal", type=Path)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        journal = wish.journal or home / "ten.ahpjournal"
        if wish.journal is None:
            make_journal(journal, wish.entries)
        floor = measure([sys.executable, __file__, CHILD], home, None)
        program = [sys.executable, "-m", "ahpjournal", str(journal)]
        used = measure(program, home, home / "Backups")
    print(f"bare window  {floor:6.0f} MB")
    print(f"program      {used:6.0f} MB")
    print(f"program / bare window  {used / floor:.2f}  (bar {BAR})")
    return 0 if used / floor <= BAR else 1


def bare_window() -> int:
    """Show a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(bare_window() if sys.argv[1:2] == [CHILD] else main())
