#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What recording costs, how large a log is, and how fast it is played again.

Ratios are of the best of several repetitions, one beside the other in one run. Sizes come from a
program that computes under a timer of 100 Hz on the host's clock.

usage: bench/replay.py [BUILD_FOLDER] [--repetitions N] [--jump CYCLES]
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time

CYCLES = "5e7"
SNAPSHOT_CYCLES = 10_000_000    # the default of --record-snapshots
HOST_TICKS = 100                # a second


class Bench:
    def __init__(self, build, folder, repetitions):
        self.ftsim = build / "bin" / "ftsim"
        self.firmware = build / "firmware"
        self.folder = pathlib.Path(folder)
        self.repetitions = repetitions

    def say(self, *line):
        return subprocess.run([self.ftsim, *map(str, line)], check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL).stdout.decode(errors="replace")

    def json(self, *line):
        return json.loads(self.say(*line, "--format", "json"))

    def program(self, name):
        return ["--program", self.firmware / f"{name}.elf"]

    def speeds(self, lines):
        """Best cycles per second of each, in random order."""
        best = dict.fromkeys(lines, 0.0)
        for _ in range(self.repetitions):
            for name in random.sample(list(lines), len(lines)):
                best[name] = max(best[name], self.json(*lines[name])["cycles_per_second"])
        return best

    def recording(self, name):
        log = self.folder / f"{name}.ftlog"
        line = [*self.program(name), "--cycles", CYCLES]
        recording = [*line, "--record", log]
        self.say(*recording)
        best = self.speeds({"plain": line, "recording": recording,
                            "replay": ["replay", log, "--verify"]})
        print(f"{name + ': recording against not':<58} {best['recording'] / best['plain']:.3f}")
        print(f"{name + ': replay with digests verified against recording':<58} "
              f"{best['replay'] / best['recording']:.3f}")

    def ticks(self, wanted, *options):
        """Records until so many ticks are in the log: its statistics."""
        log = self.folder / "ticks.ftlog"
        speed = self.json(*self.program("ticks"), "--cycles", 2e7)["cycles_per_second"]
        cycles = int(speed * wanted / HOST_TICKS * 1.2)
        self.say(*self.program("ticks"), "--cycles", cycles, "--timer", "host", "--record", log,
                 *options)
        return self.say("log", "stat", log)

    def sizes(self):
        print(re.search("bytes per 1000.*", self.ticks(1000)).group())
        stat = self.ticks(1000, "--record-snapshots", "0", "--record-digests", "1e15")

        def row(name):
            found = re.search(rf"^{name} +([\d,]+) +([\d,]+) *([\d,]*)", stat, re.MULTILINE)
            return [int(text.replace(",", "") or 0) for text in found.groups()]
        ticks = row("timer")[0]
        everything, start = row("all"), row("snapshots alone")
        raw, compressed = (everything[i] - start[i] for i in (1, 2))
        print(f"bytes a tick, with framing, over {ticks:,}: {compressed / ticks:.2f} "
              f"({raw / ticks:.2f} raw)")

    def jump(self, cycles):
        log = self.folder / "long.ftlog"
        recorded = self.json(*self.program("workload"), "--cycles", cycles, "--record", log)
        interval = SNAPSHOT_CYCLES / recorded["cycles_per_second"]
        times = []
        for _ in range(10):
            to_cycle = random.randrange(cycles)
            start = time.monotonic()
            self.say("replay", log, "--to-cycle", to_cycle)
            times.append(time.monotonic() - start)
        print(f"jump to a cycle of {cycles:,} ({log.stat().st_size:,} bytes): longest of 10 "
              f"{max(times):.2f} s; two snapshot intervals are {2 * interval:.2f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--jump", type=float, default=1e9, help="machine cycles of the recording")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.build, folder, arguments.repetitions)
        bench.recording("sort_checksum")
        bench.recording("workload")
        bench.sizes()
        bench.jump(int(arguments.jump))


if __name__ == "__main__":
    main()
