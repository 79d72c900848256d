#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Links a program with ftsim::comparator and nothing else, where nothing else is installed.

usage: comparator_alone.py BUILD_FOLDER EXAMPLE_FOLDER WORK_FOLDER CXX_FLAGS
"""

import re
import sys

import package

OURS = "libftsim_comparator.a"
# What the rest of ftsim needs.
FOREIGN = re.compile(r"systemc|verilat|fmt|lz4|zstd|libz|fdt|xxhash|libftsim(?!_comparator)",
                     re.IGNORECASE)


def foreign_libraries(folder, program):
    """Lines of the link, and of what is loaded, that have no business there."""
    link = [line for line in (folder / "build.ninja").read_text().splitlines()
            if line.lstrip().startswith("LINK_LIBRARIES")]
    if not any(OURS in line for line in link):
        return [f"the link line does not name {OURS}"]
    lines = link + package.said_by("ldd", program).splitlines()
    return [line.strip() for line in lines if FOREIGN.search(line)]


def main(build, example, work, flags):
    tree = package.install(build, work)
    # Only the comparator was installed: its headers, its library and the package files.
    for path in [*tree.rglob("libftsim*.a"), *tree.rglob("ftsim"), *tree.rglob("*.hpp"),
                 *tree.rglob("ftsimTargets*.cmake")]:
        if path.is_file() and path.name != OURS and "comparator" not in path.parts:
            path.unlink()
    folder = package.build_against(tree, example, flags)
    program = folder / "two_streams"
    foreign = foreign_libraries(folder, program)
    for line in foreign:
        print(f"not needed: {line}")
    said = package.said_by(program)
    wanted = ("cycle 703: wdata differs from bit 16 on, 2 bits in all",
              "interval 7 of 100 cycles", "number 1 is outvoted")
    return 1 if package.lacks(said, *wanted) or foreign else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
