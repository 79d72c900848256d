#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What becomes of a flop of the checker that is stuck, with self-tests and without.

Every flop of the dcls board's checker, stuck at 0 and at 1, one a run. Without an alarm it is
latent: nobody knows of it. The runs are short; the self-test is asked for several times.

usage: bench/checker_faults.py [BUILD_FOLDER] [--offset N] [--program NAME]
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import subprocess

CYCLES, AT, INTERVAL = 20_000, 3_003, 4_000


def sites(build, offset):
    line = [build / "bin" / "ftsim", "sites", "--topology", "dcls", "--lockstep-offset", offset,
            "--format", "json"]
    done = subprocess.run([str(word) for word in line], check=True, stdout=subprocess.PIPE)
    for site in json.loads(done.stdout)["sites"]:
        if site["name"].startswith("checker."):
            yield from (f"cpu0.{site['name']}[{bit}]" for bit in range(site["width"]))


def end_of(arguments, site, model, more):
    line = [arguments.build / "bin" / "ftsim", "--format", "json",
            "--program", arguments.build / "firmware" / f"{arguments.program}.elf",
            "--topology", "dcls", "--lockstep-offset", arguments.offset, "--inject", model,
            "--fault", f"{site}@{AT}", "--cycles", CYCLES, *more]
    done = subprocess.run([str(word) for word in line], check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)["faults"][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--offset", type=int, default=0)
    parser.add_argument("--program", default="workload")
    arguments = parser.parse_args()

    faults = [(site, model) for site in sites(arguments.build, arguments.offset)
              for model in ("stuck_at_0", "stuck_at_1")]
    print(f"{len(faults)} faults, offset {arguments.offset}, {arguments.program}")
    latent = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for what, more in (("without self-tests", ()),
                           ("with self-tests", ("--self-test-interval", INTERVAL))):
            ends = list(pool.map(lambda fault: end_of(arguments, *fault, more), faults))
            counts = collections.Counter(end["outcome"] for end in ends)
            latent[what] = [fault for fault, end in zip(faults, ends)
                            if end["outcome"] == "latent"]
            print(f"{what:<19} " + ", ".join(f"{count} {end}" for end, count in counts.items()))
    before, after = (len(found) for found in latent.values())
    print(f"of {before} that are latent without self-tests, they find {before - after}")
    for site, model in latent["with self-tests"]:
        print(f"  not found: {site} {model}")


if __name__ == "__main__":
    main()
