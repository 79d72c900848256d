#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Guests that do everything wrong: the machine goes on, on every kernel and with faults beside.

usage: hostile_test.py FTSIM FIRMWARE_FOLDER
"""

import pathlib
import subprocess
import sys
import tempfile

WAYS = {
    "duplex": [],
    "all evaluated": ["--evaluate", "all"],
    "simplex": ["--topology", "simplex"],
    "systemc": ["--kernel", "systemc"],
    "wait states": ["--mem-latency", "3"],
    "faults": ["--faults", "8"],
    "read-only disk": [],
}
EXPECTED = ["everywhere: many traps", "queues: some broken", "queues: some broken",
            "storm: 3000 interrupts"]


def main(ftsim, firmware):
    wrong = 0
    events = {}
    for way, arguments in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            disk = pathlib.Path(folder) / "disk.img"
            disk.write_bytes(bytes(64 * 512))
            log = pathlib.Path(folder) / "events"
            mode = ",ro" if way == "read-only disk" else ""
            done = subprocess.run(
                [ftsim, "--program", f"{firmware}/hostile_garbage.elf", "--disk", f"{disk}{mode}",
                 "--net", "requests,count=5", "--cycles", "1e8", "--events", log, *arguments],
                stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
                check=False, timeout=300)
            events[way] = log.read_text(encoding="ascii") if log.exists() else ""
        lines = [line for line in done.stdout.splitlines() if line in EXPECTED]
        if done.returncode != 0 or lines != EXPECTED:
            print(f"{way}: exit status {done.returncode}\n{done.stdout[-800:]}{done.stderr[-800:]}")
            wrong += 1
    for way in ("all evaluated", "systemc"):
        if events[way] != events["duplex"]:
            print(f"{way}: another event log than the shared evaluation's")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
