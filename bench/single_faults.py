#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What becomes of random single faults in CPU boards that a topology has at least twice.

Every fault lands in a machine whose boards are all good: they are replaced behind each. Where a machine
stops itself (due), the next one goes on with the rest of the faults. Prints outcomes by model, and the
elapsed cycles that each fault cost, for every topology.

usage: bench/single_faults.py [BUILD_FOLDER] [--faults N] [--seed S]
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile

MODELS = ("seu", "stuck_at_0", "stuck_at_1", "clock_glitch", "edge_doubled", "board_dead")
BOARDS = {"duplex": 2, "tmr": 3, "pair_and_spare": 2}
APART = 100_000  # elapsed cycles from a fault to the next
REPLACED = 60_000  # from a fault to the replacement of all boards


def scenario(topology, faults, seed):
    lines = [f"seed = {seed}"]
    for i, (model, at) in enumerate(faults):
        start = 30_000 + i * APART
        lines += ["[[fault]]", f'what = "{model}"', 'where = "any"', f"at = {start + at}"]
        for board in range(BOARDS[topology]):
            lines += ["[[replace]]", f'board = "cpu{board}"', f"at = {start + REPLACED}"]
    return "\n".join(lines) + "\n"


def run(build, topology, faults, seed, folder):
    path = pathlib.Path(folder) / "faults.toml"
    path.write_text(scenario(topology, faults, seed), encoding="utf-8")
    cycles = 30_000 + len(faults) * APART
    done = subprocess.run(
        [build / "bin" / "ftsim", "--topology", topology, "--scenario", path, "--cycles",
         str(cycles), "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--faults", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for topology in BOARDS:
        draw = random.Random(arguments.seed)
        left = [(draw.choice(MODELS), draw.randrange(10_000)) for _ in range(arguments.faults)]
        outcomes, lost, seed = {}, 0, arguments.seed
        with tempfile.TemporaryDirectory() as folder:
            while left:
                result = run(arguments.build, topology, left, seed, folder)
                landed = result["faults"]
                for fault in landed:
                    key = (fault["model"], fault["outcome"])
                    outcomes[key] = outcomes.get(key, 0) + 1
                lost += result["cycles_lost"] - result["snapshot_cycles"]
                left = left[max(len(landed), 1):]
                seed += 1
        judged = sum(outcomes.values())
        kinds = sorted({outcome for _, outcome in outcomes})
        print(f"{topology}: {judged} faults, {lost / judged:.0f} cycles lost a fault")
        print("  model         " + "".join(f"{kind:>20}" for kind in kinds))
        for model in MODELS:
            counts = [outcomes.get((model, kind), 0) for kind in kinds]
            print(f"  {model:<14}" + "".join(f"{count:>20}" for count in counts))
        wrong = sum(count for (_, outcome), count in outcomes.items()
                    if outcome in ("sdc", "crash", "hang"))
        due = sum(count for (_, outcome), count in outcomes.items() if outcome == "due")
        bound = f"under {300 / judged:.1f} % at 95 %" if wrong == 0 else f"{100 * wrong / judged:.1f} %"
        print(f"  wrong output: {wrong} ({bound}); stopped itself: {due} "
              f"({100 * due / judged:.1f} %)")


if __name__ == "__main__":
    main()
