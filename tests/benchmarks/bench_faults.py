"""The long run of the fault harness: kills, damaged files and disks in trouble, with figures.

    python3 packaging/dev.py bench faults [--kills 1000] [--damaged 500] [--seed N] [--only NAME]

NAME is an activity (saving, typing, …), "damage" or "disk". Ends with 1 if anything was lost.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.builders import PASSPHRASE  # noqa: E402 - found from the root above
from tests.faults import kills  # noqa: E402
from tests.faults.activities import activities  # noqa: E402
from tests.faults.damage import Judge  # noqa: E402

KINDS = ("plain", "encrypted")


def run_kills(total: int, only: str, seed: int) -> bool:
    """Spread *total* kills over the activities, plain and encrypted; tell whether all is well."""
    chosen = [a for a in activities() if only in {"", a.name}]
    weight = sum(activity.weight for activity in chosen)
    print(
        f"{'killed in':<12} {'kind':<10} {'kills':>6} {'saved':>7} {'lost':>5} {'wrong':>6}  typing"
    )
    is_good, killed, saved, lost, wrong, seconds = True, 0, 0, 0, 0, 0.0
    for activity in chosen:
        rounds = max(1, round(total * activity.weight / weight / len(KINDS)))
        for kind in KINDS:
            with tempfile.TemporaryDirectory(prefix="ahpjournal-faults-") as folder:
                found = kills.run(
                    activity, rounds, Path(folder), is_encrypted=kind == "encrypted", seed=seed
                )
            is_good = is_good and found.is_good
            killed, saved = killed + found.kills, saved + found.acknowledged
            lost, wrong = lost + found.lost, wrong + len(found.problems)
            seconds = max(seconds, found.most_seconds)
            print(
                f"{found.activity:<12} {kind:<10} {found.kills:>6} {found.acknowledged:>7}"
                f" {found.lost:>5} {len(found.problems):>6}  {found.most_seconds:.2f} s",
                flush=True,
            )
            for problem in found.problems[:5]:
                print(f"    {problem}")
    print(
        f"{killed} kills: {saved} acknowledged, {lost} lost, {wrong} not sound afterwards;"
        f" at most {seconds:.2f} s of typing lost"
    )
    return is_good


def run_damage(files: int) -> bool:
    """Judge *files* damaged files, plain and encrypted; tell whether all is well."""
    is_good = True
    for kind in KINDS:
        with tempfile.TemporaryDirectory(prefix="ahpjournal-faults-") as folder:
            judge = Judge(Path(folder), PASSPHRASE if kind == "encrypted" else None)
            for number in range(files):
                judge.judge(number)
        print(f"--- {kind}")
        print("\n".join(judge.figures.lines()), flush=True)
        is_good = is_good and not judge.figures.wrongs
    return is_good


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--damaged", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20_260_112)
    parser.add_argument("--only", default="")
    wish = parser.parse_args()
    kills.stretch_little()
    started = time.monotonic()
    is_good = True
    if wish.only != "damage":
        is_good = run_kills(wish.kills, wish.only, wish.seed)
    if wish.only in {"", "damage"}:
        is_good = run_damage(wish.damaged) and is_good
    print(f"{'all is well' if is_good else 'NOT WELL'} ({time.monotonic() - started:.0f} s)")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
