#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What it costs to bring a memory board back: how long the copy takes behind the running guest, for
how long the machine stands still, and how often the guest may write before it is throttled.

usage: bench/reintegration.py [BUILD_FOLDER]
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

DIES = 3_000_000  # elapsed cycles, behind the last page's first use: 256 MiB have 65,536 pages
PAUSE_WANTED = 20_000


def run(build, mib, gap, folder):
    """The run's result, and the event of the board's return; None where it has not come back."""
    scenario = pathlib.Path(folder) / "memory.toml"
    scenario.write_text(
        f'[[fault]]\nwhat = "board_dead"\nwhere = "mem0"\nat = {DIES}\nfor = 1000\n',
        encoding="utf-8")
    events = pathlib.Path(folder) / "events.jsonl"
    cycles = DIES + 2 * (mib << 18) + 4_000_000
    done = subprocess.run(
        [build / "bin" / "ftsim", "--topology", "server", "--program",
         build / "firmware" / f"writes_{mib}_{gap}.elf", "--ram", "512M", "--scenario", scenario,
         "--cycles", str(cycles), "--golden", "off", "--events", events, "--format", "json"],
        check=False, stdout=subprocess.PIPE, text=True)
    back = [event for event in map(json.loads, events.read_text(encoding="utf-8").splitlines())
            if event["event"] == "reintegration"]
    return json.loads(done.stdout), back[0] if back else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    build = parser.parse_args().build
    print("  MiB  gap  cycles a write  copied after  last pause  throttled  slower by")
    with tempfile.TemporaryDirectory() as folder:
        for mib, gap in ((16, 8), (64, 8), (256, 8), *((16, gap) for gap in (32, 4, 2, 1, 0))):
            result, back = run(build, mib, gap, folder)
            if back is None:
                print(f"{mib:>5}{gap:>5}  never")
                continue
            took = back["elapsed_cycle"] - back["pause"] - DIES - 1000
            throttled = result["memory"]["throttle_cycles"]
            ok = "" if back["pause"] < PAUSE_WANTED else "  more than wanted"
            print(f"{mib:>5}{gap:>5}{gap + 2:>16}{took:>14,}{back['pause']:>12,}{throttled:>11,}"
                  f"{100 * throttled / took:>9.1f} %{ok}")


if __name__ == "__main__":
    main()
