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

FORBIDDEN = re.compile(r"\b(unique|priority|full_case|parallel_case|lint_off)\b|'x\b|casex|casez")


def main(verilator, folder):
    folder = pathlib.Path(folder)
    packages = sorted(folder.rglob("*_pkg.sv"))
    failures = 0
    for source in sorted(folder.rglob("*.sv")):
        found = FORBIDDEN.search(source.read_text(encoding="utf-8"))
        if found:
            print(f"{source}: '{found.group()}' makes simulation and netlist disagree on faults")
            failures += 1
        if source in packages:
            continue
        alone = [] if source.stem == "ftsim_core" else ["-Wno-UNUSEDPARAM"]
        run = subprocess.run(
            [verilator, "--lint-only", "-Wall", *alone, "-sv",
             f"-I{source.relative_to(folder).parent}",
             *(str(file.relative_to(folder)) for file in [*packages, source]),
             "--top-module", source.stem],
            capture_output=True, text=True, check=False, cwd=folder)
        if run.returncode != 0 or run.stderr.strip():
            print(f"{source}:\n{run.stderr}")
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
