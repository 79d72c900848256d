#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The comparator's figures as ratios to memcmp on the same data, measured side by side in one run.

Of several repetitions in random order the best counts: noise only slows things down. The run's JSON
is kept beside the build. Exit status 1 where a figure is below its line.

usage: bench/comparator.py [BUILD_FOLDER] [--repetitions N] [--json FILE]
"""

import argparse
import json
import pathlib
import subprocess
import sys

LEVELS = ("L1", "L2", "memory")
BUNDLES = (40, 64, 100, 128, 200)


def figures(kernel):
    """(what, benchmark, against, at least or None)"""
    for level in LEVELS:
        yield (f"window, no mask, {level}", f"window/{level}/{kernel}",
               f"window/{level}/memcmp", 0.95)
    for level in LEVELS:
        for size in (16, 32, 64):
            name = f"masked/{level}/{size}"
            yield f"window, mask and valid bits, bundles of {size}, {level}", \
                f"{name}/{kernel}", f"window/{level}/memcmp", 0.6
            if level != "memory":
                yield "  the same, all that does not count differs", \
                    f"{name}/noise/{kernel}", f"window/{level}/memcmp", 0.6
    for size in BUNDLES:
        yield f"one bundle of {size}", f"bundle/{size}/{kernel}", f"bundle/{size}/memcmp", 0.95
    for level in LEVELS:
        yield f"vote over three, {level}, against the compare", f"vote/{level}/{kernel}", \
            f"window/{level}/{kernel}", 0.9
        yield "  the same, writing the majority", f"vote/{level}/write/{kernel}", \
            f"window/{level}/{kernel}", None


def measure(build, repetitions, kept):
    subprocess.run(
        [build / "bin" / "ftsim_comparator_bench", f"--benchmark_out={kept}",
         "--benchmark_out_format=json", f"--benchmark_repetitions={repetitions}",
         "--benchmark_min_time=0.05", "--benchmark_enable_random_interleaving=true",
         "--benchmark_filter=^(window/[^/]*/(memcmp|avx|portable)|vote/[^/]*/(write/)?[^/]*$"
         "|masked/[^/]*/(16|32|64)/|bundle/[^/]*/[^/]*$)"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path, help="a run that was kept")
    arguments = parser.parse_args()
    kept = arguments.json or arguments.build / "comparator_bench.json"
    if not arguments.json:
        measure(arguments.build, arguments.repetitions, kept)
    run = json.loads(kept.read_text(encoding="utf-8"))
    speed = {}
    for row in run["benchmarks"]:
        if row["run_type"] == "iteration":
            name = row["run_name"]
            speed[name] = max(speed.get(name, 0), row["bytes_per_second"])
    kernel = run["context"]["kernel_chosen"]
    print(f"{run['context']['cpu']}, kernel {kernel}")
    below = 0
    for what, name, against, least in figures(kernel):
        ratio = speed[name] / speed[against]
        missed = least is not None and ratio < least
        below += missed
        line = "" if least is None else f"  line {least:.2f}{'  BELOW' if missed else ''}"
        print(f"{what:62} {speed[name] / 1e9:6.1f} GB/s {ratio:5.2f}{line}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
