#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What escapes when a disturbance hits both replicas in the same clock cycle, by lockstep offset.

Each fault is an experiment beside the golden run. Escaped: it ended as sdc, crash, hang or latent
and never raised an alarm. The share is of those that were not masked, with its 95 % interval.

usage: bench/common_mode.py [BUILD_FOLDER] [--faults N] [--program NAME]
"""

import argparse
import json
import math
import pathlib
import subprocess

ENDS = ("sdc", "crash", "hang", "latent", "due", "detected_recovered", "masked")


def wilson(hits, of, z=1.959964):
    """The score interval of a share, in percent."""
    if of == 0:
        return 0.0, 100.0
    share, weight = hits / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def run(arguments, topology, model, offset):
    line = [arguments.build / "bin" / "ftsim", "--format", "json",
            "--program", arguments.build / "firmware" / f"{arguments.program}.elf",
            "--topology", topology, "--lockstep-offset", offset, "--inject", "common_mode",
            "--common-mode", model, "--faults", arguments.faults, "--cycles", "2M",
            "--horizon", "300k"]
    done = subprocess.run([str(word) for word in line], check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--faults", type=int, default=1000)
    parser.add_argument("--program", default="sort")
    arguments = parser.parse_args()

    print(f"{arguments.program}, {arguments.faults} faults a line\n")
    print("topology  model         offset " + "".join(f" {end:>8.8}" for end in ENDS) +
          "   escaped   95 % interval")
    for topology in ("duplex", "dcls"):
        for model in ("seu", "clock_glitch"):
            for offset in range(5):
                report = run(arguments, topology, model, offset)
                counts = report["outcomes"]
                harmful = report["injected"] - counts["masked"]
                low, high = wilson(report["escapes"], harmful)
                share = 100 * report["escapes"] / harmful if harmful else 0.0
                print(f"{topology:<9} {model:<13} {offset:>6} " +
                      "".join(f" {counts[end]:>8}" for end in ENDS) +
                      f" {share:>7.1f} %   {low:.1f} to {high:.1f} %", flush=True)


if __name__ == "__main__":
    main()
