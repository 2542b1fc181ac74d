"""Puts mutated case files, packs, tables and JSON to their readers, breaks surveys off, and tells what is wrong.

Run `python tools/attack_inputs.py --inputs 200000 --interrupted 200 --seed 1`. Of all inputs six in ten are cases, two
in ten JSON, and one in ten each packs and tables. What must not happen: an exception that is no InputError, a message
that is long, empty or holds control characters, an input that takes longer than ten seconds, a case that is read again
as another, rows that are lost, files that are left behind. Seconds are the processor's, so that a busy machine makes no
input slow. Exit status 1 when it did; the seed of each is told.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.attack.targets import TARGETS
from tools.populations import population

KINDS = (*["case"] * 6, *["json"] * 2, "rules", "table")
SECONDS, SHOWN = 10, 20
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROWS, LONGEST_WAIT = 2000, 4.0
OURS = "__main__.py"
"""A traceback without it is of a Python that had not come to the command yet."""


def main() -> int:
    """Attack, print what came of it, and return the exit status."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--inputs", type=int, default=200_000)
    reader.add_argument("--interrupted", type=int, default=200, help="surveys that are broken off")
    reader.add_argument("--seed", type=int, default=1)
    arguments = reader.parse_args()
    tried: Counter[str] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        seeds = [f"{arguments.seed}-{number}" for number in range(arguments.inputs)]
        for kind, problem in pool.map(attacked, seeds, chunksize=200):
            tried[kind] += 1
            wrong += [problem] if problem else []
    wrong += interrupted(arguments.interrupted, Random(arguments.seed))
    told = ", ".join(f"{count:,} of kind {kind}" for kind, count in sorted(tried.items()))
    print(f"inputs: {told}; surveys broken off: {arguments.interrupted}; wrong: {len(wrong)}")
    for problem in wrong[:SHOWN]:
        print(f"  {problem}")
    return int(bool(wrong))


def attacked(seed: str) -> tuple[str, str]:
    """Make one input and put it to its reader; return its kind, and what is wrong or nothing."""
    random = Random(seed)
    kind = random.choice(KINDS)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _too_slow)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        TARGETS[kind](random)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        return kind, f"{kind} {seed}: {type(error).__name__}: {str(error)[:300]}"
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
    return kind, ""


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"longer than {SECONDS} seconds")


def interrupted(number: int, random: Random) -> Iterator[str]:
    """Break surveys off at any time, and yield what is wrong: files left behind, tracebacks, other statuses."""
    from pmo_expert import load_knowledge

    with TemporaryDirectory() as folder:
        rows = Path(folder, "rows.csv")
        population(load_knowledge(), ROWS, style="text").write_csv(rows)
        for place in range(number):
            ended_by = random.choice(SIGNALS)
            status, err = _broken_off(rows, ended_by, random.uniform(0, LONGEST_WAIT))
            left = sorted(path.name for path in Path(folder).iterdir() if path != rows)
            if not _may_be(status, ended_by, left, err):
                yield f"survey {place}, {ended_by.name}: status {status}, left {left}, said {err[:200]!r}"
            Path(folder, "out.csv").unlink(missing_ok=True)


def _may_be(status: int, ended_by: signal.Signals, left: list[str], err: str) -> bool:
    """Say whether all was written and told so, or nothing was; a signal may come when the files are there already."""
    if "Traceback" in err:
        return OURS not in err and not left and status in (1, -ended_by)
    if left == ["out.csv"]:
        return status == 0 or "nothing was written" not in err
    return not left and status in (130, 128 + ended_by, -ended_by)


def _broken_off(rows: Path, ended_by: signal.Signals, wait: float) -> tuple[int, str]:
    command = [sys.executable, "-m", "pmo_expert", "survey", str(rows), "--out", str(rows.with_name("out.csv"))]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(wait)
        running.send_signal(ended_by)
        _, err = running.communicate(timeout=60)
    return running.returncode, err


if __name__ == "__main__":
    sys.exit(main())
