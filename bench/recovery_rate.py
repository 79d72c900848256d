#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Useful cycles against the rate of transients, for adaptive and for fixed snapshot intervals,
beside Daly's optimum.

usage: recovery_rate.py FTSIM [--seeds N] [--cycles N] [--topologies A,B] [--means N,N]
                        [--intervals I,I] [--svg FILE]

Useful is what is left of the elapsed cycles: machine cycles over elapsed cycles. Transients hit the
flops of the CPU boards, their mean distance counts elapsed cycles. Daly's optimum is that of his
complete model (J. T. Daly, Future Generation Computer Systems 22(3), 2006, eq. 20 and 37) for the
snapshot cost that the runs had and a restart at the same cost. It assumes that a failure is seen at
once; a flip is mostly seen by the state check at its interval's end, which no interval makes good.
"""

import argparse
import json
import math
import subprocess
import sys

MEANS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000)
COLOURS = {"adaptive": "#0072b2", "fixed:10000": "#d55e00", "fixed:1000": "#e69f00",
           "Daly": "#808080"}


def daly(mean, cost):
    """The largest share of useful time, failures seen at once."""
    interval = mean
    if cost < 2 * mean:
        ratio = cost / (2 * mean)
        interval = math.sqrt(2 * cost * mean) * (1 + math.sqrt(ratio) / 3 + ratio / 9) - cost
    return interval / (mean * math.exp(cost / mean) * math.expm1((interval + cost) / mean))


def measure(arguments, topology, mean, interval):
    """Share of useful cycles, its least over the seeds, machines lost, cost of a snapshot."""
    shares, lost, snapshots, cost = [], 0, 0, 0
    for seed in range(1, arguments.seeds + 1):
        run = subprocess.run(
            [arguments.ftsim, "--topology", topology, "--inject", "seu", "--space", "replicas",
             "--rate", repr(1 / mean), "--cycles", str(arguments.cycles), "--seed", str(seed),
             "--snapshot-interval", interval, "--format", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        result = json.loads(run.stdout)
        outcomes = result["outcomes"]
        lost += result["exit"]["reason"] == "due" or outcomes["due"] + outcomes["sdc"] > 0
        shares.append(result["cycles"] / result["elapsed_cycles"])
        snapshots += result["snapshots"]
        cost += result["snapshot_cycles"]
    return sum(shares) / len(shares), min(shares), lost, cost / max(snapshots, 1)


def svg(curves):
    """One topology's curves over the mean distance, as a picture that also fits a dark page."""
    left, top, width, height = 56, 16, 520, 260

    def x(mean):
        return left + width * (math.log10(mean) - 3) / 3

    def y(share):
        return top + height * (1 - share)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 24} '
             f'{top + height + 62}" font-family="sans-serif" font-size="12">',
             "<style>text{fill:#222}path{fill:none;stroke-width:2}.g{stroke:#bbb}"
             "@media(prefers-color-scheme:dark){text{fill:#ddd}.g{stroke:#555}}</style>"]
    for tenth in range(0, 11, 2):
        parts.append(f'<path class="g" stroke-width="1" d="M{left} {y(tenth / 10):.1f}h{width}"/>'
                     f'<text x="{left - 8}" y="{y(tenth / 10) + 4:.1f}" text-anchor="end">'
                     f'{tenth * 10} %</text>')
    for mean in (1_000, 10_000, 100_000, 1_000_000):
        parts.append(f'<text x="{x(mean):.1f}" y="{top + height + 18}" text-anchor="middle">'
                     f'{mean:,}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 36}" text-anchor="middle">'
                 "mean distance of transients, elapsed cycles</text>")
    for number, (name, points) in enumerate(curves.items()):
        dash = ' stroke-dasharray="6 4"' if name == "Daly" else ""
        path = "L".join(f"{x(mean):.1f} {y(share):.1f}" for mean, share in points)
        at = left + 20 + 130 * number
        parts.append(f'<path stroke="{COLOURS[name]}"{dash} d="M{path}"/>'
                     f'<path stroke="{COLOURS[name]}"{dash} d="M{at} {top + height + 50}h24"/>'
                     f'<text x="{at + 30}" y="{top + height + 54}">{name}</text>')
    return "\n".join(parts + ["</svg>\n"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("ftsim")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--cycles", type=int, default=1_000_000)
    parser.add_argument("--topologies", default="duplex,dcls,tmr,pair_and_spare,server")
    parser.add_argument("--means", default=",".join(map(str, MEANS)))
    parser.add_argument("--intervals", default="fixed:10000,fixed:1000",
                        help="beside the adaptive one; a subset of these, or nothing")
    parser.add_argument("--svg", help="the first topology's curves")
    arguments = parser.parse_args()

    curves = {}
    print(f"{'topology':15} {'a transient every':>17}  {'interval':12} {'useful':>6} {'least':>6} "
          f"{'Daly':>6} {'ratio':>6} {'lost':>5}")
    for topology in arguments.topologies.split(","):
        for mean in map(int, arguments.means.split(",")):
            best = 0
            for interval in ["10000", *filter(None, arguments.intervals.split(","))]:
                share, least, lost, cost = measure(arguments, topology, mean, interval)
                name = "adaptive" if interval == "10000" else interval
                if name == "adaptive":
                    best = daly(mean, cost)
                print(f"{topology:15} {mean:17,}  {name:12} {share:6.3f} {least:6.3f} {best:6.3f} "
                      f"{share / best:6.3f} {lost:5}", flush=True)
                if topology == arguments.topologies.split(",", maxsplit=1)[0]:
                    curves.setdefault(name, []).append((mean, share))
                    if name == "adaptive":
                        curves.setdefault("Daly", []).append((mean, best))
    if arguments.svg:
        with open(arguments.svg, "w", encoding="ascii") as file:
            file.write(svg(curves))
    return 0


if __name__ == "__main__":
    sys.exit(main())
