"""The long run of the fault harness: kills, damaged files and disks in trouble, with figures.

    python3 packaging/dev.py bench faults [--kills 1000] [--damaged 500] [--seed N] [--only NAME]

NAME is an activity (saving, typing, …), "damage" or "disk". Ends with 1 if anything was lost.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.builders import PASSPHRASE  # noqa: E402 - found from the root above
from tests.faults import disks, kills  # noqa: E402
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


def run_disks() -> bool:
    """Try disks in trouble, plain and encrypted; tell whether all is well."""
    is_good = True
    for kind in KINDS:
        for name, seen in _disks(kind):
            if seen is None:
                print(f"{name} ({kind}): not possible here: no right to mount, or no compiler")
                continue
            codes = ", ".join(f"{code} {count}" for code, count in seen.codes.items())
            print(
                f"{name} ({kind}): {seen.acknowledged} acknowledged, {seen.refused} refused"
                f" ({codes}), {seen.faults} faults injected, {seen.lost} lost,"
                f" {len(seen.problems)} wrong",
                flush=True,
            )
            for problem in seen.problems[:5]:
                print(f"    {problem}")
            is_good = is_good and not seen.lost and not seen.problems
    return is_good


def _disks(kind: str) -> Iterator[tuple[str, disks.Seen | None]]:
    with _folder() as folder:
        yield "file size limit", disks.start("limit", folder, kind)
    for name, scenario in (("small disk", "small"), ("read-only disk", "frozen")):
        with _folder() as folder, disks.small_disk(folder) as is_mounted:
            yield name, disks.start(scenario, folder, kind) if is_mounted else None
    with _folder() as folder, _folder() as place:
        shim = disks.build_shim(place)
        seen = disks.start("failing", folder, kind, LD_PRELOAD=str(shim)) if shim else None
        yield "failing disk", seen


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ahpjournal-faults-") as name:
        yield Path(name)


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
    if wish.only not in {"damage", "disk"}:
        is_good = run_kills(wish.kills, wish.only, wish.seed)
    if wish.only in {"", "damage"}:
        is_good = run_damage(wish.damaged) and is_good
    if wish.only in {"", "disk"}:
        is_good = run_disks() and is_good
    print(f"{'all is well' if is_good else 'NOT WELL'} ({time.monotonic() - started:.0f} s)")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
