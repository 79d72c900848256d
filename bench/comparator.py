#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The comparator's speed as ratios to memcmp on the same data, measured in one run.

Every figure is the best of several repetitions in random order. bench/README.md says how to read it.

usage: bench/comparator.py [BUILD_FOLDER] [--repetitions N] [--json FILE]
"""

import argparse
import json
import pathlib
import subprocess

# (what, benchmark, against, at least)
PLACES = ("L1", "L2", "memory")
RATIOS = [(f"window, no mask, {at}", f"window/plain/{{kernel}}/{at}", f"window/memcmp/{at}", 0.95)
          for at in PLACES]
RATIOS += [(f"window, mask and valid bits, bundles of {width}, {at}",
            f"window/valid/{width}/{{kernel}}/{at}", f"window/memcmp/{at}", 0.6)
           for width in (16, 32, 64) for at in PLACES]
RATIOS += [(f"one bundle of {width}", f"bundle/plain/{width}", f"bundle/memcmp/{width}", 1.0)
           for width in (40, 64, 100, 128, 200)]
RATIOS += [(f"one bundle of {width}, mask and valid bits", f"bundle/valid/{width}",
            f"bundle/memcmp/{width}", 0.6) for width in (16, 64)]
RATIOS += [(f"vote of three, {at}", f"vote/words/{at}", f"window/plain/{{kernel}}/{at}", 0.9)
           for at in PLACES]
RATIOS += [(f"vote of three, majority written, {at}", f"vote/bits/{at}",
            f"window/plain/{{kernel}}/{at}", None) for at in PLACES]
RATIOS += [(f"every invalid byte differs, bundles of {width}, L1", f"window/noise/{width}/{{kernel}}/L1",
            "window/memcmp/L1", None) for width in (16, 40, 64)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path, help="keep everything that was measured")
    arguments = parser.parse_args()

    run = subprocess.run(
        [arguments.build / "bin" / "ftsim_comparator_bench", "--benchmark_format=json",
         f"--benchmark_repetitions={arguments.repetitions}", "--benchmark_min_time=0.02",
         "--benchmark_enable_random_interleaving=true"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    if arguments.json:
        arguments.json.write_text(run, encoding="utf-8")
    report = json.loads(run)
    kernel = report["context"]["kernel"]
    best = {}
    for row in report["benchmarks"]:
        if row["run_type"] == "iteration":
            name = row["run_name"]
            best[name] = max(best.get(name, 0), row["bytes_per_second"])

    print(f"kernel {kernel}; bytes of all streams\n{'what':<52} {'GB/s':>7} {'ratio':>6} {'wanted':>6}")
    for what, name, against, wanted in RATIOS:
        speed, base = best[name.format(kernel=kernel)], best[against.format(kernel=kernel)]
        print(f"{what:<52} {speed / 1e9:>7.1f} {speed / base:>6.2f} {wanted or '':>6}")


if __name__ == "__main__":
    main()
