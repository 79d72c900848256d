#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The fault-site list against an independent reading of the same RTL.

yosys elaborates the core, or the comparison point, and turns it into flops, counted before it merges any; `ftsim sites` lists
what can be hit. Both must name the same registers with the same widths, and every flop must have a
reset: one that comes out of power-on differently in two replicas would raise an alarm for nothing.

usage: flops_against_yosys.py FTSIM RTL_FOLDER WORK_FOLDER core|point
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

FLOPS_WITH_RESET = {"$sdff", "$sdffe", "$sdffce", "$adff", "$adffe"}
# What only one side has, and why.
EXPLAINED = {
    "u_regfile.regs_q[0]": "yosys 0.23 makes 32 words of the array [1:31]; nothing writes word 0",
}
FLOPS_WITHOUT = {"$dff", "$dffe", "$_DFF_P_", "$dlatch"}
FLATTEN = ["setattr -mod -unset keep_hierarchy *", "setattr -unset keep_hierarchy c:*", "flatten"]
FOLDERS = {"core": ["core"], "point": ["prim", "point"]}


def yosys_flops(rtl, work, unit):
    """Bits by register name, and the names of flops without a reset."""
    files = [source for folder in FOLDERS[unit] for source in sorted((rtl / folder).glob("*.sv"))]
    sources = sorted(files, key=lambda source: not source.name.endswith("_pkg.sv"))
    netlist = work / f"{unit}.json"
    script = "; ".join([
        "read_verilog -sv -mem2reg " + " ".join(f'"{source}"' for source in sources),
        f"hierarchy -check -top ftsim_{unit}", "proc", *FLATTEN,
        "opt_expr", "opt_clean", "opt_dff", f'write_json "{netlist}"'])
    subprocess.run(["yosys", "-q", "-p", script], check=True)
    module = json.loads(netlist.read_text())["modules"][f"ftsim_{unit}"]

    names = {}
    for name, net in module["netnames"].items():
        for index, bit in enumerate(net["bits"]):
            # Several nets may share a bit; the register's own name is the one with _q.
            if bit not in names or re.search(r"_q(\[\d+\])?$", name):
                names[bit] = (name, index)
    bits, unreset = collections.Counter(), []
    for cell_name, cell in module["cells"].items():
        if cell["type"] in FLOPS_WITH_RESET | FLOPS_WITHOUT:
            for bit in cell["connections"]["Q"]:
                bits[names[bit][0]] += 1
            if cell["type"] in FLOPS_WITHOUT:
                unreset.append(names[cell["connections"]["Q"][0]][0] + " (" + cell_name + ")")
    return bits, unreset


def listed_sites(ftsim, unit):
    """Widths by register name."""
    topology = ["--topology", "server"] if unit == "point" else []
    listed = json.loads(subprocess.run(
        [ftsim, "sites", *topology, "--format", "json"], check=True, capture_output=True).stdout)
    if unit == "point":
        points = [board for board in listed["boards"] if board["name"].startswith("point")]
        assert len(points) == 2 and points[0]["sites"] == points[1]["sites"]
        listed = points[0]
    return {site["name"].removeprefix("core."): site["width"] for site in listed["sites"]}


def main(ftsim, rtl, work, unit):
    work = pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    flops, unreset = yosys_flops(pathlib.Path(rtl), work, unit)
    sites = listed_sites(ftsim, unit)
    listed = sum(sites.values())

    wrong = False
    for name, reason in EXPLAINED.items():
        if flops.pop(name, None):
            print(f"{name}: not in the site list: {reason}")
            unreset = [flop for flop in unreset if not flop.startswith(name + " ")]
    for name in sorted(set(flops) | set(sites)):
        if flops.get(name, 0) != sites.get(name, 0):
            print(f"{name}: {flops.get(name, 0)} flops in the netlist, "
                  f"{sites.get(name, 0)} bits in the site list")
            wrong = True
    for name in unreset:
        print(f"{name}: a flop without a reset")
        wrong = True
    print(f"{sum(flops.values())} flops in the netlist, {listed} bits listed")
    return 1 if wrong or sum(flops.values()) != listed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
