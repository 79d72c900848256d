#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The RTL under verilator --lint-only -Wall, without waivers in the code.

The core as a whole has no warning at all. Every module is also elaborated alone; there, constants
of a package that this module has no use for are not a defect. Verilator is given relative names:
at a space in a path it takes what follows for another file.

usage: lint.py VERILATOR RTL_FOLDER
"""

import pathlib
import re
import subprocess
import sys

# Other parameters than the default ones that a module is elaborated with.
PARAMETERS = {
    "ftsim_delay_line": ["-GDepth=0", "-GDepth=4", "-GWidth=1"],
    "ftsim_comparator": ["-GWidth=1", "-GAlertLevel=0"],
    "ftsim_voter": ["-GWidth=1"],
    "ftsim_request_compare": ["-GWidth=1"],
    "ftsim_isolate_switch": ["-GBoards=1"],
    "ftsim_self_test": ["-GWidth=1", "-GWidth=2", "-GWidth=107"],
    "ftsim_checker": ["-GOffset=1"],
    "ftsim_dcls": [f"-GLockstepOffset={offset}" for offset in range(1, 5)] + ["-GPmpRegions=0"],
}
FORBIDDEN = re.compile(r"\b(unique|priority|full_case|parallel_case|lint_off)\b|'x\b|casex|casez")


def main(verilator, folder):
    folder = pathlib.Path(folder)
    packages = sorted(folder.rglob("*_pkg.sv"))
    folders = sorted({source.parent.relative_to(folder) for source in folder.rglob("*.sv")})
    failures = 0
    for source in sorted(folder.rglob("*.sv")):
        found = FORBIDDEN.search(source.read_text(encoding="utf-8"))
        if found:
            print(f"{source}: '{found.group()}' makes simulation and netlist disagree on faults")
            failures += 1
        if source in packages:
            continue
        alone = [] if source.stem == "ftsim_core" else ["-Wno-UNUSEDPARAM"]
        for parameter in ["", *PARAMETERS.get(source.stem, [])]:
            run = subprocess.run(
                [verilator, "--lint-only", "-Wall", *alone, "-sv", *filter(None, [parameter]),
                 *(f"-I{include}" for include in folders),
                 *(str(file.relative_to(folder)) for file in [*packages, source]),
                 "--top-module", source.stem],
                capture_output=True, text=True, check=False, cwd=folder)
            if run.returncode != 0 or run.stderr.strip():
                print(f"{source}: {parameter}\n{run.stderr}")
                failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
